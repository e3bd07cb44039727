// How far each region's clock was from true time.
import { useMemo } from "preact/hooks";
import { Figure } from "../../shared/Figure";
import { digits, tick } from "../../shared/format";
import { Plot } from "../../shared/plot/Plot";
import { seriesLook } from "../../shared/series";
import { tsv } from "../../shared/tsv";
import { useReport } from "../context";
import type { StrategyData } from "../data";
import { stripes, timeRange } from "../time";
import { Faults } from "./Faults";
import { TIME_AXIS } from "./Lag";
import { Section } from "./Section";

const OFFSET = { label: "clock − true time, ms", kind: "linear", format: (v: number) => (Math.abs(v) < 0.001 ? digits(v, 2) : tick(v)), atLeast: 1 } as const;

export function Clocks() {
  const { strategy } = useReport();
  return (
    <Section id="clocks" title="Clocks" lead="The last writer wins by its region's clock. A clock that is ahead wins against later writes of others.">
      {strategy ? <Offsets s={strategy} /> : <p class="empty">No strategy was run.</p>}
    </Section>
  );
}

function Offsets({ s }: { s: StrategyData }) {
  const plot = useMemo(() => {
    const x = [...new Set(s.clocks.flatMap((c) => c.t_s))].sort((a, b) => a - b);
    const place = new Map(x.map((t, i) => [t, i]));
    const lines = s.clocks.map((c, i) => {
      const values = new Array<number | undefined>(x.length).fill(undefined);
      c.t_s.forEach((t, j) => (values[place.get(t)!] = (c.offset[j] ?? 0) / 1e6));
      return { name: c.region, values, width: 2, stepped: true, spanGaps: true, ...seriesLook(i) };
    });
    return { x, lines };
  }, [s]);
  const marks = useMemo(() => stripes(s), [s]);
  const range = useMemo(() => timeRange(s), [s]);
  const exact = s.clocks.every((c) => c.offset.every((o) => o === 0));
  return (
    <Figure id="offsets" title={`Offset of each region's clock (${s.name})`} unit="ms from true time" data={() => tsv(["region", "t_s", "offset_ns"], s.clocks.flatMap((c) => c.t_s.map((t, i) => [c.region, t, c.offset[i] ?? null])))}
      empty={(plot.x.length === 0 && "The clocks were not recorded.") || (exact && "Every clock showed the true time throughout.")}
      how="zero is true time. Lines apart by more than the replication lag make causality and stamps disagree: an update can lose against what it was computed from.">
      {() => (
        <>
          <Plot label="Clock offsets" x={plot.x} lines={plot.lines} range={range} xAxis={TIME_AXIS} yAxis={OFFSET} stripes={marks} height={220} sync="time" />
          <Faults s={s} />
        </>
      )}
    </Figure>
  );
}
