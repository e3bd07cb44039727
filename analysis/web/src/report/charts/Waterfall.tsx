// From what clients were told OK down to what survived: each step takes away one fate.
import { scaleLinear } from "d3-scale";
import { Chart } from "../../shared/Chart";
import { ACKNOWLEDGED, fateLook } from "../../shared/fates";
import { count, share } from "../../shared/format";
import { areaFill, PatternDefs } from "../../shared/PatternDefs";

export interface Step {
  fate: string; // "acknowledged" for the first
  count: number;
  begin: number; // of its bar, in writes
}

/** Survivors last, at the left again; fates that did not occur are left out. */
export function steps(fates: Record<string, number>, acknowledged: number): Step[] {
  const out: Step[] = [{ fate: "acknowledged", count: acknowledged, begin: 0 }];
  let left = acknowledged;
  for (const fate of ACKNOWLEDGED) {
    const n = fates[fate] ?? 0;
    if (n === 0) continue;
    left -= n;
    out.push({ fate, count: n, begin: Math.max(0, left) });
  }
  return out;
}

const ROW = 26;

export function Waterfall({ name, fates, acknowledged, id }: { name: string; fates: Record<string, number>; acknowledged: number; id: string }) {
  const rows = steps(fates, acknowledged);
  const words = rows.map((r) => `${r.fate === "acknowledged" ? "acknowledged" : fateLook(r.fate).words} ${count(r.count)}`).join(", ");
  return (
    <Chart label={`${name}: ${words}`} height={rows.length * ROW + 6}>
      {(width) => <Bars rows={rows} all={acknowledged} width={width} id={id} />}
    </Chart>
  );
}

function Bars({ rows, all, width, id }: { rows: Step[]; all: number; width: number; id: string }) {
  const narrow = width < 560;
  const names = narrow ? 124 : 150;
  const x = scaleLinear([0, Math.max(1, all)], [names + 8, width - (narrow ? 112 : 150)]);
  return (
    <g>
      <PatternDefs id={id} />
      {rows.map((row, i) => {
        const y = i * ROW + 4;
        const first = row.fate === "acknowledged";
        const look = fateLook(row.fate);
        return (
          <g>
            <text class={first || look.group === "survived" ? "strong" : ""} x={names} y={y + 15} text-anchor="end">
              {first ? "told OK" : look.words}
            </text>
            {i > 0 && <line class="grid" x1={x(row.begin + row.count)} x2={x(row.begin + row.count)} y1={y - 7} y2={y + 20} stroke-dasharray="2 2" />}
            <rect x={x(row.begin)} y={y} width={Math.max(1.5, x(row.begin + row.count) - x(row.begin))} height="20" rx="2"
              fill={first ? "var(--line-strong)" : areaFill(row.fate, id)} fill-opacity={first ? 0.45 : 1} />
            <text class="strong" x={width - (narrow ? 68 : 74)} y={y + 15} text-anchor="end">{count(row.count)}</text>
            <text x={width - 2} y={y + 15} text-anchor="end">{all > 0 ? share(row.count / all) : ""}</text>
          </g>
        );
      })}
    </g>
  );
}
