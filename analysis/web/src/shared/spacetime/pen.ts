// What the diagram is drawn with: a canvas on the page, an SVG file for export. One set of painting
// functions (paint.ts) serves both.
import type { Shape } from "../fates";

export interface Stroke {
  color: string;
  width?: number;
  dash?: number[];
  alpha?: number;
}

export interface Letters {
  color: string;
  size?: number;
  bold?: boolean;
  align?: "left" | "right" | "center";
  alpha?: number;
  halo?: string; // drawn around the letters, in the background's colour
}

export interface Pen {
  line(x1: number, y1: number, x2: number, y2: number, stroke: Stroke): void;
  rect(x: number, y: number, width: number, height: number, color: string, alpha?: number): void;
  mark(x: number, y: number, radius: number, shape: Shape, color: string, alpha?: number): void;
  ring(x: number, y: number, radius: number, stroke: Stroke): void;
  text(x: number, y: number, text: string, letters: Letters): void;
  /** How wide a text is. */
  measure(text: string, letters: Letters): number;
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
