// Charts of one run share the range of their x axis, whether or not each has something to draw to its ends.
import type { Line } from "./Plot";

export type Range = readonly [from: number, to: number];

/** With empty places at the ends of the range, where the data do not reach them. */
export function spread(x: number[], lines: Line[], range: Range | undefined): { x: number[]; lines: Line[] } {
  if (!range || x.length === 0) return { x, lines };
  const before = range[0] < x[0]! ? [range[0]] : [];
  const after = range[1] > x[x.length - 1]! ? [range[1]] : [];
  if (before.length + after.length === 0) return { x, lines };
  const none = (some: number[]) => some.map(() => null);
  return { x: [...before, ...x, ...after], lines: lines.map((l) => ({ ...l, values: [...none(before), ...l.values, ...none(after)] })) };
}
