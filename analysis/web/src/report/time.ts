// The time axis that the charts of a strategy share, and the faults on it.
import type { Range } from "../shared/plot/range";
import type { Stripe } from "../shared/plot/marks";
import type { StrategyData } from "./data";

/** Numbered as in the list of faults; one that did not end reaches to the end of the axis. */
export const stripes = (s: StrategyData): Stripe[] =>
  s.faults.map((f, i) => ({ begin: f.begin_s, end: f.end_s ?? timeRange(s)[1], name: String(i + 1) }));

/** What all charts of a strategy over time show: from the first to the last moment that any has something of. */
export function timeRange(s: StrategyData): Range {
  const columns = [...s.lag.map((p) => p.bands.t_s), ...s.backlog.map((b) => b.t_s), ...s.activity.map((a) => a.t_s), ...s.clocks.map((c) => c.t_s)];
  const ends = (at: (t: number[]) => number | undefined) => columns.map((c) => (Array.isArray(c) ? at(c) : undefined)).filter((t) => t !== undefined);
  return [Math.min(0, ...ends((t) => t[0])), Math.max(s.measure_s, ...ends((t) => t[t.length - 1]), ...s.faults.map((f) => f.begin_s))];
}
