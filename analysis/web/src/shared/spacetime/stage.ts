// The state of one diagram and its drawing, apart from the page's components: moving the view draws on
// the canvas once a frame and renders nothing else. Owners hear of what changed through `changed`
// (selection, filter, playing) and `painted` (every frame).
//
//   const stage = new Stage(cleaned(data), { changed: render, painted: showCounts });
//   stage.attach(canvas, minimap); stage.resize(800); stage.setView({ from: 0, to: 1e6 });
import { CanvasPen } from "./canvas-pen";
import type { Diagram } from "./diagram";
import { eventNumber, eventTime, filtered, NO_FILTER, prepare, type Filter, type Prepared, type Visible } from "./index";
import { layout, type Layout } from "./layout";
import { Minimap, MINIMAP_HEIGHT } from "./minimap";
import { paint } from "./paint";
import { lanesOf, palette, type Hit, type Painted, type Palette, type Scene } from "./scene";
import { lowerBound, upperBound } from "./spans";
import { surrounding } from "./focus";
import { clamped, opening, revealing, zoomed, type View } from "./view";

export interface StageListener {
  changed(): void;
  painted(painted: Painted, frameMs: number): void;
}

const OPENING_EVENTS = 1200;
const HIT_PX = 14;

export class Stage {
  readonly whole: View;
  filter: Filter = NO_FILTER;
  visible: Visible;
  view: View;
  selected: number | null = null;
  until: number | null = null;
  layout: Layout;
  private colors: Palette | null = null;
  private canvas: HTMLCanvasElement | null = null;
  private minimap: Minimap | null = null;
  private hits: Hit[] = [];
  private frame = 0;

  /** `prepared`: of this diagram, where that was done before. */
  constructor(readonly diagram: Diagram, private readonly listener: StageListener, readonly prepared: Prepared = prepare(diagram)) {
    this.whole = { from: this.prepared.from, to: this.prepared.to };
    this.visible = filtered(this.prepared, this.filter);
    this.view = opening(this.visible.times, this.whole, OPENING_EVENTS);
    this.layout = layout(640, diagram.regions.length);
  }

  /** The place of canvases that are drawn only later. */
  reserve(canvas: HTMLCanvasElement, minimap: HTMLCanvasElement): void {
    Object.assign(canvas.style, { width: "100%", height: `${this.layout.height}px` });
    Object.assign(minimap.style, { width: "100%", height: `${MINIMAP_HEIGHT}px` });
  }

  attach(canvas: HTMLCanvasElement, minimap: HTMLCanvasElement): void {
    this.canvas = canvas;
    this.minimap = new Minimap(minimap);
  }

  detach(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.canvas = null;
    this.minimap = null;
  }

  resize(width: number): void {
    this.layout = layout(width, this.visible.lanes.length);
    this.minimap?.forget();
    this.draw();
  }

  recolor(): void {
    this.colors = null;
    this.minimap?.forget();
    this.drawNow(); // at once: the printer does not wait for a frame
  }

  setFilter(filter: Filter): void {
    this.filter = filter;
    this.visible = filtered(this.prepared, filter);
    this.minimap?.forget();
    this.resize(this.layout.width);
    this.listener.changed();
  }

  setView(view: View): void {
    this.view = clamped(view, this.whole);
    this.draw();
  }

  zoom(factor: number, at = (this.view.from + this.view.to) / 2): void {
    this.setView(zoomed(this.view, factor, at, this.whole));
  }

  select(event: number | null, reveal = true): void {
    this.selected = event;
    if (event !== null && reveal) this.view = revealing(this.view, eventTime(this.diagram, event), this.whole);
    this.draw();
    this.listener.changed();
  }

  /** Begins with a write and what became of it in view. */
  focus(write: number): void {
    this.selected = write;
    this.view = clamped(surrounding(this.prepared, write), this.whole);
  }

  selectWrite(write: number): void {
    this.select(eventNumber(this.diagram, 0, write));
  }

  /** To the next (1) or the previous (−1) event that the filter leaves. */
  step(by: 1 | -1): void {
    const { events, times } = this.visible;
    if (events.length === 0) return;
    const now = this.selected === null ? -1 : this.positionOf(this.selected);
    let next = now + by;
    if (now < 0) next = by > 0 ? lowerBound(times, this.view.from) : upperBound(times, this.view.to) - 1;
    this.select(events[Math.min(Math.max(next, 0), events.length - 1)]!);
  }

  // Its place among the events shown; −1: the filter hides it.
  private positionOf(event: number): number {
    const t = eventTime(this.diagram, event);
    for (let i = lowerBound(this.visible.times, t); i < this.visible.events.length && this.visible.times[i] === t; i++) {
      if (this.visible.events[i] === event) return i;
    }
    return -1;
  }

  /** The last event at or before a time. */
  eventBefore(t: number): number | null {
    const at = upperBound(this.visible.times, t) - 1;
    return at < 0 ? null : this.visible.events[at]!;
  }

  setUntil(until: number | null): void {
    this.until = until;
    if (until !== null) this.view = followed(this.view, until, this.whole);
    this.draw();
  }

  hitAt(x: number, y: number): number | null {
    let best: Hit | null = null;
    let nearest = HIT_PX * HIT_PX;
    for (const hit of this.hits) {
      const far = (hit.x - x) ** 2 + (hit.y - y) ** 2;
      if (far > nearest) continue;
      nearest = far;
      best = hit;
    }
    return best && eventNumber(this.diagram, best.kind, best.id);
  }

  scene(): Scene {
    this.colors ??= palette(this.diagram);
    return { prepared: this.prepared, visible: this.visible, laneOf: lanesOf(this.diagram.regions.length, this.visible.lanes),
      layout: this.layout, view: this.view, palette: this.colors, selected: this.selected, until: this.until };
  }

  draw(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.drawNow());
  }

  private drawNow(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.canvas) return;
    const begin = performance.now();
    const context = fit(this.canvas, this.layout.width, this.layout.height);
    const scene = this.scene();
    const painted = paint(new CanvasPen(context), scene);
    this.hits = painted.hits;
    this.minimap?.draw(scene, this.whole);
    this.listener.painted(painted, performance.now() - begin);
  }
}

function followed(view: View, t: number, whole: View): View {
  const length = view.to - view.from;
  if (t >= view.from && t <= view.to - length * 0.1) return view;
  return clamped({ from: t - length * 0.3, to: t + length * 0.7 }, whole);
}

/** A canvas of so many CSS pixels, sharp on this screen; its context, in CSS pixels. */
export function fit(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
