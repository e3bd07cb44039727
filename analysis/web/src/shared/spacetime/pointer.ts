// Mouse, touch and keys on a diagram. Drag moves; two fingers or the wheel zoom (the wheel only when the
// diagram has the focus or Ctrl is held: the page must scroll past it); a click selects.
import type { Stage } from "./stage";
import { timeAt } from "./layout";
import { panned, type View } from "./view";

const CLICK_PX = 4;

export interface PointerListener {
  hover(event: number | null, x: number, y: number): void;
  wheelIgnored(): void;
}

export function listen(canvas: HTMLCanvasElement, stage: Stage, listener: PointerListener): () => void {
  const down = new Map<number, number>(); // pointer, x
  let start: { x: number; y: number; view: View; moved: boolean } | null = null;
  const position = (e: PointerEvent | WheelEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [e.clientX - box.left, e.clientY - box.top];
  };
  const perPx = (view: View) => (view.to - view.from) / (stage.layout.right - stage.layout.left);

  const press = (e: PointerEvent) => {
    const [x, y] = position(e);
    canvas.setPointerCapture(e.pointerId);
    down.set(e.pointerId, x);
    start = { x, y, view: stage.view, moved: false };
  };
  const move = (e: PointerEvent) => {
    const [x, y] = position(e);
    if (!down.has(e.pointerId) || !start) return listener.hover(stage.hitAt(x, y), x, y);
    if (down.size === 2) return pinch(e.pointerId, x);
    if (Math.abs(x - start.x) > CLICK_PX) start.moved = true;
    if (!start.moved) return;
    canvas.classList.add("dragging");
    stage.setView(panned(start.view, (start.x - x) * perPx(start.view), stage.whole));
  };
  const pinch = (id: number, x: number) => {
    const other = [...down.entries()].find(([p]) => p !== id)![1];
    const before = Math.abs(down.get(id)! - other);
    down.set(id, x);
    if (start) start.moved = true;
    const after = Math.abs(x - other);
    if (before > 8 && after > 8) stage.zoom(before / after, timeAt(stage.layout, stage.view, (x + other) / 2));
  };
  const release = (e: PointerEvent) => {
    const [x, y] = position(e);
    canvas.classList.remove("dragging");
    down.delete(e.pointerId);
    if (start && !start.moved && e.type === "pointerup") stage.select(stage.hitAt(x, y), false);
    start = null;
  };
  const leave = () => listener.hover(null, 0, 0);
  const wheel = (e: WheelEvent) => {
    const sideways = Math.abs(e.deltaX) > Math.abs(e.deltaY) || e.shiftKey;
    if (!sideways && document.activeElement !== canvas && !e.ctrlKey && !e.metaKey) return listener.wheelIgnored();
    e.preventDefault();
    const unit = e.deltaMode === 1 ? 16 : 1;
    if (sideways) return stage.setView(panned(stage.view, (e.deltaX || e.deltaY) * unit * perPx(stage.view), stage.whole));
    stage.zoom(Math.exp(Math.max(-1, Math.min(1, (e.deltaY * unit) / 300))), timeAt(stage.layout, stage.view, position(e)[0]));
  };

  const handlers: [string, any, AddEventListenerOptions?][] = [["pointerdown", press], ["pointermove", move],
    ["pointerup", release], ["pointercancel", release], ["pointerleave", leave], ["wheel", wheel, { passive: false }]];
  for (const [name, handler, options] of handlers) canvas.addEventListener(name, handler, options);
  return () => handlers.forEach(([name, handler]) => canvas.removeEventListener(name, handler));
}

/** On the minimap a press or a drag moves the view there. */
export function listenMinimap(canvas: HTMLCanvasElement, stage: Stage): () => void {
  const go = (e: PointerEvent) => {
    if (e.type === "pointermove" && e.buttons === 0) return;
    const { left, right } = stage.layout;
    const part = (e.clientX - canvas.getBoundingClientRect().left - left) / (right - left);
    const half = (stage.view.to - stage.view.from) / 2;
    const at = stage.whole.from + part * (stage.whole.to - stage.whole.from);
    stage.setView({ from: at - half, to: at + half });
  };
  const press = (e: PointerEvent) => {
    canvas.setPointerCapture(e.pointerId);
    go(e);
  };
  canvas.addEventListener("pointerdown", press);
  canvas.addEventListener("pointermove", go);
  return () => {
    canvas.removeEventListener("pointerdown", press);
    canvas.removeEventListener("pointermove", go);
  };
}
