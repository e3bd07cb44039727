// The strategies side by side: counts, loss rate with its interval, paired differences.
import { Figure } from "../../shared/Figure";
import { count, duration, points, share } from "../../shared/format";
import { tsv } from "../../shared/tsv";
import { IntervalPlot, type IntervalRow } from "../charts/IntervalPlot";
import { useReport } from "../context";
import type { PairedDifference } from "../data";
import type { StrategySummary } from "../summary";
import { Section } from "./Section";
import { Scroll } from "../../shared/Scroll";

type Column = [key: string, head: string, value: (s: StrategySummary) => string];

const COLUMNS: Column[] = [
  ["attempted", "attempted", (s) => count(s.attempted)],
  ["acknowledged", "told OK", (s) => count(s.acknowledged)],
  ["condition_failures", "condition failures", (s) => count(s.condition_failures)],
  ["gave_up", "gave up", (s) => count(s.gave_up)],
  ["lost", "lost", (s) => count(s.lost)],
  ["lost_update_rate", "loss rate", (s) => share(s.lost_update_rate?.estimate)],
  ["counter_drift", "counter drift", (s) => count(s.counter_drift)],
  ["write_p50_ns", "write p50", (s) => duration(s.write_p50_ns)],
  ["write_p99_ns", "write p99", (s) => duration(s.write_p99_ns)],
];

export function Strategies() {
  const { summary } = useReport();
  const { strategies } = summary;
  return (
    <Section id="strategies" title="The strategies compared" lead="Each strategy met the same tasks. A loss is a write that a client was told OK, and whose effect is gone without anyone having meant it.">
      <Table strategies={strategies} />
      <Rates strategies={strategies} />
      <Paired />
    </Section>
  );
}

function Table({ strategies }: { strategies: StrategySummary[] }) {
  const unclear = strategies.filter((s) => s.unknown > 0);
  const data = () => tsv(["strategy", ...COLUMNS.map((c) => c[0])],
    strategies.map((s) => [s.name, ...COLUMNS.map(([key]) => plain(s, key))]));
  return (
    <Figure title="What was asked and what came of it" unit="writes; times from when a task was to begin until OK" data={data} empty={strategies.length === 0 && "No strategy was run."}
      how="one row for each strategy. Told OK minus lost is what is still there or was replaced on purpose. The loss rate counts writes of the measured phase. Times have thinking and retries in them.">
      <Scroll tabIndex={0} role="region" aria-label="Table of strategies">
        <table>
          <thead><tr><th class="left">strategy</th>{COLUMNS.map(([, head]) => <th class="wrap">{head}</th>)}</tr></thead>
          <tbody>
            {strategies.map((s) => (
              <tr>
                <th scope="row">{s.name}</th>
                {COLUMNS.map(([key, , value]) => <td data-cell={`${s.name}.${key}`}>{value(s)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {unclear.length > 0 && (
        <p class="small">{unclear.map((s) => `${s.name}: of ${count(s.unknown)} requests the client never heard the outcome; ${count(s.recovered)} of them took effect.`).join(" ")}</p>
      )}
    </Figure>
  );
}

function plain(s: StrategySummary, key: string): number | null {
  const value = (s as unknown as Record<string, any>)[key];
  return typeof value === "object" && value !== null ? value.estimate : value ?? null;
}

function Rates({ strategies }: { strategies: StrategySummary[] }) {
  const rows: IntervalRow[] = strategies.filter((s) => s.lost_update_rate).map((s) => ({ name: s.name, ...s.lost_update_rate!, bad: s.lost > 0 }));
  const data = () => tsv(["strategy", "estimate", "low", "high", "hits", "trials", "design_effect"],
    strategies.filter((s) => s.lost_update_rate).map((s) => {
      const r = s.lost_update_rate!;
      return [s.name, r.estimate, r.low, r.high, r.hits, r.trials, r.design_effect];
    }));
  return (
    <Figure title="Loss rate" unit="share of acknowledged writes, 95 % interval" data={data} empty={rows.length === 0 && "No write was acknowledged while measuring, so there is no rate."}
      how="the dot is what was measured, the bar is where the true rate lies, in 95 runs of 100. Losses on one item come together, so items count as the units: bars are wider than for a coin. Where bars overlap, differences in pairs tell more.">
      {() => <IntervalPlot label={`Loss rates: ${rows.map((r) => `${r.name} ${share(r.estimate)}`).join(", ")}`} rows={rows} format={share} />}
    </Figure>
  );
}

function Paired() {
  const { data: { paired }, summary } = useReport();
  const metrics = [...new Set(paired.map((p) => p.metric))];
  return (
    <>
      {metrics.map((metric) => {
        const rows = paired.filter((p) => p.metric === metric);
        return (
          <Figure title={`Paired differences: ${metric.replace(/_/g, " ")}`} unit="percentage points, 95 % interval" data={() => pairedData(rows)}
            how="right of zero: the first strategy loses more than the second, on the same tasks. A bar that does not touch zero is a difference that chance does not explain.">
            {() => <IntervalPlot label={`Paired differences of ${metric}`} format={points} zeroWords="no difference" rows={rows.map((p) => ({
              name: `${p.a} − ${p.b}`, estimate: p.estimate, low: p.low, high: p.high, bad: p.low > 0 }))} />}
          </Figure>
        );
      })}
      {metrics.length === 0 && <p class="empty">{summary.strategies.length < 2 ? "One strategy has nothing to be compared with."
        : "Differences in pairs come from several seeds of a simulation: run it with --sim --seeds 20."}</p>}
    </>
  );
}

const pairedData = (rows: PairedDifference[]): string =>
  tsv(["a", "b", "metric", "estimate", "low", "high"], rows.map((p) => [p.a, p.b, p.metric, p.estimate, p.low, p.high]));
