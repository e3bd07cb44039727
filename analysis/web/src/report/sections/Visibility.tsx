// How likely a write is to be seen in another region after a time, and the three lags beside each other.
import { Figure } from "../../shared/Figure";
import { count, duration, share } from "../../shared/format";
import { tsv } from "../../shared/tsv";
import type { ThreeLags, Visibility as Row } from "../summary";
import { Scroll } from "../../shared/Scroll";

const ROWS_SHOWN = 20;

/** `pairs`: how many there are; the page may hold fewer rows. */
export function Visibility({ s, rows, lags, pairs }: { s: string; rows: Row[]; lags: ThreeLags[]; pairs: number }) {
  return (
    <>
      <Within s={s} rows={rows} pairs={Math.max(pairs, rows.length)} />
      <Apparent s={s} rows={lags} />
    </>
  );
}

function Within({ s, rows, pairs }: { s: string; rows: Row[]; pairs: number }) {
  const times = rows[0]?.within.map((w) => w.t_ns) ?? [];
  const shown = rows.slice(0, ROWS_SHOWN);
  const data = () => tsv(["from", "to", "writes", "never", ...times.map((t) => `within_${t}_ns`), "t50_ns", "t99_ns", "t999_ns"],
    rows.map((r) => [r.from, r.to, r.writes, r.never, ...r.within.map((w) => w.share), r.t50_ns, r.t99_ns, r.t999_ns]));
  return (
    <Figure id="visibility" title={`Seen elsewhere within a time (${s})`} unit="share of acknowledged writes" data={data} empty={rows.length === 0 && "Visibility in other regions was not measured."}
      how="each cell is the chance that a write, or something newer, can be read (of all that were told OK, also those never seen there) in the other region so long after its client was told OK. The last columns say how long one must wait to be 50, 99 and 99.9 % sure; – stands where that never came, or where there were too few writes to say.">
      {() => (
        <>
          <Scroll tabIndex={0} role="region" aria-label="Table of visibility">
            <table class="dense">
              <thead><tr><th class="left">from → to</th><th>writes</th><th>never</th>{times.map((t) => <th>{t === 0 ? "at once" : duration(t)}</th>)}<th>50 %</th><th>99 %</th><th>99.9 %</th></tr></thead>
              <tbody>
                {shown.map((r) => (
                  <tr><th scope="row">{r.from} → {r.to}</th><td>{count(r.writes)}</td><td>{count(r.never)}</td>{r.within.map((w) => <td>{share(w.share)}</td>)}
                    <td>{duration(r.t50_ns)}</td><td>{duration(r.t99_ns)}</td><td>{duration(r.t999_ns)}</td></tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {pairs > ROWS_SHOWN && <p class="small quiet">The first {ROWS_SHOWN} of {count(pairs)} pairs; {rows.length === pairs ? "“copy data”" : "summary.json"} has all.</p>}
        </>
      )}
    </Figure>
  );
}

function Apparent({ s, rows }: { s: string; rows: ThreeLags[] }) {
  const shown = rows.slice(0, ROWS_SHOWN);
  const data = () => tsv(["from", "to", "accepted", "outstanding", "coalesced", "delivery_p50_ns", "delivery_p99_ns", "visibility_p50_ns", "visibility_p99_ns", "apparent_min_ns", "apparent_p50_ns", "apparent_p99_ns"],
    rows.map((r) => [r.from, r.to, r.accepted, r.outstanding, r.coalesced, r.delivery_p50_ns, r.delivery_p99_ns, r.visibility_p50_ns, r.visibility_p99_ns, r.apparent_min_ns, r.apparent_p50_ns, r.apparent_p99_ns]));
  return (
    <Figure id="three-lags" title={`Three lags (${s})`} unit="delivered, visible, apparent by the clocks" data={data} empty={rows.length === 0 && "The three lags were not measured."}
      how="delivery: until the record came, where one that never came is slower than any (the matrix knows arrivals alone). Visibility: until it, or something newer, could be read, of those that could. Apparent: what the regions' own clocks would say, which a wrong clock bends, below zero even. Never arrived: not even after measuring, while the run came to rest.">
      {() => (
        <Scroll tabIndex={0} role="region" aria-label="Table of three lags">
          <table class="dense">
            <thead><tr><th class="left">from → to</th><th>accepted</th><th>never arrived</th><th>delivery p50</th><th>p99</th><th>visibility p50</th><th>p99</th><th>apparent min</th><th>p50</th><th>p99</th></tr></thead>
            <tbody>
              {shown.map((r) => (
                <tr><th scope="row">{r.from} → {r.to}</th><td>{count(r.accepted)}</td><td>{count(r.outstanding)}</td><td>{duration(r.delivery_p50_ns)}</td><td>{duration(r.delivery_p99_ns)}</td>
                  <td>{duration(r.visibility_p50_ns)}</td><td>{duration(r.visibility_p99_ns)}</td><td>{duration(r.apparent_min_ns)}</td><td>{duration(r.apparent_p50_ns)}</td><td>{duration(r.apparent_p99_ns)}</td></tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Figure>
  );
}
