// Measured over predicted: theory is the diagonal.
import { scaleLinear } from "d3-scale";
import { Chart } from "../../shared/Chart";
import { share } from "../../shared/format";
import type { TheoryRow } from "../summary";

const HEIGHT = 250;

export function Agreement({ rows }: { rows: TheoryRow[] }) {
  const most = Math.max(...rows.flatMap((r) => [r.predicted, r.high])) * 1.08 || 1;
  return (
    <Chart label="Measured over predicted share; the line is theory" height={HEIGHT}>
      {(full) => {
        const width = Math.min(full, 460);
        const x = scaleLinear([0, most], [74, width - 16]);
        const y = scaleLinear([0, most], [HEIGHT - 42, 10]);
        return (
          <g>
            {x.ticks(width < 420 ? 2 : 4).map((t) => (
              <g>
                <line class="grid" x1={x(t)} x2={x(t)} y1={y(0)} y2={y(most)} />
                <text x={x(t)} y={y(0) + 16} text-anchor="middle">{share(t)}</text>
              </g>
            ))}
            {y.ticks(4).map((t) => (
              <g>
                <line class="grid" x1={x(0)} x2={x(most)} y1={y(t)} y2={y(t)} />
                <text x={x(0) - 6} y={y(t) + 4} text-anchor="end">{share(t)}</text>
              </g>
            ))}
            <line x1={x(0)} y1={y(0)} x2={x(most)} y2={y(most)} stroke="var(--ink)" stroke-width="1.5" />
            {rows.map((r) => (
              <g>
                <line x1={x(r.predicted)} x2={x(r.predicted)} y1={y(r.low)} y2={y(r.high)} stroke={r.inside ? "var(--accent)" : "var(--bad)"} stroke-width="4" stroke-opacity="0.4" />
                <circle cx={x(r.predicted)} cy={y(r.measured)} r="4.5" fill={r.inside ? "var(--accent)" : "var(--bad)"} />
              </g>
            ))}
            <text x={(x(0) + x(most)) / 2} y={HEIGHT - 6} text-anchor="middle">predicted</text>
            <text transform={`translate(14 ${y(most / 2)}) rotate(-90)`} text-anchor="middle">measured</text>
          </g>
        );
      }}
    </Chart>
  );
}
