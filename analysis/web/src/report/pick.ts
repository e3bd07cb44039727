// Which pair of regions to begin with: the one that tells most.
import type { PairLag } from "./data";

/** Most outstanding; among equals the slowest tail. */
export function mostTelling(pairs: PairLag[]): PairLag | null {
  const worst = (p: PairLag) => p.ecdf.lag[p.ecdf.lag.length - 1] ?? 0;
  return pairs.reduce<PairLag | null>((best, p) => {
    if (!best || p.outstanding > best.outstanding) return p;
    return p.outstanding === best.outstanding && worst(p) > worst(best) ? p : best;
  }, null);
}
