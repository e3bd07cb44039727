// Which pair of regions to begin with: the one whose records waited longest.
import type { PairLag } from "./data";

export function mostTelling(pairs: PairLag[]): PairLag | null {
  const worst = (p: PairLag) => Math.max(p.oldest, p.ecdf.lag[p.ecdf.lag.length - 1] ?? 0, ...p.bands.max.map((v) => v ?? 0));
  return pairs.reduce<PairLag | null>((best, p) => (best && worst(best) >= worst(p) ? best : p), null);
}
