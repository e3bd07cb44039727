// The part of a diagram that is in view, as an SVG or PNG file. Both are drawn anew, so a file has no
// screen's pixels in it; a legend of the fates that occur stands below.
import { fateLook } from "../fates";
import { CanvasPen } from "./canvas-pen";
import { paint } from "./paint";
import type { Pen } from "./pen";
import type { Scene } from "./scene";
import { SvgPen } from "./svg-pen";

const LEGEND = 30;

export function toSvg(s: Scene, title: string): string {
  const pen = new SvgPen();
  drawAll(pen, s);
  const d = s.prepared.diagram;
  return pen.file(s.layout.width, s.layout.height + LEGEND, title,
    `Space-time diagram of ${d.regions.join(", ")}: lines are regions, time runs to the right, arrows are replication.`);
}

export function toPng(s: Scene, scale = 2): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(s.layout.width * scale);
  canvas.height = Math.ceil((s.layout.height + LEGEND) * scale);
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  drawAll(new CanvasPen(context), s);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function drawAll(pen: Pen, s: Scene): void {
  pen.rect(0, 0, s.layout.width, s.layout.height + LEGEND, s.palette.paper);
  paint(pen, s);
  const d = s.prepared.diagram;
  const present = new Set(d.writes.fate);
  let x = s.layout.left;
  d.fates.forEach((name, fate) => {
    if (!present.has(fate)) return;
    const look = s.palette.fate[fate]!;
    const words = fateLook(name).words;
    pen.mark(x + 6, s.layout.height + 14, 5, look.shape, look.color);
    pen.text(x + 17, s.layout.height + 18, words, { color: s.palette.ink2 });
    x += 34 + pen.measure(words, { color: "" });
  });
}

export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 100);
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
