// What report.html is made from: the JSON in its element #report-data, written by analysis/page (C++),
// whose README.md says the same in words. Times are nanoseconds as numbers unless a name ends in _s;
// `_s` is seconds since measuring began (negative: before it). What was not measured is null.
// Series are columns of equal length: column arrays cost a third of arrays of objects.

export const FORMAT = 2;

export interface ReportData {
  format: number;
  run: RunFacts;
  /** summary.json as it stands in the run directory: counts, fates, rates, theory, expectations, verdict. With
   *  more pairs of regions than a page draws: without histograms, and staleness of the first 20 pairs alone. */
  summary: Record<string, any>;
  strategies: StrategyData[];
  /** Differences between strategies that met the same tasks, with 95 % intervals; clusters are items. */
  paired: PairedDifference[];
}

export interface RunFacts {
  scenario: string;
  question: string;
  runtime: "live" | "sim" | "samples"; // samples: `lastwrite lag --page`, which has the lag part alone
  seed: number;
  version: string;
  command: string; // as it was called
  repeat: string; // the command that repeats it
  started: string; // UTC, ISO 8601
  regions: string[];
  hashes: { name: string; value: string }[]; // scenario, trajectory of each strategy, …
  detail: "full" | "sampled" | "summary";
  /** What the model does not cover, one sentence each. */
  not_covered: string[];
}

export interface PairedDifference {
  a: string; // strategies
  b: string;
  metric: string; // "lost_update_rate"
  estimate: number; // a − b
  low: number;
  high: number;
}

export interface StrategyData {
  name: string;
  measure_s: number; // length of phase measure
  phases: { name: string; begin_s: number; end_s: number }[];
  faults: { text: string; regions: string[]; begin_s: number; end_s: number | null }[]; // null: it did not end
  lag: PairLag[]; // of very many pairs the slowest
  heat: { begin_s: number; step_s: number; columns: number; edges: number[] }; // axes of every PairLag.heat
  /** What had not arrived, as it truly was; of each step of time the worst. */
  backlog: { from: string; to: string; t_s: number[]; records: number[]; oldest: number[] }[];
  activity: RegionActivity[];
  divergence: { t_s: number[]; share: number[] } | null; // share of written items whose replicas differ
  clocks: { region: string; t_s: number[]; offset: number[] }[];
  stories: Story[]; // the five most instructive losses of the strategy at most, best first
  diagram: PackedDiagram | null; // of the whole strategy, up to the budget; null without traces
}

export interface PairLag {
  from: string;
  to: string;
  count: number; // arrived
  outstanding: number; // not arrived when measuring ended: right-censored
  oldest: number;
  /** Points (lag, share arrived within it), at most 300, dense in the tail. What was outstanding when measuring
   *  ended counts as longer than it had been waiting by then (product-limit estimator): where the longest
   *  waits are such, the curve stops short of 1. */
  ecdf: { lag: number[]; share: number[] };
  injected_ecdf: { lag: number[]; share: number[] }; // empty: no link added anything
  /** heat.columns × (edges.length − 1) counts, column by column in time. */
  heat: number[];
  /** By second of acceptance, or by longer steps in a long run; a percentile only where a record lies beyond it
   *  (p90 needs 10). `aws_average`: the mean of what arrived in that second, as ReplicationLatency
   *  is published; `oldest`: the greatest age, within it, of a record not yet replicated. */
  bands: { t_s: number[]; p50: (number | null)[]; p90: (number | null)[]; p99: (number | null)[];
    max: (number | null)[]; aws_average: (number | null)[]; oldest: (number | null)[] };
}

/** By second; averages by second where steps are longer. */
export interface RegionActivity {
  region: string;
  t_s: number[];
  accepted: number[];
  acknowledged: number[];
  applied: number[];
  discarded: number[];
  lost: number[]; // accepted in that second, acknowledged, and lost in the end
}

export interface Story {
  write: string; // "version-check/81"
  fate: string; // "lost_concurrent"
  title: string;
  text: string; // as `lastwrite explain` tells it
  diagram: PackedDiagram | null; // the events of that item around it
}

/** A space-time diagram: regions as lines. Times are microseconds since measuring began. In a column marked
 *  "step" an entry is what is added to the one before it, the first to zero; null adds nothing. In order of
 *  time that is a third of the bytes. shared/spacetime/diagram.ts makes of it what is drawn. */
export interface PackedDiagram {
  regions: string[];
  keys: string[];
  sessions: string[]; // "client 1 in eu-west-1"
  kinds: string[]; // put, update, delete
  fates: string[]; // what writes.fate points into: "winner", …, "lost_concurrent", …, "failed"
  total_events: number; // of the strategy; what is more than shown was left out
  shown_events: number;
  until_us: number; // everything before it is complete
  writes: {
    label: (number | null)[]; // step. 81: `lastwrite explain RUN strategy/81`; null: of no client, there before, or (a delete) its expiry
    kind: number[];
    key: number[];
    region: number[]; // that accepted it
    session: number[];
    accepted_us: number[]; // step; of a refused write (fate "failed"): about when
    invoked_us: (number | null)[]; // so long before it was accepted
    completed_us: (number | null)[]; // so long after
    stamp: (number | string)[]; // "12.0001+3@eu-west-1"; a number: tenths of a millisecond later than accepted
    fate: number[];
    base: (number | null)[]; // what it was computed from: so many writes before it
    displacer: (number | null)[]; // so many writes after it
    stillborn: number[]; // the writes that were never installed
  };
  /** One replication of a write to another region. result: 0 installed, 1 discarded (older), 2 duplicate. */
  arrivals: {
    write: number[]; // step
    to: number[];
    at_us: number[]; // so long after it was accepted
    result: number[];
  };
  reads: {
    key: number[];
    region: number[];
    session: number[];
    at_us: number[]; // step
    write: (number | null)[]; // step
  };
}
