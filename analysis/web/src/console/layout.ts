// Where regions stand on the map, and the curves between them.

export interface Point {
  x: number;
  y: number;
}

/** What names and clocks need beside the regions. */
const MARGIN = { x: 74, y: 66 };

/** On a ring that fills the space, the first at the left where there are two, else at the top. */
export function places(regions: number, width: number, height: number): Point[] {
  const first = regions === 2 ? Math.PI : -Math.PI / 2;
  const ring = Array.from({ length: regions }, (_, i) => {
    const angle = first + (2 * Math.PI * i) / Math.max(1, regions);
    return { x: Math.cos(angle), y: Math.sin(angle) };
  });
  const xs = stretched(ring.map((p) => p.x), MARGIN.x, width - MARGIN.x);
  const ys = stretched(ring.map((p) => p.y), MARGIN.y, height - MARGIN.y);
  return ring.map((_, i) => ({ x: xs[i]!, y: ys[i]! }));
}

function stretched(values: number[], low: number, high: number): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (most - least < 1e-6) return values.map(() => (low + high) / 2);
  return values.map((v) => low + ((v - least) / (most - least)) * Math.max(0, high - low));
}

export interface Curve {
  path: string;
  label: Point;
}

/** Of a label of so many letters, half its size; and how far it stands off its curve. */
const LABEL = { letter: 3.4, height: 7, off: 5 };

/** From one region's rim to another's, bent to the left of its way: the two ways of a pair do not meet. Its label,
 *  of so many letters, stands on the outer side, just so far that its corner clears the curve. */
export function curve(from: Point, to: Point, rim: number, letters = 6): Curve {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const bend = Math.min(46, 18 + length * 0.09);
  const turn = 0.32; // radians that the ends lie aside of the straight way
  const at = (p: Point, angle: number): Point => ({ x: p.x + rim * Math.cos(angle), y: p.y + rim * Math.sin(angle) });
  const heading = Math.atan2(uy, ux);
  const start = at(from, heading - turn);
  const end = at(to, heading + Math.PI + turn);
  const middle = { x: (from.x + to.x) / 2 + uy * bend, y: (from.y + to.y) / 2 - ux * bend };
  const aside = Math.abs(uy) * LABEL.letter * letters + Math.abs(ux) * LABEL.height + LABEL.off;
  const round = (v: number) => v.toFixed(1);
  return {
    path: `M${round(start.x)} ${round(start.y)}Q${round(middle.x)} ${round(middle.y)} ${round(end.x)} ${round(end.y)}`,
    label: { x: (start.x + 2 * middle.x + end.x) / 4 + uy * aside, y: (start.y + 2 * middle.y + end.y) / 4 - ux * aside },
  };
}
