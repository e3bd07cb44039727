// Reads the page's data, and says in a sentence what is wrong with them. What is merely missing is
// filled with nothing, so that every section can say that there is nothing to show.
import { FORMAT, type PairLag, type RegionActivity, type ReportData, type Story, type StrategyData } from "./data";

export type Reading = { data: ReportData; note: string | null } | { problem: string };

const list = <T>(value: unknown): T[] => (Array.isArray(value) ? value : []);
const objects = (value: unknown): Record<string, any>[] =>
  list<unknown>(value).filter((v): v is Record<string, any> => typeof v === "object" && v !== null);
const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
const number = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

export function read(json: string | null | undefined): Reading {
  if (json === null || json === undefined || json.trim() === "") {
    return { problem: "This page has no run in it. `lastwrite report RUN` writes a report.html that has one." };
  }
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return { problem: "The data in this page are damaged: they end early or were changed. `lastwrite report RUN` writes the page again." };
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return { problem: "The data in this page are not those of a run. `lastwrite report RUN` writes the page again." };
  }
  return { data: filled(raw as Record<string, any>), note: note((raw as Record<string, any>).format) };
}

function note(format: unknown): string | null {
  if (format === FORMAT) return null;
  if (typeof format === "number" && format > FORMAT) {
    return `The data are of format ${format}, and this page knows format ${FORMAT}: a newer Lastwrite wrote them, and something may be missing here.`;
  }
  return "The data do not say of which format they are: something may be missing here.";
}

function filled(raw: Record<string, any>): ReportData {
  const run = typeof raw.run === "object" && raw.run !== null ? raw.run : {};
  return {
    format: number(raw.format),
    run: {
      scenario: text(run.scenario) || "a run", question: text(run.question), runtime: run.runtime === "live" || run.runtime === "samples" ? run.runtime : "sim",
      seed: number(run.seed), version: text(run.version), command: text(run.command), repeat: text(run.repeat),
      started: text(run.started), regions: list(run.regions).map(text),
      hashes: objects(run.hashes).map((h) => ({ name: text(h.name), value: text(h.value) })),
      detail: run.detail === "sampled" || run.detail === "summary" ? run.detail : "full",
      not_covered: list(run.not_covered).map(text),
    },
    summary: typeof raw.summary === "object" && raw.summary !== null ? raw.summary : {},
    strategies: objects(raw.strategies).map(strategy),
    paired: objects(raw.paired).filter((p) => [p.estimate, p.low, p.high].every(Number.isFinite)) as ReportData["paired"],
  };
}

function strategy(s: Record<string, any>): StrategyData {
  const heat = s.heat ?? {};
  return {
    name: text(s.name), measure_s: number(s.measure_s), phases: objects(s.phases) as StrategyData["phases"],
    faults: objects(s.faults).map((f) => ({ text: text(f.text), regions: list(f.regions).map(text), begin_s: number(f.begin_s),
      end_s: f.end_s === null || f.end_s === undefined ? null : number(f.end_s) })),
    lag: objects(s.lag).map(pair),
    heat: { begin_s: number(heat.begin_s), step_s: number(heat.step_s), columns: number(heat.columns), edges: list(heat.edges) },
    backlog: objects(s.backlog).map((b) => ({ from: text(b.from), to: text(b.to), t_s: list(b.t_s), records: list(b.records), oldest: list(b.oldest) })),
    activity: objects(s.activity).map((a) => ({ region: text(a.region), t_s: list(a.t_s), accepted: list(a.accepted),
      acknowledged: list(a.acknowledged), applied: list(a.applied), discarded: list(a.discarded), lost: list(a.lost) }) as RegionActivity),
    divergence: s.divergence ? { t_s: list(s.divergence.t_s), share: list(s.divergence.share) } : null,
    clocks: objects(s.clocks).map((c) => ({ region: text(c.region), t_s: list(c.t_s), offset: list(c.offset) })),
    stories: objects(s.stories).map(story),
    diagram: s.diagram ?? null, // taken apart where it is drawn
  };
}

function pair(p: Record<string, any>): PairLag {
  const b = p.bands ?? {};
  const curve = (c: any) => ({ lag: list<number>(c?.lag), share: list<number>(c?.share) });
  return {
    from: text(p.from), to: text(p.to), count: number(p.count), outstanding: number(p.outstanding), oldest: number(p.oldest),
    ecdf: curve(p.ecdf), injected_ecdf: curve(p.injected_ecdf), heat: list(p.heat),
    bands: { t_s: list(b.t_s), p50: list(b.p50), p90: list(b.p90), p99: list(b.p99), max: list(b.max),
      aws_average: list(b.aws_average), oldest: list(b.oldest) },
  };
}

function story(s: Record<string, any>): Story {
  return { write: text(s.write), fate: text(s.fate) || "unexpected", title: text(s.title) || "A lost write", text: text(s.text), diagram: s.diagram ?? null };
}
