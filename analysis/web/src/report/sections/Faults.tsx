// The faults of the chosen strategy's run, numbered as in the charts.
import { seconds } from "../../shared/format";
import type { Stripe } from "../../shared/plot/marks";
import type { StrategyData } from "../data";

export const stripes = (s: StrategyData): Stripe[] =>
  s.faults.map((f, i) => ({ begin: f.begin_s, end: f.end_s, name: String(i + 1) }));

export function Faults({ s }: { s: StrategyData }) {
  if (s.faults.length === 0) return null;
  return (
    <ol class="faults" aria-label="Faults, shaded in the chart">
      {s.faults.map((f) => (
        <li><code>{f.text}</code> from {seconds(f.begin_s)} to {seconds(f.end_s)}</li>
      ))}
    </ol>
  );
}
