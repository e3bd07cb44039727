// Injected against measured latency, pair by pair: what the system adds lies between the two marks.
import { scaleLog } from "d3-scale";
import { Chart } from "../../shared/Chart";
import { duration, shortened, tick } from "../../shared/format";
import { roundTicks } from "../../shared/plot/axes";
import type { LagRow } from "../summary";

const rowHeight = (width: number): number => (width < 560 ? 36 : 26);

export function Dumbbell({ rows }: { rows: LagRow[] }) {
  const values = rows.flatMap((r) => [r.injected_p50_ns, r.p50_ns, r.p99_ns]).filter((v): v is number => v !== null && v > 0);
  const low = Math.min(...values) / 1.3;
  const high = Math.max(...values) * 1.3;
  return (
    <Chart label="Injected and measured replication latency of each pair of regions" height={(width) => rows.length * rowHeight(width) + 34}>
      {(width) => {
        const narrow = width < 560;
        const names = narrow ? 8 : 226;
        const x = scaleLog([low, high], [names + 8, width - 76]);
        const row = rowHeight(width);
        const ticks = roundTicks(low, high);
        return (
          <g>
            {ticks.map((t) => (
              <g>
                <line class="grid" x1={x(t)} x2={x(t)} y1={0} y2={rows.length * row + 4} />
                <text x={x(t)} y={rows.length * row + 20} text-anchor="middle">{tick(t / 1e6)}</text>
              </g>
            ))}
            {rows.map((r, i) => <Pair r={r} y={i * row + (narrow ? 24 : 15)} x={x} names={narrow ? 0 : names} width={width} />)}
          </g>
        );
      }}
    </Chart>
  );
}

/** Both names, in so many letters. */
function pairText({ from, to }: LagRow, letters: number): string {
  const half = (name: string) => (from.length + to.length + 3 <= letters ? name : shortened(name, (t) => t.length <= (letters - 3) / 2));
  return `${half(from)} → ${half(to)}`;
}

function Pair({ r, y, x, names, width }: { r: LagRow; y: number; x: (v: number) => number; names: number; width: number }) {
  const at = (v: number | null) => (v !== null && v > 0 ? x(v) : null);
  const [injected, p50, p99] = [at(r.injected_p50_ns), at(r.p50_ns), at(r.p99_ns)];
  return (
    <g>
      {names > 0 ? <text x={names} y={y + 4} text-anchor="end">{pairText(r, 34)}</text>
        : <text x={2} y={y - 10}>{pairText(r, 48)}</text>}
      {injected !== null && p50 !== null && <line x1={injected} x2={p50} y1={y} y2={y} stroke="var(--series-0)" stroke-width="3" stroke-opacity="0.45" />}
      {p50 !== null && p99 !== null && <line x1={p50} x2={p99} y1={y} y2={y} stroke="var(--series-0)" stroke-width="1.2" />}
      {injected !== null && <path d={`M${injected} ${y - 6}l5 6-5 6-5-6Z`} fill="var(--card)" stroke="var(--series-1)" stroke-width="1.8" />}
      {p50 !== null && <circle cx={p50} cy={y} r="4.5" fill="var(--series-0)" />}
      {p99 !== null && <line x1={p99} x2={p99} y1={y - 5} y2={y + 5} stroke="var(--series-0)" stroke-width="2" />}
      <text class="strong" x={width - 2} y={y + 4} text-anchor="end">{r.added_p50_ns === null ? "" : `+${duration(r.added_p50_ns)}`}</text>
    </g>
  );
}
