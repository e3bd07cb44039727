// Region × region: from the row to the column. A cell chooses the pair that the charts below show.
import { useState } from "preact/hooks";
import { Figure } from "../../shared/Figure";
import { count, duration } from "../../shared/format";
import { tsv } from "../../shared/tsv";
import { useReport } from "../context";
import type { LagRow } from "../summary";
import { THRESHOLD_NS } from "./lag-lines";
import { Scroll } from "../../shared/Scroll";

type Choice = "p50_ns" | "p90_ns" | "p99_ns" | "max_ns" | "outstanding" | "oldest_age_ns" | "count";

const CHOICES: [Choice, string][] = [["p50_ns", "p50"], ["p90_ns", "p90"], ["p99_ns", "p99"], ["max_ns", "max"], ["outstanding", "outstanding"],
  ["oldest_age_ns", "age of the oldest"], ["count", "records"]];

export function LagMatrix({ rows, regions }: { rows: LagRow[]; regions: string[] }) {
  const [choice, choose] = useState<Choice>(() => (rows.some((r) => r.p99_ns !== null) ? "p99_ns" : "p90_ns"));
  const names = [...new Set([...regions, ...rows.flatMap((r) => [r.from, r.to])])].filter((n) => rows.some((r) => r.from === n || r.to === n));
  const data = () => tsv(["from", "to", "count", "p50_ns", "p90_ns", "p99_ns", "max_ns", "outstanding", "oldest_age_ns"],
    rows.map((r) => [r.from, r.to, r.count, r.p50_ns, r.p90_ns, r.p99_ns, r.max_ns, r.outstanding, r.oldest_age_ns]));
  const tools = (
    <select aria-label="What the matrix shows" class="no-print" value={choice} onChange={(e) => choose(e.currentTarget.value as Choice)}>
      {CHOICES.map(([value, words]) => <option value={value}>{words}</option>)}
    </select>
  );
  const unit = choice === "outstanding" || choice === "count" ? "records" : "lag";
  return (
    <Figure id="matrix" title={`From region to region: ${CHOICES.find(([c]) => c === choice)![1]}`} unit={unit} data={data} tools={tools}
      how="rows send, columns receive; the stronger the colour, the slower (or the more). Outstanding records had not arrived when measuring ended; those that came while the run came to rest are in the percentiles, those that never came are not. – stands where there were too few records for such a percentile. Press a cell to see that pair below.">
      <Scroll>
        <table class="matrix">
          <caption class="visually-hidden">{CHOICES.find(([c]) => c === choice)![1]} by pair of regions</caption>
          <thead><tr><th class="left">from ↓ to →</th>{names.map((n) => <th>{n}</th>)}</tr></thead>
          <tbody>
            {names.map((from) => (
              <tr>
                <th scope="row">{from}</th>
                {names.map((to) => <Cell row={rows.find((r) => r.from === from && r.to === to)} rows={rows} choice={choice} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Figure>
  );
}

function Cell({ row, rows, choice }: { row: LagRow | undefined; rows: LagRow[]; choice: Choice }) {
  const { pair, choosePair } = useReport();
  if (!row) return <td class="none" aria-label="none" />;
  const value = row[choice];
  const text = choice === "outstanding" || choice === "count" ? count(value) : duration(value);
  const slow = choice !== "count" && choice !== "outstanding" && (value ?? 0) > THRESHOLD_NS;
  return (
    <td style={{ "--heat": `${Math.round(heat(value, rows.map((r) => r[choice])) * 100)}%` }} data-cell={`${row.from}→${row.to}.${choice}`}>
      <button type="button" aria-pressed={pair?.from === row.from && pair.to === row.to} onClick={() => choosePair(row.from, row.to)}
        aria-label={`${row.from} to ${row.to}: ${text}`}>
        {text}{slow && <span title="above the alert's threshold of 5000 ms"> ▲</span>}
      </button>
    </td>
  );
}

/** 0…1 by logarithm between the least and the greatest. */
export function heat(value: number | null, all: (number | null)[]): number {
  const known = all.filter((v): v is number => v !== null && v > 0);
  if (value === null || value <= 0 || known.length === 0) return 0;
  const [low, high] = [Math.log(Math.min(...known)), Math.log(Math.max(...known))];
  return high === low ? 0.35 : 0.12 + 0.78 * ((Math.log(value) - low) / (high - low));
}
