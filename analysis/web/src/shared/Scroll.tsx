// What may be wider than its place: it scrolls, and fades out at the side beyond which there is more.
import { useEffect, useRef } from "preact/hooks";
import type { JSX } from "preact";

export function Scroll(props: JSX.HTMLAttributes<HTMLDivElement>) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const of = box.current!;
    const mark = () => void (of.dataset.more = sides(of.scrollLeft, of.clientWidth, of.scrollWidth));
    const sizes = new ResizeObserver(mark);
    for (const one of [of, ...of.children]) sizes.observe(one);
    of.addEventListener("scroll", mark, { passive: true });
    return () => {
      sizes.disconnect();
      of.removeEventListener("scroll", mark);
    };
  }, []);
  return <div {...props} ref={box} class={`scroll ${props.class ?? ""}`} />;
}

/** Where there is more: "", "left", "right" or "both". */
export function sides(at: number, shown: number, all: number): string {
  const [left, right] = [at > 1, at + shown < all - 1];
  if (left && right) return "both";
  return left ? "left" : right ? "right" : "";
}
