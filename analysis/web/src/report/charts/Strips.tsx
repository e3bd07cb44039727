// One strip for each strategy on a common time axis: which share of the written items differed.
import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { Chart } from "../../shared/Chart";
import { share } from "../../shared/format";
import type { StrategyData } from "../data";
import { stripes } from "../time";

const ROW = 58;

export function Strips({ strategies }: { strategies: StrategyData[] }) {
  const end = max(strategies.flatMap((s) => [s.measure_s, ...(s.divergence?.t_s.slice(-1) ?? [])])) ?? 1;
  const begin = Math.min(0, ...strategies.map((s) => s.divergence?.t_s[0] ?? 0));
  const most = max(strategies.flatMap((s) => s.divergence?.share ?? [])) || 1;
  return (
    <Chart label="Share of written items whose replicas differ, over time, for each strategy" height={strategies.length * ROW + 40}>
      {(width) => {
        const x = scaleLinear([begin, end], [6, width - 10]);
        const bottom = strategies.length * ROW;
        return (
          <g>
            {strategies.map((s, i) => <Strip s={s} top={i * ROW} x={x} most={most} width={width} />)}
            {x.ticks(Math.max(2, width / 110)).map((t) => <text x={x(t)} y={bottom + 16} text-anchor="middle">{t}</text>)}
            <text x={width / 2} y={bottom + 34} text-anchor="middle">seconds since measuring began</text>
          </g>
        );
      }}
    </Chart>
  );
}

function Strip({ s, top, x, most, width }: { s: StrategyData; top: number; x: (t: number) => number; most: number; width: number }) {
  const base = top + ROW - 6;
  const height = ROW - 26;
  const { t_s = [], share: shares = [] } = s.divergence ?? {};
  const points = t_s.map((t, i) => `${x(t).toFixed(1)} ${(base - ((shares[i] ?? 0) / most) * height).toFixed(1)}`);
  const line = points.join("L");
  return (
    <g>
      {stripes(s).map((f) => <rect x={x(f.begin)} y={base - height} width={Math.max(1, Math.min(x(f.end), width - 10) - x(f.begin))} height={height} fill="var(--shade)" />)}
      {points.length > 0 && <path d={`M${x(t_s[0]!)} ${base}L${line}L${x(t_s[t_s.length - 1]!)} ${base}Z`} fill="var(--series-1)" fill-opacity="0.35" />}
      {points.length > 0 && <path d={`M${line}`} fill="none" stroke="var(--series-1)" stroke-width="1.5" />}
      <line class="axis" x1={6} x2={width - 10} y1={base} y2={base} />
      <line x1={x(s.measure_s)} x2={x(s.measure_s)} y1={base - height} y2={base} stroke="var(--ink-2)" stroke-dasharray="3 3" />
      <text class="strong" x={6} y={top + 14}>{s.name}</text>
      <text x={width - 10} y={top + 14} text-anchor="end">
        {points.length > 0 ? `at most ${share(max(shares) ?? 0)} apart` : "not recorded"}
      </text>
    </g>
  );
}
