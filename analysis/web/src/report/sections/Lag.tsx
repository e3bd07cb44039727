// The lag report: from the matrix down to one pair of regions over time.
import { useMemo, useState } from "preact/hooks";
import { Figure } from "../../shared/Figure";
import { count, duration, tick } from "../../shared/format";
import { Plot } from "../../shared/plot/Plot";
import { shareOfNines } from "../../shared/plot/axes";
import { columns, tsv } from "../../shared/tsv";
import { Dumbbell } from "../charts/Dumbbell";
import { HeatMap } from "../charts/HeatMap";
import { bandLines, ecdfLines, honestLines, THRESHOLD_NS } from "../charts/lag-lines";
import { LagMatrix } from "../charts/LagMatrix";
import { useReport, whyNothing } from "../context";
import type { PairLag, StrategyData } from "../data";
import { mostTelling } from "../pick";
import { Backlog } from "./Backlog";
import { stripes, timeRange } from "../time";
import { Faults } from "./Faults";
import { PairPick } from "./PairPick";
import { Section } from "./Section";

export const TIME_AXIS = { label: "seconds since measuring began", kind: "linear", format: (v: number) => tick(v) } as const;
const LAG_AXIS = { label: "lag, ms (log)", kind: "log", format: (v: number) => tick(v) } as const;
const SHARE_AXIS = { label: "share arrived within", kind: "nines", format: (v: number) => shareText(v) } as const;

const shareText = (nine: number): string => `${(shareOfNines(nine) * 100).toFixed(nine > 3 ? 4 : 2)} %`;
const ALERT = { value: THRESHOLD_NS / 1e6, words: "alert above 5000 ms" };

export function Lag() {
  const report = useReport();
  const { numbers, strategy } = report;
  const rows = numbers?.replication_latency ?? [];
  const samples = report.data.run.runtime === "samples";
  const lead = samples ? "Replication lag is the time from a write's acceptance in one place to its arrival in another, by whatever clocks the source has. Times count from the first acceptance."
    : "Replication lag is the true time from a write's acceptance in one region to its arrival in another.";
  const none = (report.data.run.regions.length < 2 && "One region replicates to nobody, so there is no lag.") || "Nothing was replicated while measuring.";
  return (
    <Section id="lag" title="Replication lag" lead={lead}>
      {rows.length === 0 ? <p class="empty">{none}</p> : <LagMatrix rows={rows} regions={report.data.run.regions} />}
      {rows.length > 0 && !samples && <Injected />}
      {strategy && strategy.lag.length > 0 && strategy.lag.length < rows.length && (
        <p class="small quiet">Of {count(rows.length)} pairs the {count(strategy.lag.length)} slowest have curves here.</p>
      )}
      {strategy && strategy.lag.length > 0 ? <OfPair s={strategy} />
        : rows.length > 0 && <p class="empty">{whyNothing(report, "No samples of single records were kept, so there are no curves.")}</p>}
    </Section>
  );
}

function OfPair({ s }: { s: StrategyData }) {
  const { pair } = useReport();
  const chosen = s.lag.find((p) => p.from === pair?.from && p.to === pair?.to) ?? mostTelling(s.lag)!;
  const name = `${chosen.from} → ${chosen.to}`;
  const samples = useReport().data.run.runtime === "samples";
  if (samples && chosen.bands.t_s.length === 0) {
    return (
      <>
        <PairPick pairs={s.lag} chosen={chosen} />
        <Ecdf chosen={chosen} all={s.lag} />
        <p class="empty">The source does not say when each record was applied, so there are no charts over time.</p>
      </>
    );
  }
  return (
    <>
      <PairPick pairs={s.lag} chosen={chosen} />
      <Ecdf chosen={chosen} all={s.lag} />
      <Heat s={s} p={chosen} name={name} />
      <Bands s={s} p={chosen} name={name} />
      <Honest s={s} p={chosen} name={name} />
      {!samples && <Backlog s={s} from={chosen.from} to={chosen.to} />}
    </>
  );
}

function Ecdf({ chosen, all }: { chosen: PairLag; all: PairLag[] }) {
  const plot = useMemo(() => ecdfLines(chosen, all), [chosen, all]);
  const data = () => tsv(["from", "to", "curve", "lag_ns", "share"], [...rowsOf(chosen, "measured", chosen.ecdf), ...rowsOf(chosen, "injected", chosen.injected_ecdf),
    ...all.filter((p) => p !== chosen).flatMap((p) => rowsOf(p, "measured", p.ecdf))]);
  const never = chosen.outstanding > 0 ? ` ${count(chosen.outstanding)} had not arrived when measuring ended; each counts as slower than it had waited by then. Where those waited longest, the curve stops short of the top.` : "";
  return (
    <Figure id="ecdf" title="How much had arrived after how long" unit="ECDF; lag in ms, log; share in nines" data={data}
      empty={plot.x.length === 0 && "No record arrived, so there is no curve."}
      how={`take a share at the left, go right to the thick line, and read the lag below that so many records did not exceed. Each step up is a ten times rarer delay.${never}`}>
      {() => <Plot label="Share of records arrived within a lag" x={plot.x} lines={plot.lines} xAxis={LAG_AXIS} yAxis={SHARE_AXIS} most={plot.most} height={300}
        threshold={{ ...ALERT, axis: "x" }} />}
    </Figure>
  );
}

const rowsOf = (p: PairLag, name: string, c: PairLag["ecdf"]) => c.lag.map((lag, i) => [p.from, p.to, name, lag, c.share[i] ?? null]);

function Heat({ s, p, name }: { s: StrategyData; p: PairLag; name: string }) {
  const rows = s.heat.edges.length - 1;
  const range = useMemo(() => timeRange(s), [s]);
  const empty = (rows < 1 || s.heat.columns < 1 || !p.heat.some((n) => n > 0)) && "No record arrived, so there is no map.";
  const data = () => tsv(["t_s", "from_ns", "to_ns", "records"], p.heat.map((n, i) =>
    [s.heat.begin_s + Math.floor(i / rows) * s.heat.step_s, s.heat.edges[i % rows] ?? null, s.heat.edges[(i % rows) + 1] ?? null, n]));
  return (
    <Figure id="heat" title={`When, and how slow: ${name}`} unit="records by time of acceptance and lag, log" data={data} empty={empty}
      how="each column is a moment, its colour strongest where most records of that moment lie. A slope falling to the right is a backlog being worked off: the earlier a record was accepted, the longer it waited.">
      {() => (
        <>
          <HeatMap axes={s.heat} counts={p.heat} faults={stripes(s)} range={range} threshold={THRESHOLD_NS} label={`Time by latency of ${name}`} />
          <Faults s={s} />
        </>
      )}
    </Figure>
  );
}

interface PairProps {
  s: StrategyData;
  p: PairLag;
  name: string;
}

function Bands({ s, p, name }: PairProps) {
  const lines = useMemo(() => bandLines(p), [p]);
  const marks = useMemo(() => stripes(s), [s]);
  const range = useMemo(() => timeRange(s), [s]);
  const step = (p.bands.t_s[1] ?? 1) - (p.bands.t_s[0] ?? 0);
  const [moment, moments] = step > 1 ? [`${tick(step)} seconds`, `each ${tick(step)} seconds'`] : ["second", "a second's"];
  const data = () => columns(["t_s", "p50_ns", "p90_ns", "p99_ns", "max_ns"], p.bands.t_s, p.bands.p50, p.bands.p90, p.bands.p99, p.bands.max);
  return (
    <Figure id="bands" title={`Percentiles over time: ${name}`} unit={`lag in ms, log, by ${moment} of acceptance`} data={data}
      empty={p.bands.t_s.length === 0 && "No second had a record that arrived."}
      how={`half of ${moments} records lie below the thick line, nine of ten below the strongest band, all below the broken line. Numbered stripes are faults. Gaps: nothing of that time arrived.`}>
      {() => (
        <>
          <Plot label={`Lag percentiles of ${name}`} x={p.bands.t_s} lines={lines} range={range} xAxis={TIME_AXIS} yAxis={LAG_AXIS} stripes={marks} threshold={{ ...ALERT, axis: "y" }} sync="time" />
          <Faults s={s} />
        </>
      )}
    </Figure>
  );
}

function Honest({ s, p, name }: PairProps) {
  const lines = useMemo(() => honestLines(p), [p]);
  const marks = useMemo(() => stripes(s), [s]);
  const range = useMemo(() => timeRange(s), [s]);
  const data = () => columns(["t_s", "aws_average_ns", "oldest_ns", "p99_ns"], p.bands.t_s, p.bands.aws_average, p.bands.oldest, p.bands.p99);
  return (
    <Figure id="honest" title={`What AWS's metric shows, and what it hides: ${name}`} unit="ms, log" data={data} empty={p.bands.t_s.length === 0 && "No second had a record."}
      how="ReplicationLatency averages what has arrived. While nothing arrives it is silent, though the oldest waiting record grows older by the second: the broken line stays low or vanishes exactly where the other climbs. Alert on the age of the oldest.">
      {() => (
        <>
          <Plot label={`AWS's metric beside the age of the oldest record, ${name}`} x={p.bands.t_s} lines={lines} range={range} xAxis={TIME_AXIS} yAxis={LAG_AXIS} stripes={marks}
            threshold={{ ...ALERT, axis: "y" }} sync="time" />
          <Faults s={s} />
        </>
      )}
    </Figure>
  );
}

const PAIRS_SHOWN = 24;

function Injected() {
  const { numbers } = useReport();
  const [all, showAll] = useState(false);
  const rows = (numbers?.replication_latency ?? []).filter((r) => r.p50_ns !== null);
  const known = rows.filter((r) => r.injected_p50_ns !== null);
  const shown = all ? rows : rows.slice(0, PAIRS_SHOWN);
  const tails = shown.some((r) => r.p99_ns !== null);
  const data = () => tsv(["from", "to", "injected_p50_ns", "p50_ns", "p99_ns", "added_p50_ns", "added_p99_ns"],
    rows.map((r) => [r.from, r.to, r.injected_p50_ns, r.p50_ns, r.p99_ns, r.added_p50_ns, r.added_p99_ns]));
  return (
    <Figure id="injected" title="Injected against measured" unit="lag in ms, log" data={data}
      empty={(rows.length === 0 && "No record arrived, so there is nothing to compare.") || (known.length === 0 && "What the links injected was not recorded.")}
      how={`the diamond is the latency that the simulated link was told to add (its median), the dot the median that was measured${tails ? ", the bar the 99th percentile" : ""}. At the right: the median, record by record, of what batching, waiting and faults added${known[0] ? `; for ${known[0].from} → ${known[0].to} it is ${duration(known[0].added_p50_ns)}` : ""}. A fault that held back fewer than half of the records moves the dot, and not this number.`}>
      {() => (
        <>
          <Dumbbell rows={shown} />
          <ul class="legend" aria-label="Legend">
            <li><span class="entry"><svg class="key-line" viewBox="0 0 22 10" aria-hidden="true"><path d="M11 0l5 5-5 5-5-5Z" fill="none" stroke="var(--series-1)" stroke-width="1.6" /></svg>injected p50</span></li>
            <li><span class="entry"><svg class="key-line" viewBox="0 0 22 10" aria-hidden="true"><circle cx="11" cy="5" r="4" fill="var(--series-0)" /></svg>measured p50</span></li>
            {tails && <li><span class="entry"><svg class="key-line" viewBox="0 0 22 10" aria-hidden="true"><line x1="11" x2="11" y1="0" y2="10" stroke="var(--series-0)" stroke-width="2" /></svg>measured p99</span></li>}
          </ul>
          {rows.length > PAIRS_SHOWN && <button type="button" class="no-print" aria-pressed={all} onClick={() => showAll(!all)}>all {count(rows.length)} pairs</button>}
        </>
      )}
    </Figure>
  );
}

