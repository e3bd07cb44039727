// The whole of a diagram in a strip: how many events, how many of them lost, and which part is in view.
// The strip is drawn once for a filter, a width and a theme; a frame of moving copies it.
import type { Scene } from "./scene";
import { fit } from "./stage";
import type { View } from "./view";

export const MINIMAP_HEIGHT = 40;

export class Minimap {
  private strip: HTMLCanvasElement | null = null;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  forget(): void {
    this.strip = null;
  }

  draw(s: Scene, whole: View): void {
    this.strip ??= strip(s, whole);
    const { left, right, width } = s.layout;
    const c = fit(this.canvas, width, MINIMAP_HEIGHT);
    c.globalAlpha = 1;
    c.clearRect(0, 0, width, MINIMAP_HEIGHT);
    c.drawImage(this.strip, left, 0, right - left, MINIMAP_HEIGHT);
    const x = (t: number) => left + ((t - whole.from) / (whole.to - whole.from)) * (right - left);
    const a = x(s.view.from);
    const b = Math.max(a + 3, x(s.view.to));
    c.fillStyle = s.palette.paper;
    c.globalAlpha = 0.6;
    c.fillRect(left, 0, a - left, MINIMAP_HEIGHT);
    c.fillRect(b, 0, right - b, MINIMAP_HEIGHT);
    c.globalAlpha = 1;
    c.strokeStyle = s.palette.accent;
    c.lineWidth = 2;
    c.strokeRect(a + 1, 1, b - a - 2, MINIMAP_HEIGHT - 2);
  }
}

function strip(s: Scene, whole: View): HTMLCanvasElement {
  const columns = Math.max(1, Math.floor((s.layout.right - s.layout.left) / 2));
  const d = s.prepared.diagram;
  const all = new Uint32Array(columns);
  const lost = new Uint32Array(columns);
  const writes = d.writes.label.length;
  for (let i = 0; i < s.visible.events.length; i++) {
    const event = s.visible.events[i]!;
    const column = Math.floor(((s.visible.times[i]! - whole.from) / (whole.to - whole.from)) * columns);
    if (column < 0 || column >= columns) continue;
    all[column]!++;
    if (event < writes && s.palette.fate[d.writes.fate[event]!]?.lost) lost[column]!++;
  }
  return bars(columns, all, lost, s);
}

function bars(columns: number, all: Uint32Array, lost: Uint32Array, s: Scene): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = MINIMAP_HEIGHT;
  const c = canvas.getContext("2d")!;
  const most = Math.sqrt(Math.max(1, ...all));
  const loss = s.palette.fate.find((f) => f.lost)?.color ?? s.palette.ink;
  const worst = s.prepared.diagram.fates.indexOf("lost_concurrent");
  const height = (n: number) => (n === 0 ? 0 : Math.max(2, (Math.sqrt(n) / most) * (MINIMAP_HEIGHT - 6)));
  for (let i = 0; i < columns; i++) {
    c.fillStyle = s.palette.lane;
    c.fillRect(i, MINIMAP_HEIGHT - height(all[i]!), 1, height(all[i]!));
    c.fillStyle = s.palette.fate[worst]?.color ?? loss;
    c.fillRect(i, MINIMAP_HEIGHT - height(lost[i]!), 1, height(lost[i]!));
  }
  return canvas;
}
