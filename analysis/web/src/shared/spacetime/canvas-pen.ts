// Draws on a canvas; the caller has scaled it for the screen's pixels.
import type { Shape } from "../fates";
import { OUTLINES } from "../shapes";
import { FONT, type Letters, type Pen, type Stroke } from "./pen";

export class CanvasPen implements Pen {
  constructor(private readonly c: CanvasRenderingContext2D) {}

  line(x1: number, y1: number, x2: number, y2: number, stroke: Stroke): void {
    this.use(stroke);
    this.c.beginPath();
    this.c.moveTo(x1, y1);
    this.c.lineTo(x2, y2);
    this.c.stroke();
  }

  rect(x: number, y: number, width: number, height: number, color: string, alpha = 1): void {
    this.c.globalAlpha = alpha;
    this.c.fillStyle = color;
    this.c.fillRect(x, y, width, height);
  }

  mark(x: number, y: number, radius: number, shape: Shape, color: string, alpha = 1): void {
    const outline = OUTLINES[shape];
    this.use({ color, width: Math.max(1.5, radius * 0.42), alpha });
    this.c.fillStyle = color;
    this.c.beginPath();
    if (outline.circle) this.c.arc(x, y, radius, 0, 2 * Math.PI);
    outline.points?.forEach(([a, b], i) => {
      if (i === 0) this.c.moveTo(x + a * radius, y + b * radius);
      else this.c.lineTo(x + a * radius, y + b * radius);
    });
    if (outline.points) this.c.closePath();
    for (const [a, b, p, q] of outline.lines ?? []) {
      this.c.moveTo(x + a * radius, y + b * radius);
      this.c.lineTo(x + p * radius, y + q * radius);
    }
    if (outline.fill) this.c.fill();
    else this.c.stroke();
  }

  ring(x: number, y: number, radius: number, stroke: Stroke): void {
    this.use(stroke);
    this.c.beginPath();
    this.c.arc(x, y, radius, 0, 2 * Math.PI);
    this.c.stroke();
  }

  text(x: number, y: number, text: string, letters: Letters): void {
    this.font(letters);
    this.c.globalAlpha = letters.alpha ?? 1;
    this.c.textAlign = letters.align ?? "left";
    if (letters.halo) {
      this.c.lineWidth = 4;
      this.c.lineJoin = "round";
      this.c.setLineDash([]);
      this.c.strokeStyle = letters.halo;
      this.c.strokeText(text, x, y);
    }
    this.c.fillStyle = letters.color;
    this.c.fillText(text, x, y);
  }

  measure(text: string, letters: Letters): number {
    this.font(letters);
    return this.c.measureText(text).width;
  }

  private font(letters: Letters): void {
    this.c.font = `${letters.bold ? "600 " : ""}${letters.size ?? 12}px ${FONT}`;
  }

  private use(stroke: Stroke): void {
    this.c.globalAlpha = stroke.alpha ?? 1;
    this.c.strokeStyle = stroke.color;
    this.c.lineWidth = stroke.width ?? 1;
    this.c.setLineDash(stroke.dash ?? []);
  }
}
