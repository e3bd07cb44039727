// What readers saw: stale reads, broken session guarantees, lost writes that were seen, visibility.
import { Figure } from "../../shared/Figure";
import { count, digits, duration, share } from "../../shared/format";
import { tsv } from "../../shared/tsv";
import { IntervalPlot } from "../charts/IntervalPlot";
import { useReport } from "../context";
import type { Staleness as Numbers, StrategySummary } from "../summary";
import { Section } from "./Section";
import { Visibility } from "./Visibility";
import { Scroll } from "../../shared/Scroll";

const GUARANTEES: [string, string, string][] = [
  ["read_your_writes", "own writes", "a session did not see what it had written itself"],
  ["monotonic_reads", "monotonic reads", "a session saw an older state after a newer one"],
  ["monotonic_writes", "monotonic writes", "a session's later write was ordered before its earlier one"],
  ["writes_follow_reads", "writes follow reads", "a write was ordered before what its session had read"],
  ["monotonic_writes_all_items", "monotonic writes, all items", "the same over all items"],
  ["writes_follow_reads_all_items", "writes follow reads, all items", "the same over all items"],
];

type Measured = StrategySummary & { staleness: Numbers };

export function Staleness() {
  const { summary, numbers } = useReport();
  const measured = summary.strategies.filter((s): s is Measured => s.staleness !== null);
  return (
    <Section id="staleness" title="Staleness and sessions" lead="A read is stale when an acknowledged write that it should have seen was not yet there.">
      <Reads all={measured} />
      <Sessions all={measured} />
      <Exposure all={measured} />
      {numbers?.staleness && <Visibility s={numbers.name} rows={numbers.staleness.t_visibility} lags={numbers.staleness.lags} pairs={numbers.replication_latency.length} />}
    </Section>
  );
}

function Reads({ all }: { all: Measured[] }) {
  const read = all.filter((s) => s.staleness.reads.stale_read_share);
  const rows = read.map((s) => ({ name: s.name, ...s.staleness.reads.stale_read_share!, bad: false }));
  const data = () => tsv(["strategy", "reads", "stale", "low", "high", "k_mean", "k_p50", "k_p99", "k_max"], read.map((s) => {
    const r = s.staleness.reads;
    return [s.name, r.count, r.stale_read_share!.estimate, r.stale_read_share!.low, r.stale_read_share!.high, r.k_mean, r.k_p50, r.k_p99, r.k_max];
  }));
  return (
    <Figure id="stale" title="Stale reads" unit="share of reads, 95 % interval" data={data} empty={read.length === 0 && "No reads were measured in this run."}
      how="the dot is the share of reads that missed at least one acknowledged write. How many they missed stands below: a mean below one means that most missed none.">
      {() => (
        <>
          <IntervalPlot label="Share of stale reads" rows={rows} format={share} />
          <p class="small">{read.map((s) => {
            const r = s.staleness.reads;
            return `${s.name}: ${count(r.count)} reads, ${digits(r.k_mean, 3)} writes behind on average, ${count(r.k_p99)} at p99, ${count(r.k_max)} at most.`;
          }).join(" ")}</p>
        </>
      )}
    </Figure>
  );
}

function Sessions({ all }: { all: Measured[] }) {
  const kinds = ["sticky", "roaming"] as const;
  const rows = all.flatMap((s) => kinds.map((kind) => ({ s, kind, counts: s.staleness.sessions[kind] })))
    .filter((r) => GUARANTEES.some(([g]) => (r.counts[g]?.checked ?? 0) > 0));
  const data = () => tsv(["strategy", "sessions", "guarantee", "checked", "violated"],
    rows.flatMap((r) => GUARANTEES.map(([g]) => [r.s.name, r.kind, g, r.counts[g]?.checked ?? 0, r.counts[g]?.violated ?? 0])));
  return (
    <Figure id="sessions" title="Session guarantees broken" unit="operations; of those checked" data={data} empty={rows.length === 0 && "No session did anything that a guarantee speaks of."}
      how="a sticky session stays with one region, a roaming one moves. Zero means the guarantee held in every operation that it speaks of; global tables promise none of them across regions.">
      {() => (
        <Scroll tabIndex={0} role="region" aria-label="Table of session guarantees">
          <table>
            <thead>
              <tr><th class="left">strategy</th><th class="left">sessions</th>{GUARANTEES.map(([, words, meaning]) => <th title={meaning} class="wrap">{words}</th>)}</tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <tr>
                  <th scope="row">{r.s.name}</th>
                  <td class="left">{r.kind}</td>
                  {GUARANTEES.map(([g]) => {
                    const c = r.counts[g];
                    if (!c || c.checked === 0) return <td class="quiet">–</td>;
                    return <td class={c.violated > 0 ? "bad" : ""}><b>{count(c.violated)}</b> <span class="quiet">of {count(c.checked)}</span></td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Figure>
  );
}

function Exposure({ all }: { all: Measured[] }) {
  const rows = all.filter((s) => s.staleness.exposure.lost > 0);
  const data = () => tsv(["strategy", "lost", "never_visible", "read", "reads", "p50_ns", "p90_ns", "p99_ns", "max_ns"], rows.map((s) => {
    const e = s.staleness.exposure;
    return [s.name, e.lost, e.never_visible, e.read, e.reads, e.p50_ns, e.p90_ns, e.p99_ns, e.max_ns];
  }));
  return (
    <Figure id="exposure" title="How long lost writes were seen" unit="from first visible to gone" data={data} empty={rows.length === 0 && "No write was lost, so none was seen before it went."}
      how="a lost write can be read before it goes. The longer it stood, the more was decided on it; “read” counts the lost writes that somebody did read.">
      {() => (
        <Scroll tabIndex={0} role="region" aria-label="Table of exposure">
          <table>
            <thead><tr><th class="left">strategy</th><th>lost</th><th>read before they went</th><th>never visible</th><th>p50</th><th>p90</th><th>p99</th><th>max</th></tr></thead>
            <tbody>
              {rows.map(({ name, staleness: { exposure: e } }) => (
                <tr><th scope="row">{name}</th><td>{count(e.lost)}</td><td>{count(e.read)}</td><td>{count(e.never_visible)}</td><td>{duration(e.p50_ns)}</td><td>{duration(e.p90_ns)}</td>
                  <td>{duration(e.p99_ns)}</td><td>{duration(e.max_ns)}</td></tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Figure>
  );
}
