// The outlines of the marks of fates, around (0, 0), for a canvas, an SVG file and legends alike: a path
// of M, L and Z, or a circle. `fill` false: drawn as a line.
import type { Shape } from "./fates";

export interface Outline {
  circle?: boolean;
  points?: readonly (readonly [number, number])[];
  lines?: readonly (readonly [number, number, number, number])[];
  fill: boolean;
}

const star = (): [number, number][] =>
  Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? 1.25 : 0.55;
    const a = (Math.PI * i) / 5 - Math.PI / 2;
    return [r * Math.cos(a), r * Math.sin(a)];
  });

/** In units of the mark's radius. */
export const OUTLINES: Record<Shape, Outline> = {
  disc: { circle: true, fill: true },
  ring: { circle: true, fill: false },
  square: { points: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]], fill: true },
  box: { points: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]], fill: false },
  cross: { lines: [[-0.95, -0.95, 0.95, 0.95], [-0.95, 0.95, 0.95, -0.95]], fill: false },
  diamond: { points: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]], fill: true },
  up: { points: [[0, -1.1], [1.1, 0.9], [-1.1, 0.9]], fill: true },
  down: { points: [[0, 1.1], [1.1, -0.9], [-1.1, -0.9]], fill: true },
  star: { points: star(), fill: true },
  half: { points: [[-1, 0], [0, -1.1], [1, 0], [0, 1.1]], fill: false },
  dash: { lines: [[-1, 0, 1, 0]], fill: false },
};
