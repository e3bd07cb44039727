// Work that waits until what it draws is about to be seen, or printed: a page with many charts opens
// without drawing those below its first screens.
//
//   useEffect(() => whenNear(box.current!, () => drawn()), []);    // what it returns stops the waiting
//
// `begin` is called once, never inside the call itself but before a print is laid out: what is made for a print and
// asks again is called at once. Where the browser cannot tell what is near, it is called soon.

const MARGIN = "900px 0px"; // a screen before one scrolls to it

let printing = false;
if (typeof window !== "undefined") {
  window.addEventListener("beforeprint", () => (printing = true));
  window.addEventListener("afterprint", () => (printing = false));
}

/** After the next frame, so that much to do, in parts, stops nobody who scrolls; for a print, at once. What it returns
 *  calls it off. */
export function soon(begin: () => void): () => void {
  let wanted = true;
  const now = () => wanted && begin();
  if (printing) queueMicrotask(now);
  else requestAnimationFrame(() => setTimeout(now));
  return () => (wanted = false);
}

export function whenNear(element: Element, begin: () => void): () => void {
  if (printing || typeof IntersectionObserver === "undefined") return soon(begin);
  const stop = () => {
    observer.disconnect();
    window.removeEventListener("beforeprint", start);
  };
  const start = () => {
    stop();
    begin();
  };
  const observer = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && start(), { rootMargin: MARGIN });
  observer.observe(element);
  window.addEventListener("beforeprint", start);
  return stop;
}
