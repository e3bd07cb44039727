// Estimates with their 95 % intervals, one row each, on one axis that includes zero.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { Chart } from "../../shared/Chart";

export interface IntervalRow {
  name: string;
  estimate: number;
  low: number;
  high: number;
  /** A second mark: what theory predicts. */
  predicted?: number;
  bad?: boolean;
}

interface Props {
  label: string;
  rows: IntervalRow[];
  format: (value: number) => string;
  zeroWords?: string;
}

const rowHeight = (width: number): number => (width < 560 ? 40 : 30);

export function IntervalPlot({ label, rows, format, zeroWords }: Props) {
  return (
    <Chart label={label} height={(width) => rows.length * rowHeight(width) + 44}>
      {(width) => <Rows rows={rows} width={width} format={format} zeroWords={zeroWords} />}
    </Chart>
  );
}

function Rows({ rows, width, format, zeroWords }: Omit<Props, "label"> & { width: number }) {
  const narrow = width < 560;
  const names = narrow ? 0 : Math.min(width * 0.36, 12 + 7 * Math.max(...rows.map((r) => r.name.length)));
  const values = narrow ? 62 : 184;
  const tall = rowHeight(width);
  const [low = 0, high = 1] = extent(rows.flatMap((r) => [r.low, r.high, r.predicted ?? r.estimate, 0])) as [number, number];
  const x = scaleLinear([low, high === low ? low + 1 : high], [names + (narrow ? 24 : 10), width - values]).nice(5);
  const bottom = rows.length * tall + 8;
  return (
    <g>
      {x.ticks(narrow ? 3 : 6).map((t) => (
        <g>
          <line class="grid" x1={x(t)} x2={x(t)} y1={4} y2={bottom} />
          <text x={x(t)} y={bottom + 16} text-anchor="middle">{format(t)}</text>
        </g>
      ))}
      <line class="axis" x1={x(0)} x2={x(0)} y1={4} y2={bottom} />
      {zeroWords && <text x={x(0)} y={bottom + 32} text-anchor="middle">{zeroWords}</text>}
      {rows.map((row, i) => <Row row={row} y={i * tall + tall / 2 + (narrow ? 12 : 6)} x={x} names={names} width={width} narrow={narrow} format={format} />)}
    </g>
  );
}

interface RowProps {
  row: IntervalRow;
  y: number;
  x: (v: number) => number;
  names: number;
  width: number;
  narrow: boolean;
  format: (value: number) => string;
}

function Row({ row, y, x, names, width, narrow, format }: RowProps) {
  const color = row.bad ? "var(--bad)" : "var(--accent)";
  return (
    <g>
      <text class="strong" x={narrow ? 2 : names} y={narrow ? y - 12 : y + 4} text-anchor={narrow ? "start" : "end"}>{row.name}</text>
      <line x1={x(row.low)} x2={x(row.high)} y1={y} y2={y} stroke={color} stroke-width="7" stroke-opacity="0.3" stroke-linecap="round" />
      <circle cx={x(row.estimate)} cy={y} r="5" fill={color} />
      {row.predicted !== undefined && (
        <path d={`M${x(row.predicted)} ${y - 8} l5 8 -5 8 -5 -8 Z`} fill="none" stroke="var(--ink)" stroke-width="1.8" />
      )}
      <text x={width - 2} y={y + 4} text-anchor="end">
        <tspan class="strong" font-weight="600" fill="var(--ink)">{format(row.estimate)}</tspan>
        {!narrow && <tspan fill="var(--ink-2)">{`  (${format(row.low)} … ${format(row.high)})`}</tspan>}
      </text>
    </g>
  );
}
