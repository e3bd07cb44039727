// What the marks and lines mean: only of fates that occur.
import { useMemo } from "preact/hooks";
import { fateLook } from "../fates";
import { Glyph } from "../Glyph";
import type { Diagram } from "./diagram";

const LINES: [string, string, number?][] = [["", "replicated and installed"], ["5 4", "arrived, but older: discarded"], ["2 3", "displaced by"],
  ["8 3", "computed from"]];

export function Legend({ diagram: d }: { diagram: Diagram }) {
  const fates = useMemo(() => [...new Set(d.writes.fate)].sort((a, b) => a - b), [d]);
  return (
    <ul class="legend" aria-label="Legend">
      {fates.map((f) => (
        <li>
          <span class="entry" title={fateLook(d.fates[f] ?? "?").meaning}>
            <Glyph fate={d.fates[f] ?? "?"} /> {fateLook(d.fates[f] ?? "?").words}
          </span>
        </li>
      ))}
      {LINES.map(([dash, words]) => (
        <li>
          <span class="entry">
            <svg class="key-line" viewBox="0 0 22 10" aria-hidden="true"><line x1="0" y1="5" x2="22" y2="5" stroke="currentColor" stroke-width="1.6" stroke-dasharray={dash} /></svg>
            {words}
          </span>
        </li>
      ))}
      {d.reads.at_us.length > 0 && <li><span class="entry"><svg class="key-line" viewBox="0 0 22 10" aria-hidden="true"><line x1="11" y1="1" x2="11" y2="9" stroke="currentColor" stroke-width="1.6" /></svg>a read</span></li>}
    </ul>
  );
}
