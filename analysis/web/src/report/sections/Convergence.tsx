// Whether and when the replicas became equal, how far apart they were, and what each region did.
import { useMemo, useState } from "preact/hooks";
import { Figure } from "../../shared/Figure";
import { duration, share, tick } from "../../shared/format";
import { Plot, type Line } from "../../shared/plot/Plot";
import { tsv, columns } from "../../shared/tsv";
import { Strips } from "../charts/Strips";
import { useReport, whyNothing } from "../context";
import type { RegionActivity, StrategyData } from "../data";
import type { StrategySummary } from "../summary";
import { stripes, timeRange } from "../time";
import { Faults } from "./Faults";
import { TIME_AXIS } from "./Lag";
import { Section } from "./Section";

export function convergenceText(s: StrategySummary): string {
  if (!s.quiesced) return "replication did not come to rest";
  if (!s.converged) return "the replicas differ in the end";
  return s.convergence_ns === null || s.convergence_ns === undefined ? "nothing was written" : `all replicas equal ${duration(s.convergence_ns)} after the last write or fault`;
}

export function Convergence() {
  const report = useReport();
  const { data, summary, strategy } = report;
  const any = data.strategies.some((s) => s.divergence && s.divergence.t_s.length > 0);
  const rows = () => tsv(["strategy", "t_s", "share"], data.strategies.flatMap((s) => (s.divergence?.t_s ?? []).map((t, i) => [s.name, t, s.divergence!.share[i] ?? null])));
  return (
    <Section id="convergence" title="Convergence and divergence">
      <ul class="checks">
        {summary.strategies.map((s) => (
          <li>
            <span class={`outcome ${s.converged ? "ok" : s.quiesced ? "violated" : "unknown"}`} aria-hidden="true">{s.converged ? "✓" : "✗"}</span>{" "}
            <b>{s.name}</b>: {convergenceText(s)}{s.missing_regions.length > 0 && `; lost: ${s.missing_regions.join(", ")}`}
            {s.staleness?.divergence && <span class="quiet"> (an item was apart {share(s.staleness.divergence.divergence_share)} of the time)</span>}
          </li>
        ))}
      </ul>
      <Figure id="divergence" title="How much differed" unit="share of written items whose replicas are not equal" data={rows} empty={!any && whyNothing(report, "Divergence over time was not recorded.")}
        how="one strip for each strategy, all to one scale. Height is the share of items that two regions would have answered differently at that moment. The broken line marks the end of measuring; shaded: faults. A strip that falls to nothing has converged.">
        {() => <Strips strategies={data.strategies} />}
      </Figure>
      {strategy && <Activity s={strategy} />}
    </Section>
  );
}

const SHOWN: [keyof Omit<RegionActivity, "region" | "t_s">, string, Partial<Line>][] = [
  ["accepted", "accepted", { color: "--series-0", width: 2 }],
  ["acknowledged", "told OK", { color: "--series-2", dash: [6, 3] }],
  ["applied", "applied from others", { color: "--series-5" }],
  ["discarded", "discarded as older", { color: "--series-4", dash: [2, 3] }],
  ["lost", "lost in the end", { color: "--series-1", width: 2.2, fill: 0.2 }],
];

const PER_SECOND = { label: "writes per second", kind: "linear", format: (v: number) => tick(v), atLeast: 1 } as const;

function Activity({ s }: { s: StrategyData }) {
  const [region, choose] = useState(0);
  const report = useReport();
  const a = s.activity[region] ?? s.activity[0];
  const lines = useMemo<Line[]>(() => (a ? SHOWN.map(([key, name, look]) => ({ name, values: a[key], color: "--series-0", ...look })) : []), [a]);
  const marks = useMemo(() => stripes(s), [s]);
  const range = useMemo(() => timeRange(s), [s]);
  const tools = s.activity.length > 1 && (
    <select aria-label="Region" class="no-print" value={String(region)} onChange={(e) => choose(Number(e.currentTarget.value))}>
      {s.activity.map((x, i) => <option value={String(i)}>{x.region}</option>)}
    </select>
  );
  return (
    <Figure id="activity" title={`By second: ${a?.region ?? ""} (${s.name})`} unit="writes per second" tools={tools}
      data={() => columns(["t_s", ...SHOWN.map(([key]) => key)], a!.t_s, ...SHOWN.map(([key]) => a![key]))}
      empty={(!a || a.t_s.length === 0) && whyNothing(report, "What the regions did by second was not recorded.")}
      how="the filled line counts writes of that second that were told OK and are lost in the end. It often leads a fault's end: writes made while apart meet, and one side goes.">
      {() => (
        <>
          <Plot label={`Activity of ${a!.region} by second`} x={a!.t_s} lines={lines} range={range} xAxis={TIME_AXIS} yAxis={PER_SECOND} stripes={marks} sync="time" />
          <Faults s={s} />
        </>
      )}
    </Figure>
  );
}
