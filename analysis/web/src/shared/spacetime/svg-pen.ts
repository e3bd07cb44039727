// Writes an SVG file as text. Whatever comes from data passes through escaped().
import type { Shape } from "../fates";
import { OUTLINES } from "../shapes";
import { FONT, type Letters, type Pen, type Stroke } from "./pen";

export function escaped(text: string): string {
  // What XML 1.0 has no characters for becomes the replacement character.
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
  return clean.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const n = (value: number): string => String(Math.round(value * 100) / 100);

export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  line(x1: number, y1: number, x2: number, y2: number, stroke: Stroke): void {
    this.parts.push(`<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" ${this.stroke(stroke)}/>`);
  }

  rect(x: number, y: number, width: number, height: number, color: string, alpha = 1): void {
    this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, width))}" height="${n(Math.max(0, height))}" ` +
      `fill="${escaped(color)}"${this.alpha(alpha)}/>`);
  }

  mark(x: number, y: number, radius: number, shape: Shape, color: string, alpha = 1): void {
    const outline = OUTLINES[shape];
    const line = this.stroke({ color, width: Math.max(1.5, radius * 0.42), alpha });
    const paint = outline.fill ? `fill="${escaped(color)}"${this.alpha(alpha)}` : line;
    if (outline.circle) this.parts.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" ${paint}/>`);
    if (outline.points) {
      const points = outline.points.map(([a, b]) => `${n(x + a * radius)} ${n(y + b * radius)}`).join("L");
      this.parts.push(`<path d="M${points}Z" ${paint}/>`);
    }
    for (const [a, b, c, d] of outline.lines ?? []) {
      this.parts.push(`<path d="M${n(x + a * radius)} ${n(y + b * radius)}L${n(x + c * radius)} ${n(y + d * radius)}" ${line}/>`);
    }
  }

  ring(x: number, y: number, radius: number, stroke: Stroke): void {
    this.parts.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" ${this.stroke(stroke)}/>`);
  }

  text(x: number, y: number, text: string, letters: Letters): void {
    const anchor = { left: "start", right: "end", center: "middle" }[letters.align ?? "left"];
    const halo = letters.halo ? ` paint-order="stroke" stroke="${escaped(letters.halo)}" stroke-width="4" stroke-linejoin="round"` : "";
    this.parts.push(`<text x="${n(x)}" y="${n(y)}" font-size="${letters.size ?? 12}" text-anchor="${anchor}" ` +
      `fill="${escaped(letters.color)}"${letters.bold ? ' font-weight="600"' : ""}${halo}${this.alpha(letters.alpha ?? 1)}>` +
      `${escaped(text)}</text>`);
  }

  measure(text: string, letters: Letters): number {
    return text.length * (letters.size ?? 12) * 0.58;
  }

  file(width: number, height: number, title: string, description: string): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" ` +
      `height="${n(height)}" font-family="${escaped(FONT)}" role="img"><title>${escaped(title)}</title>` +
      `<desc>${escaped(description)}</desc>\n${this.parts.join("\n")}\n</svg>\n`;
  }

  private stroke(stroke: Stroke): string {
    const dash = stroke.dash?.length ? ` stroke-dasharray="${stroke.dash.map(n).join(" ")}"` : "";
    return `fill="none" stroke="${escaped(stroke.color)}" stroke-width="${n(stroke.width ?? 1)}"${dash}${this.alpha(stroke.alpha ?? 1)}`;
  }

  private alpha(alpha: number): string {
    return alpha === 1 ? "" : ` opacity="${n(alpha)}"`;
  }
}
