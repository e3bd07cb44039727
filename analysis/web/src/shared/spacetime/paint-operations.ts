// Every operation in view: a bar from request to answer, the mark of its fate where it was accepted, its
// number and stamp where there is room; reads as small ticks below the line.
import { READ, WRITE } from "./index";
import { laneY, rowY, xOf } from "./layout";
import type { Pen } from "./pen";
import type { Painted, Scene } from "./scene";
import { selectedWrite } from "./paint-arrows";
import { overlapping } from "./spans";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const LABELS_MAX = 160;

export function paintOperations(pen: Pen, s: Scene, out: Painted): void {
  const [a, b] = overlapping(s.visible.ops, s.view.from, s.view.to);
  const shown: number[] = [];
  for (let i = a; i < b; i++) if (s.visible.ops.end[i]! >= s.view.from) shown.push(s.visible.ops.id[i]!);
  paintReads(pen, s, out);
  for (const w of shown) paintBar(pen, s, w);
  for (const w of shown) paintMark(pen, s, out, w, radius(shown.length));
  if (shown.length <= LABELS_MAX) paintLabels(pen, s, shown);
}

const radius = (howMany: number): number => (howMany > 400 ? 3 : howMany > 100 ? 4.2 : 5.5);

const faint = (s: Scene, t: number): number => (s.until !== null && t > s.until ? 0.12 : 1);

function paintBar(pen: Pen, s: Scene, w: number): void {
  const d = s.prepared.diagram;
  const lane = s.laneOf[d.writes.region[w]!]!;
  const x1 = Math.max(s.layout.left, xOf(s.layout, s.view, s.prepared.begin[w]!));
  const x2 = Math.min(s.layout.right, xOf(s.layout, s.view, s.prepared.end[w]!));
  if (lane < 0 || x2 - x1 < 3) return;
  const y = rowY(s.layout, lane, s.prepared.row[w]!);
  const color = s.palette.fate[d.writes.fate[w]!]?.color ?? s.palette.ink3;
  pen.rect(x1, y - 2.5, x2 - x1, 5, color, 0.3 * faint(s, s.prepared.begin[w]!));
}

function paintMark(pen: Pen, s: Scene, out: Painted, w: number, r: number): void {
  const d = s.prepared.diagram;
  const t = d.writes.accepted_us[w]!;
  const lane = s.laneOf[d.writes.region[w]!]!;
  if (lane < 0 || t < s.view.from || t > s.view.to) return;
  const x = xOf(s.layout, s.view, t);
  const y = rowY(s.layout, lane, s.prepared.row[w]!);
  const look = s.palette.fate[d.writes.fate[w]!];
  if (look?.shape === "ring" || look?.shape === "box" || look?.shape === "half") {
    pen.mark(x, y, r, look.shape === "box" ? "square" : "disc", s.palette.paper, faint(s, t));
  }
  pen.mark(x, y, r, look?.shape ?? "half", look?.color ?? s.palette.ink3, faint(s, t));
  out.hits.push({ x, y, kind: WRITE, id: w });
}

function paintReads(pen: Pen, s: Scene, out: Painted): void {
  const d = s.prepared.diagram;
  const [a, b] = overlapping(s.visible.reads, s.view.from, s.view.to);
  for (let i = a; i < b; i++) {
    const r = s.visible.reads.id[i]!;
    const lane = s.laneOf[d.reads.region[r]!]!;
    if (lane < 0) continue;
    const x = xOf(s.layout, s.view, s.visible.reads.begin[i]!);
    const y = laneY(s.layout, lane) + 8;
    pen.line(x, y - 4, x, y + 4, { color: s.palette.read, width: 1.5, alpha: faint(s, s.visible.reads.begin[i]!) });
    out.hits.push({ x, y, kind: READ, id: r });
  }
}

// Lost writes and the selected one choose their place first.
function paintLabels(pen: Pen, s: Scene, shown: number[]): void {
  const d = s.prepared.diagram;
  const chosen = selectedWrite(s);
  const lost = (w: number) => (s.palette.fate[d.writes.fate[w]!]?.lost ? 1 : 0);
  const order = [...shown].sort((p, q) => Number(q === chosen) - Number(p === chosen) || lost(q) - lost(p));
  const taken: Box[] = shown.map((w) => markBox(s, w));
  for (const w of order) {
    const t = d.writes.accepted_us[w]!;
    const lane = s.laneOf[d.writes.region[w]!]!;
    if (lane < 0 || t < s.view.from || t > s.view.to || (s.until !== null && t > s.until)) continue;
    const x = xOf(s.layout, s.view, t);
    const y = rowY(s.layout, lane, s.prepared.row[w]!);
    const color = s.palette.fate[d.writes.fate[w]!]?.color ?? s.palette.ink;
    const name = `#${d.writes.label[w]!} ${d.writes.kind[w]!}`.slice(0, 40);
    place(pen, s, taken, name, x, y - 11, { color: s.palette.ink, bold: true, size: 12, accent: color });
    place(pen, s, taken, d.writes.stamp(w).slice(0, 48), x, laneY(s.layout, lane) + 27, { color: s.palette.ink2, size: 11 });
  }
}

function markBox(s: Scene, w: number): Box {
  const d = s.prepared.diagram;
  const lane = Math.max(0, s.laneOf[d.writes.region[w]!]!);
  const x = xOf(s.layout, s.view, d.writes.accepted_us[w]!);
  const y = rowY(s.layout, lane, s.prepared.row[w]!);
  return { x: x - 7, y: y - 7, width: 14, height: 14 };
}

function place(pen: Pen, s: Scene, taken: Box[], text: string, x: number, y: number,
  look: { color: string; bold?: boolean; size: number; accent?: string }): void {
  const letters = { color: look.color, bold: look.bold ?? false, size: look.size, halo: s.palette.paper, align: "center" as const };
  const width = pen.measure(text, letters) + 6;
  const middle = Math.min(Math.max(x, s.layout.left + width / 2), s.layout.right - width / 2);
  const box = { x: middle - width / 2, y: y - look.size + 1, width, height: look.size + 2 };
  if (taken.some((b) => box.x < b.x + b.width && b.x < box.x + box.width && box.y < b.y + b.height && b.y < box.y + box.height)) return;
  taken.push(box);
  pen.text(middle, y, text, letters);
}
