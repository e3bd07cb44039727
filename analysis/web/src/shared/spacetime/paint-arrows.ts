// Replication: an arrow from where a write was accepted to where and when it arrived, in the colour of
// its fate. Full line and open head: it was installed there; broken line and a bar: it was older than
// what stood there, and discarded; faint dots: it had come before.
import { arrowStays } from "./bins";
import { ARRIVAL } from "./index";
import { laneY, rowY, xOf } from "./layout";
import type { Pen } from "./pen";
import type { Painted, Scene } from "./scene";
import { overlapping } from "./spans";
import { eventOf } from "./index";

export function paintArrows(pen: Pen, s: Scene, out: Painted, budget: number): void {
  const d = s.prepared.diagram;
  const { arrows } = s.visible;
  const [a, b] = overlapping(arrows, s.view.from, s.view.to);
  out.arrowsAll = b - a;
  const share = budget / Math.max(1, b - a);
  const chosen = selectedWrite(s);
  const rival = chosen === null ? null : d.writes.displacer[chosen] ?? null;
  for (let i = a; i < b && out.arrows < budget * 1.5; i++) {
    if (arrows.end[i]! < s.view.from) continue;
    const id = arrows.id[i]!;
    const w = d.arrivals.write[id]!;
    if (w !== chosen && w !== rival && !arrowStays(w, s.palette.fate[d.writes.fate[w]!]?.lost ?? false, share)) continue;
    out.arrows++;
    paintArrow(pen, s, out, id, chosen === null ? "plain" : chosen === w || rival === w ? "strong" : "weak");
  }
}

/** The write that the selected event is, or is about. */
export function selectedWrite(s: Scene): number | null {
  if (s.selected === null) return null;
  const d = s.prepared.diagram;
  const { kind, id } = eventOf(d, s.selected);
  if (kind === 0) return id;
  return kind === ARRIVAL ? d.arrivals.write[id]! : d.reads.write[id] ?? null;
}

function paintArrow(pen: Pen, s: Scene, out: Painted, id: number, weight: "plain" | "strong" | "weak"): void {
  const d = s.prepared.diagram;
  const { layout: l, view } = s;
  const w = d.arrivals.write[id]!;
  const begin = d.writes.accepted_us[w]!;
  const end = d.arrivals.at_us[id]!;
  const from = s.laneOf[d.writes.region[w]!]!;
  const to = s.laneOf[d.arrivals.to[id]!]!;
  if (from < 0 || to < 0) return;
  const x1 = xOf(l, view, begin);
  const x2 = xOf(l, view, end);
  const y1 = rowY(l, from, s.prepared.row[w]!);
  const y2 = laneY(l, to);
  const color = s.palette.fate[d.writes.fate[w]!]?.color ?? s.palette.ink3;
  const result = d.arrivals.result[id]!;
  const crowded = out.arrowsAll > 150;
  let alpha = { plain: crowded ? 0.4 : 0.75, strong: 1, weak: 0.22 }[weight] * (result === 2 ? 0.5 : 1);
  if (s.until !== null && begin > s.until) alpha *= 0.12;
  const dash = result === 1 ? [5, 4] : result === 2 ? [1.5, 4] : [];
  const [ax, ay, bx, by] = clipped(x1, y1, x2, y2, l.left, l.right, s.until === null ? 1 : progress(begin, end, s.until));
  if (bx >= ax) pen.line(ax, ay, bx, by, { color, alpha, dash, width: weight === "strong" ? 2.2 : 1.3 });
  if (x2 < l.left || x2 > l.right || (s.until !== null && end > s.until)) return;
  paintHead(pen, Math.atan2(y2 - y1, x2 - x1), x2, y2, result === 1, { color, alpha, width: weight === "strong" ? 2.2 : 1.5 });
  out.hits.push({ x: x2, y: y2, kind: ARRIVAL, id });
}

const progress = (begin: number, end: number, now: number): number =>
  now >= end ? 1 : Math.max(0, (now - begin) / Math.max(1e-9, end - begin));

/** The part of the segment's first `part` whose x lies in [left, right]. */
export function clipped(x1: number, y1: number, x2: number, y2: number, left: number, right: number,
  part = 1): [number, number, number, number] {
  const at = (x: number) => (x2 === x1 ? y2 : y1 + ((x - x1) / (x2 - x1)) * (y2 - y1));
  const endX = x1 + (x2 - x1) * part;
  const ax = Math.max(x1, left);
  const bx = Math.min(endX, right);
  return [ax, ax === x1 ? y1 : at(ax), bx, bx === x1 + (x2 - x1) * part ? y1 + (y2 - y1) * part : at(bx)];
}

function paintHead(pen: Pen, angle: number, x: number, y: number, discarded: boolean,
  stroke: { color: string; alpha: number; width: number }): void {
  const size = 7;
  if (discarded) {
    const nx = Math.sin(angle) * size * 0.8;
    const ny = Math.cos(angle) * size * 0.8;
    pen.line(x - nx, y + ny, x + nx, y - ny, { ...stroke, width: stroke.width + 0.8 });
    return;
  }
  for (const turn of [0.42, -0.42]) {
    pen.line(x, y, x - size * Math.cos(angle + turn), y - size * Math.sin(angle + turn), stroke);
  }
}
