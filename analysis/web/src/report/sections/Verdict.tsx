// The first thing seen: the question, its answer, and whether what was expected holds.
import { count, share } from "../../shared/format";
import { useReport } from "../context";
import type { Expectation, StrategySummary, Summary } from "../summary";
import { Scroll } from "../../shared/Scroll";

const MARK = { ok: "✓", violated: "✗", unknown: "?" } as const;
const WORDS = { ok: "as expected", violated: "not as expected", unknown: "nothing proven" } as const;

const HOLDS = { ok: "holds", violated: "does not hold", unknown: "not known" } as const;

/** The answer in figures: how much each strategy lost. */
export function answer(s: StrategySummary): string {
  if (!s.acknowledged) return "no write was told OK";
  if (s.lost === 0) return `lost none of ${count(s.acknowledged)} writes that were told OK`;
  return `lost ${count(s.lost)} of ${count(s.acknowledged)} writes that were told OK (${share(s.lost / s.acknowledged)})`;
}

/** The question, answered: who lost something, and who did not. Without strategies that wrote: nothing. */
export function lead(strategies: readonly StrategySummary[]): string {
  const names = (some: readonly StrategySummary[]) => some.map((s) => s.name).join(", ");
  const wrote = strategies.filter((s) => s.acknowledged > 0);
  const [losing, keeping] = [wrote.filter((s) => s.lost > 0), wrote.filter((s) => s.lost === 0)];
  if (wrote.length === 0) return "";
  if (losing.length === 0) return wrote.length > 1 ? `Lost nothing: ${names(keeping)}.` : `${names(keeping)} lost nothing.`;
  if (keeping.length === 0) return wrote.length > 1 ? `Lost something: all, ${names(losing)}.` : `${names(losing)} lost something.`;
  return `Lost something: ${names(losing)}. Lost nothing: ${names(keeping)}.`;
}

export function Verdict() {
  const { data, summary } = useReport();
  const { run } = data;
  return (
    <header id="verdict" class={`verdict ${summary.verdict}`}>
      <p class="eyebrow">
        <b>{run.scenario}</b> · {run.runtime === "sim" ? "simulated" : "live"} · seed {run.seed} · {regionsText(run.regions)}
      </p>
      <h1>{run.question || `Scenario ${run.scenario}`}</h1>
      {summary.strategies.length > 0 && <p class="answer">{lead(summary.strategies)}</p>}
      <ul class="answers">
        {summary.strategies.map((s) => (
          <li class={s.lost > 0 ? "loses" : "keeps"}>
            <span class="mark" aria-hidden="true">{s.lost > 0 ? "−" : "="}</span> <b>{s.name}</b> {answer(s)}
          </li>
        ))}
      </ul>
      {summary.strategies.length === 0 && <p class="empty">No strategy left anything to judge.</p>}
      <p class="verdict-line">
        <span class="verdict-mark" data-verdict={summary.verdict}>
          <span aria-hidden="true">{MARK[summary.verdict]}</span> {WORDS[summary.verdict]}
        </span>{" "}
        {summary.reason} <span class="small quiet">(verdict: {summary.verdict})</span>
      </p>
      <Expectations summary={summary} />
      <Findings summary={summary} />
    </header>
  );
}

const regionsText = (regions: string[]): string => {
  if (regions.length === 0) return "no regions";
  if (regions.length > 4) return `${regions.length} regions`;
  return regions.join(", ");
};

/** Metrics that could be taken for another number on this page. */
const MEANINGS: [metric: string, meaning: string][] = [
  ["concurrent_loss_rate", "writes with a concurrent rival of a later stamp, whatever replaced them in their own region first: the quantity of the theory. The fate “lost: concurrent” asks what replaced them"],
  ["rival_rate", "writes with any concurrent rival, of an earlier stamp too"],
  ["discarded_rate", "records that arrived where something newer stood already"],
  ["wrong_winner_rate", "items whose final value is not the last acknowledged write in true time"],
  ["torn_rate", "transactions of which some writes are lost and others are not"],
  ["resurrected", "deletes that a write buried, so that the item is back"],
  ["lost_to_deletes", "writes that a delete took away without knowing them"],
  ["divergence_share", "items that differed between regions, averaged over time"],
  ["diverged_time_share", "time during which any item differed"],
];

function Expectations({ summary }: { summary: Summary }) {
  if (summary.expectations.length === 0) return null;
  const meant = MEANINGS.filter(([metric]) => summary.expectations.some((e) => e.text.includes(`.${metric}`)));
  return (
    <>
      <ExpectationTable summary={summary} />
      {meant.length > 0 && <dl class="small metrics">{meant.map(([metric, meaning]) => <div><dt class="mono">{metric}</dt> <dd>{meaning}.</dd></div>)}</dl>}
    </>
  );
}

function ExpectationTable({ summary }: { summary: Summary }) {
  return (
    <Scroll>
      <table class="expectations">
        <caption class="visually-hidden">What the scenario expects, and what was measured</caption>
        <thead>
          <tr>
            <th class="left">outcome</th>
            <th class="left">expected</th>
            <th class="left">measured</th>
          </tr>
        </thead>
        <tbody>{summary.expectations.map((e) => <ExpectationRow e={e} />)}</tbody>
      </table>
    </Scroll>
  );
}

function ExpectationRow({ e }: { e: Expectation }) {
  return (
    <tr>
      <td class="left nowrap">
        <span class={`outcome ${e.outcome}`}>{MARK[e.outcome] ?? "?"} {HOLDS[e.outcome] ?? e.outcome}</span>
      </td>
      <td class="left mono">{e.text}</td>
      <td class="left">{e.measured}</td>
    </tr>
  );
}

function Findings({ summary }: { summary: Summary }) {
  const all = summary.strategies.flatMap((s) => s.findings.map((f) => `${s.name}: ${f}`));
  if (all.length === 0) return null;
  return (
    <details class="findings">
      <summary>The traces contradict themselves in {count(all.length)} place(s)</summary>
      <ul>{all.slice(0, 50).map((f) => <li>{f}</li>)}</ul>
    </details>
  );
}
