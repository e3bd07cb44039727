// The faults of the chosen strategy's run, numbered as in the charts.
import { seconds } from "../../shared/format";
import type { StrategyData } from "../data";

export function Faults({ s }: { s: StrategyData }) {
  if (s.faults.length === 0) return null;
  return (
    <ol class="faults" aria-label="Faults, shaded in the chart">
      {s.faults.map((f) => (
        <li><code>{f.text}</code> from {seconds(f.begin_s)} {f.end_s === null ? "on" : `to ${seconds(f.end_s)}`}</li>
      ))}
    </ol>
  );
}
