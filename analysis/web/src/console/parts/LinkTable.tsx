// From the row's region to the column's: the lag of the last second, or why there is none. By buttons, so
// that everything on the map can be reached by keyboard.
import { useConsole } from "../context";
import type { Lag, Link } from "../data";
import { linkText, milliseconds, outstandingText, peerOf } from "../words";
import type { Chosen } from "./Regions";
import { Scroll } from "../../shared/Scroll";

interface Props {
  chosen: Chosen;
  choose: (what: Chosen) => void;
}

export function LinkTable({ chosen, choose }: Props) {
  const { state } = useConsole();
  const names = state.regions.map((r) => r.region);
  return (
    <>
      <p class="small quiet" id="links-how">Lag of the last second, from the row to the column (half of the records took less). Choose a region or a link.</p>
      <Scroll>
        <table class="link-table" aria-label="Links and their lags" aria-describedby="links-how">
          <thead><tr><th class="left">from ↓ to →</th>{names.map((n) => <th scope="col">{n}</th>)}</tr></thead>
          <tbody>
            {state.regions.map((r) => (
              <tr>
                <th scope="row">
                  <button type="button" aria-pressed={"region" in chosen && chosen.region === r.region} onClick={() => choose({ region: r.region })}>
                    {r.region}{!r.running && " ✕"}
                  </button>
                </th>
                {names.map((to) => <Cell from={r.region} to={to} chosen={chosen} choose={choose} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Cell({ from, to, chosen, choose }: Props & { from: string; to: string }) {
  const { state } = useConsole();
  const index = state.links.findIndex((l) => l.from === from && l.to === to);
  const link = state.links[index];
  if (!link) return <td class="none" />;
  const lag = state.second.lags[index];
  const text = linkText(link, lag, peerOf(state.regions, link));
  const pressed = "from" in chosen && chosen.from === from && chosen.to === to;
  return (
    <td>
      <button type="button" class={link.partitioned || link.paused ? "bad" : ""} aria-pressed={pressed} data-link={`${from}>${to}`}
        onClick={() => choose({ from, to })} aria-label={`${from} to ${to}: ${text}`} title={titleOf(link, lag, outstandingText(peerOf(state.regions, link)))}>
        {text}
      </button>
    </td>
  );
}

function titleOf(link: Link, lag: Lag | null | undefined, outstanding: string): string {
  const measured = lag ? `p50 ${milliseconds(lag.p50_ms)}, p99 ${milliseconds(lag.p99_ms)} of ${lag.records}` : "nothing arrived";
  return `${link.from} → ${link.to}: ${measured}; outstanding: ${outstanding}`;
}
