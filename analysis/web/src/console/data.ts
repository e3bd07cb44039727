// What the control address says (scenarios/control/README.md), as this page uses it.

export interface Peer {
  peer: string;
  connected: boolean;
  asked: boolean;
  outstanding: number;
  oldest_ms: number;
}

export interface Region {
  region: string;
  endpoint?: string; // of the DynamoDB API, where the region serves it
  running: boolean;
  writes: number;
  lost: number;
  down?: string;
  silent?: boolean; // it runs and does not answer: the rest is what it said before
  head?: number;
  clock_offset_ms?: number;
  peers?: Peer[];
}

export interface Link {
  from: string;
  to: string;
  latency: string;
  pipeline: string;
  loss_ppm: number;
  paused: boolean;
  partitioned: boolean;
}

/** Of one pair in one second: what the destination decided about. */
export interface Lag {
  records: number;
  p50_ms: number;
  p99_ms: number;
  last_ms: number;
}

export interface Second {
  at_ms: number;
  writes: number;
  lost: number;
  by_region: Record<string, number>;
  lags: (Lag | null)[]; // in the order of the links
}

export interface KeyAttribute {
  name: string;
  type: "S" | "N" | "B";
}

export interface Table {
  name: string;
  key: KeyAttribute[];
  regions: string[];
}

export interface Written {
  table: string;
  key: string;
}

/** Of a strategy that has run, as the live ledger counted it. */
export interface RunResult {
  strategy: string;
  writes: number;
  lost: number;
}

/** What `lastwrite run --watch` says of the run. */
export interface Run {
  scenario: string;
  question: string;
  strategy: string;
  number: number; // of the strategy, from 1
  of: number;
  phase: string;
  remark?: string;
  done: RunResult[];
}

/** No cluster is there for now, or (last) ever more. */
export interface Note {
  sentence: string;
  last: boolean;
  report?: string; // a path
}

export interface ClusterState {
  writes: number;
  lost: number;
  superseded: number;
  standing: number;
  open: number;
  given_up: number;
  rate: { estimate: number; low: number; high: number };
  by_cause: Record<string, number>;
  regions: Region[];
  links: Link[];
  second: Second;
  tables: Table[];
  written: Written[];
  watching: boolean;
  run?: Run;
  broken?: string;
}

export interface LossWrite {
  region: string;
  session: string;
  kind: string;
  pattern: string;
  stamp: string;
  at: string;
}

export interface Loss {
  number: number;
  cause: string;
  pattern: string;
  table: string;
  key: string;
  write: LossWrite;
  overwritten_by: LossWrite;
  why: string;
  would_have_prevented_it: string;
  story: string[];
}

export interface Hello {
  may_change: boolean;
  seconds: Second[];
}

/** DynamoDB's JSON: {"S": "x"}. */
export type AttributeValue = Record<string, unknown>;
export type Item = Record<string, AttributeValue>;

export interface ItemInRegion {
  region: string;
  problem?: string;
  stamp?: string;
  origin?: string;
  stamp_ms?: number;
  newest?: boolean;
  item?: Item;
}

export interface ItemEverywhere {
  differ: boolean;
  regions: ItemInRegion[];
}

export interface WriteInRegion {
  region: string;
  problem?: string;
  stamp?: string;
  stamp_ms?: number;
}
