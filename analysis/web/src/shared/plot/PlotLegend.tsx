// The lines of a plot by name; each can be switched off.
import type { Line } from "./Plot";

interface Props {
  lines: readonly Line[];
  hidden: ReadonlySet<number>;
  toggle: (line: number) => void;
  value: (line: number) => string;
  at: string;
}

export function PlotLegend({ lines, hidden, toggle, value, at }: Props) {
  return (
    <ul class="legend" aria-label="Legend">
      {lines.map((l, i) => hasValues(l) && (
        <li>
          <button type="button" class="entry" aria-pressed={!hidden.has(i)} onClick={() => toggle(i)}>
            <LineKey line={l} />
            {l.name}{at && <span class="value">{value(i)}</span>}
          </button>
        </li>
      ))}
      {at && <li><span class="entry quiet">{at}</span></li>}
    </ul>
  );
}

/** A line of no value is not drawn, and its name would be looked for in vain. */
export const hasValues = (line: Line): boolean => line.values.some((v) => v !== null && v !== undefined);

function LineKey({ line }: { line: Line }) {
  const color = `var(${line.color})`;
  return (
    <svg class="key-line" viewBox="0 0 22 10" aria-hidden="true">
      {(line.fillTo !== undefined || line.fill !== undefined) && <rect width="22" height="10" fill={color} fill-opacity={line.fill ?? 0.18} />}
      <line x1="0" y1="5" x2="22" y2="5" stroke={color} stroke-width={line.width ?? 1.6} stroke-dasharray={line.dash?.join(" ")} />
    </svg>
  );
}
