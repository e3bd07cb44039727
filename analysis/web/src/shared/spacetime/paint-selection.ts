// The selected event, and for a write what it was computed from and what displaced it.
import { ARRIVAL, eventOf } from "./index";
import { laneY, rowY, xOf } from "./layout";
import { clipped, selectedWrite } from "./paint-arrows";
import type { Pen, Stroke } from "./pen";
import type { Scene } from "./scene";

/** Where a write's mark is, though it may lie outside of the view; null: its region is hidden. */
function place(s: Scene, w: number): { x: number; y: number } | null {
  const d = s.prepared.diagram;
  const lane = s.laneOf[d.writes.region[w]!]!;
  if (lane < 0) return null;
  return { x: xOf(s.layout, s.view, d.writes.accepted_us[w]!), y: rowY(s.layout, lane, s.prepared.row[w]!) };
}

export function paintLinks(pen: Pen, s: Scene): void {
  const w = selectedWrite(s);
  if (w === null) return;
  const d = s.prepared.diagram;
  link(pen, s, w, d.writes.displacer[w] ?? null, { color: s.palette.ink, width: 1.6, dash: [2, 3] });
  link(pen, s, w, d.writes.base[w] ?? null, { color: s.palette.ink3, width: 1.4, dash: [8, 3] });
}

function link(pen: Pen, s: Scene, from: number, to: number | null, stroke: Stroke): void {
  const a = place(s, from);
  const b = to === null ? null : place(s, to);
  if (!a || !b) return;
  const [p, q] = a.x <= b.x ? [a, b] : [b, a];
  const [x1, y1, x2, y2] = clipped(p.x, p.y, q.x, q.y, s.layout.left, s.layout.right);
  if (x2 >= x1) pen.line(x1, y1, x2, y2, stroke);
}

export function paintSelection(pen: Pen, s: Scene): void {
  if (s.selected === null) return;
  const d = s.prepared.diagram;
  const w = selectedWrite(s);
  const displacer = w === null ? null : d.writes.displacer[w] ?? null;
  if (displacer !== null) ring(pen, s, place(s, displacer), { color: s.palette.ink, width: 1.2, dash: [2, 2] }, 9);
  if (w !== null) ring(pen, s, place(s, w), { color: s.palette.accent, width: 2.4 }, 10);
  const { kind, id } = eventOf(d, s.selected);
  if (kind === 0) return;
  const region = kind === ARRIVAL ? d.arrivals.to[id]! : d.reads.region[id]!;
  const lane = s.laneOf[region]!;
  const t = kind === ARRIVAL ? d.arrivals.at_us[id]! : d.reads.at_us[id]!;
  const y = lane < 0 ? 0 : laneY(s.layout, lane) + (kind === ARRIVAL ? 0 : 8);
  if (lane >= 0) ring(pen, s, { x: xOf(s.layout, s.view, t), y }, { color: s.palette.accent, width: 2.4 }, 8);
}

function ring(pen: Pen, s: Scene, at: { x: number; y: number } | null, stroke: Stroke, radius: number): void {
  if (!at || at.x < s.layout.left - 1 || at.x > s.layout.right + 1) return;
  pen.ring(at.x, at.y, radius, stroke);
}
