// What one region owed another over time: how many records, and how old the oldest was.
import { useMemo } from "preact/hooks";
import { Figure } from "../../shared/Figure";
import { count, tick } from "../../shared/format";
import { Plot, type Line } from "../../shared/plot/Plot";
import { columns } from "../../shared/tsv";
import type { StrategyData } from "../data";
import { stripes, timeRange } from "../time";
import { Faults } from "./Faults";
import { TIME_AXIS } from "./Lag";

const RECORDS = { label: "records", kind: "linear", format: (v: number) => tick(v), atLeast: 1 } as const;
const AGE = { label: "oldest, ms", kind: "linear", format: (v: number) => tick(v), atLeast: 1 } as const;

export function Backlog({ s, from, to }: { s: StrategyData; from: string; to: string }) {
  const b = s.backlog.find((x) => x.from === from && x.to === to);
  const marks = useMemo(() => stripes(s), [s]);
  const range = useMemo(() => timeRange(s), [s]);
  const records = useMemo<Line[]>(() => [{ name: "outstanding records", values: b?.records ?? [], color: "--series-2", fill: 0.2, width: 2, stepped: true }], [b]);
  const oldest = useMemo<Line[]>(() => [{ name: "age of the oldest", values: (b?.oldest ?? []).map((v) => v / 1e6), color: "--series-3", fill: 0.12, width: 2, stepped: true }], [b]);
  const most = Math.max(0, ...(b?.records ?? []));
  return (
    <Figure id="backlog" title={`Outstanding: ${from} → ${to}`} unit="records, and ms" data={() => columns(["t_s", "records", "oldest_ns"], b!.t_s, b!.records, b!.oldest)}
      empty={(!b || b.t_s.length === 0) && "The backlog was not recorded."}
      how={`the upper chart counts records accepted and not yet replicated (${count(most)} at most); the lower shows how old the oldest of them was. If the region were lost now, these writes would be lost with it. Of each step the worst is drawn.`}>
      {() => (
        <>
          <Plot label="Outstanding records over time" x={b!.t_s} lines={records} range={range} xAxis={TIME_AXIS} yAxis={RECORDS} stripes={marks} height={170} sync="time" />
          <Plot label="Age of the oldest outstanding record over time" x={b!.t_s} lines={oldest} range={range} xAxis={TIME_AXIS} yAxis={AGE} stripes={marks} height={170} sync="time"
            threshold={{ value: 5000, words: "alert above 5000 ms", axis: "y" }} />
          <Faults s={s} />
        </>
      )}
    </Figure>
  );
}
