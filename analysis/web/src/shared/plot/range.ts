// Charts of one run share the range of their x axis, whether or not each has something to draw to its ends.
import type { Line } from "./Plot";

export type Range = readonly [from: number, to: number];

/** With empty places at the ends of the range, where the data do not reach them. A line in steps holds its last
 *  value for the length of a step. */
export function spread(x: number[], lines: Line[], range: Range | undefined): { x: number[]; lines: Line[] } {
  if (!range || x.length === 0) return { x, lines };
  const last = x[x.length - 1]!;
  const held = x.length > 1 ? Math.min(range[1], 2 * last - x[x.length - 2]!) : last;
  const before = range[0] < x[0]! ? [range[0]] : [];
  const after = [...(held > last ? [held] : []), ...(range[1] > Math.max(held, last) ? [range[1]] : [])];
  if (before.length + after.length === 0) return { x, lines };
  const values = (line: Line) => [...before.map(() => null), ...line.values, ...after.map((t) => (t === held && line.stepped && !line.spanGaps ? line.values[x.length - 1] : null))];
  return { x: [...before, ...x, ...after], lines: lines.map((l) => ({ ...l, values: values(l) })) };
}
