// Colours and dashes for lines that have no meaning of their own, such as regions: six colours safe for
// the colour-blind, then the same with another dash.

const DASHES: (number[] | undefined)[] = [undefined, [8, 4], [2, 3]];

export function seriesLook(i: number): { color: string; dash?: number[] } {
  const dash = DASHES[Math.floor(i / 6) % DASHES.length];
  return { color: `--series-${i % 6}`, ...(dash ? { dash } : {}) };
}
