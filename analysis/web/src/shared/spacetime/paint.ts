// Draws a scene: lanes and axis, then either every operation with its arrows, or, where more than
// DETAIL_MAX are in view, columns of counts with a sample of the arrows.
import { shortened } from "../format";
import { binned, COLUMN_PX, type Bins } from "./bins";
import { laneY, xOf } from "./layout";
import { paintArrows } from "./paint-arrows";
import { paintOperations } from "./paint-operations";
import { paintLinks, paintSelection } from "./paint-selection";
import type { Pen } from "./pen";
import type { Painted, Scene } from "./scene";
import { overlapping } from "./spans";
import { timeTicks } from "./ticks";

export const DETAIL_MAX = 1500;

export function paint(pen: Pen, s: Scene): Painted {
  const [a, b] = overlapping(s.visible.ops, s.view.from, s.view.to);
  const [c, e] = overlapping(s.visible.reads, s.view.from, s.view.to);
  const shown = b - a + (e - c);
  const detail = shown <= DETAIL_MAX;
  const out: Painted = { detail, shown, arrows: 0, arrowsAll: 0, hits: [] };
  paintGrid(pen, s);
  paintArrows(pen, s, out, detail ? 700 : 350);
  paintLanes(pen, s);
  if (detail) {
    paintLinks(pen, s);
    paintOperations(pen, s, out);
    paintSelection(pen, s);
  } else {
    const columns = Math.max(1, Math.floor((s.layout.right - s.layout.left) / COLUMN_PX));
    const input = { diagram: s.prepared.diagram, ops: s.visible.ops, reads: s.visible.reads, laneOf: s.laneOf,
      lanes: s.visible.lanes.length };
    paintBins(pen, s, binned(input, s.view, columns));
  }
  paintPlayhead(pen, s);
  return out;
}

function paintGrid(pen: Pen, s: Scene): void {
  const l = s.layout;
  pen.rect(0, 0, l.width, l.height, s.palette.paper);
  for (const { t, text } of timeTicks(s.view, (l.right - l.left) / 110)) {
    const x = xOf(l, s.view, t);
    pen.line(x, l.top, x, l.bottom, { color: s.palette.line });
    pen.text(x, l.bottom + 18, text, { color: s.palette.ink3, align: "center" });
  }
}

function paintLanes(pen: Pen, s: Scene): void {
  const l = s.layout;
  s.visible.lanes.forEach((region, lane) => {
    const y = laneY(l, lane);
    pen.line(l.left, y, l.right, y, { color: s.palette.lane, width: 1.5 });
    const name = s.prepared.diagram.regions[region]!;
    const letters = { color: s.palette.ink, bold: true, size: 12.5 };
    if (l.narrow) pen.text(l.left, y - l.lane * 0.62 + 15, name, { ...letters, halo: s.palette.paper });
    else pen.text(l.left - 12, y + 4, fitted(pen, name, l.left - 18), { ...letters, align: "right" });
  });
}

function fitted(pen: Pen, text: string, width: number): string {
  const letters = { color: "", bold: true, size: 12.5 };
  return shortened(text, (t) => pen.measure(t, letters) <= width);
}

// Height by the square root of the count, so that single writes are seen beside crowds.
function paintBins(pen: Pen, s: Scene, bins: Bins): void {
  const l = s.layout;
  const tallest = l.lane * 0.52;
  const width = (l.right - l.left) / bins.columns;
  for (let lane = 0; lane < s.visible.lanes.length; lane++) {
    for (let column = 0; column < bins.columns; column++) {
      const at = (lane * bins.columns + column) * bins.fates;
      let sum = 0;
      for (let f = 0; f < bins.fates; f++) sum += bins.counts[at + f]!;
      if (sum === 0) continue;
      const x = l.left + column * width;
      const t = s.view.from + ((column + 0.5) / bins.columns) * (s.view.to - s.view.from);
      const alpha = s.until !== null && t > s.until ? 0.15 : 1;
      paintColumn(pen, s, bins, at, { x, y: laneY(l, lane), width: width - 0.6, alpha,
        height: Math.max(2, tallest * Math.sqrt(sum / bins.most)), sum });
    }
  }
}

interface Column {
  x: number;
  y: number;
  width: number;
  height: number;
  sum: number;
  alpha: number;
}

// Losses lowest, at the line, where the eye compares them.
function paintColumn(pen: Pen, s: Scene, bins: Bins, at: number, c: Column): void {
  let y = c.y;
  const part = (fate: number, color: string) => {
    const count = bins.counts[at + fate]!;
    if (count === 0) return;
    const height = (c.height * count) / c.sum;
    y -= height;
    pen.rect(c.x, y, c.width, height, color, c.alpha);
  };
  s.palette.fate.forEach((look, fate) => look.lost && part(fate, look.color));
  s.palette.fate.forEach((look, fate) => !look.lost && part(fate, look.color));
  part(bins.fates - 1, s.palette.line);
}

function paintPlayhead(pen: Pen, s: Scene): void {
  if (s.until === null || s.until < s.view.from || s.until > s.view.to) return;
  const x = xOf(s.layout, s.view, s.until);
  pen.line(x, s.layout.top, x, s.layout.bottom, { color: s.palette.accent, width: 2 });
}
