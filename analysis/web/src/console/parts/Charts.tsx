// The last five minutes by second: writes and losses, and the lag of each pair.
import { useMemo } from "preact/hooks";
import { Figure } from "../../shared/Figure";
import { count, tick } from "../../shared/format";
import type { AxisLook } from "../../shared/plot/axes";
import { Plot, type Line } from "../../shared/plot/Plot";
import { seriesLook } from "../../shared/series";
import { columns } from "../../shared/tsv";
import { useConsole } from "../context";
import type { Link, Second } from "../data";
import { timeOfDay } from "../words";

const TIME: AxisLook = { label: "time, UTC", kind: "linear", format: (s: number) => timeOfDay(s * 1000), steps: [1, 2, 5, 10, 20, 30, 60, 120] };
const PER_SECOND = { label: "writes per second", kind: "linear", format: (v: number) => tick(v), atLeast: 1 } as const;
const LAG = { label: "lag p99, ms", kind: "linear", format: (v: number) => tick(v), atLeast: 1 } as const;
const PAIRS_DRAWN = 12;

export function Charts() {
  const { view, state } = useConsole();
  const { seconds } = view;
  const x = useMemo(() => seconds.map((s) => s.at_ms / 1000), [seconds]);
  const rates = useMemo<Line[]>(() => [
    { name: "told OK", values: seconds.map((s) => s.writes), color: "--series-0", width: 2, fill: 0.12 },
    { name: "found lost", values: seconds.map((s) => s.lost), color: "--series-1", width: 2, fill: 0.2 },
  ], [seconds]);
  const links = useMemo(() => drawn(state.links, seconds), [seconds, state.links.length]);
  const lags = useMemo(() => links.map((l) => lagLine(l, state.links[l]!, seconds)), [seconds, links.join()]);
  const waiting = seconds.length < 2 && "The first seconds are being measured.";
  return (
    <section id="charts" aria-labelledby="charts-title">
      <h2 id="charts-title">By second</h2>
      <div class="charts-grid">
        <Figure id="rates" title="Writes" unit="per second" empty={waiting} data={() => columns(["unix_s", "told_ok", "found_lost"], x, rates[0]!.values, rates[1]!.values)}
          how="a write is found lost about a second after nothing holds it any more; the write itself was earlier.">
          {() => <Plot live label="Writes and lost writes by second" x={x} lines={rates} xAxis={TIME} yAxis={PER_SECOND} height={180} sync="console" />}
        </Figure>
        <Figure id="lags" title="Lag of what arrived" unit="p99 of each second, ms" data={() => columns(["unix_s", ...links.map((l) => `${state.links[l]!.from}>${state.links[l]!.to}`)], x, ...lags.map((l) => l.values))}
          empty={waiting || (links.length === 0 && "Nothing has been replicated in these minutes.")}
          how={`from acceptance in one region to the decision in the other, in true time; a gap where nothing arrived, as during a partition: see what is outstanding then.${state.links.length > PAIRS_DRAWN ? ` The ${count(PAIRS_DRAWN)} slowest pairs are drawn.` : ""}`}>
          {() => <Plot live label="Lag of each pair of regions by second" x={x} lines={lags} xAxis={TIME} yAxis={LAG} height={180} sync="console" />}
        </Figure>
      </div>
    </section>
  );
}

/** The links that have anything to draw, the slowest where they are many; as indices, in their order. */
export function drawn(links: readonly Link[], seconds: readonly Second[]): number[] {
  const most = links.map((_, i) => Math.max(-1, ...seconds.map((s) => s.lags[i]?.p99_ms ?? -1)));
  return links.map((_, i) => i).filter((i) => most[i]! >= 0)
    .sort((a, b) => most[b]! - most[a]!).slice(0, PAIRS_DRAWN).sort((a, b) => a - b);
}

function lagLine(index: number, link: Link, seconds: readonly Second[]): Line {
  return { name: `${link.from} → ${link.to}`, values: seconds.map((s) => s.lags[index]?.p99_ms ?? null), width: 1.6, points: true, ...seriesLook(index) };
}
