// summary.json as this page uses it: the fields are those of analysis/report/README.md. Everything may be
// missing: older run directories have less.

export interface Rate {
  estimate: number;
  low: number;
  high: number;
  hits: number;
  trials: number;
  design_effect: number;
}

export interface LagRow {
  from: string;
  to: string;
  count: number;
  p50_ns: number | null;
  p90_ns: number | null;
  p99_ns: number | null;
  max_ns: number | null;
  injected_p50_ns: number | null;
  added_p50_ns: number | null;
  added_p99_ns: number | null;
  outstanding: number;
  oldest_age_ns: number | null;
}

export interface TheoryRow {
  region: string;
  what: string;
  predicted: number;
  measured: number;
  low: number;
  high: number;
  inside: boolean;
}

export interface Guarantee {
  checked: number;
  violated: number;
}

export interface Visibility {
  from: string;
  to: string;
  writes: number;
  never: number;
  within: { t_ns: number; share: number | null }[];
  t50_ns: number | null;
  t99_ns: number | null;
  t999_ns: number | null;
}

export interface ThreeLags {
  from: string;
  to: string;
  accepted: number;
  outstanding: number;
  coalesced: number;
  delivery_p50_ns: number | null;
  delivery_p99_ns: number | null;
  visibility_p50_ns: number | null;
  visibility_p99_ns: number | null;
  apparent_min_ns: number | null;
  apparent_p50_ns: number | null;
  apparent_p99_ns: number | null;
}

export interface Staleness {
  reads: { count: number; stale_read_share: Rate | null; k_mean: number; k_p50: number | null; k_p90: number | null;
    k_p99: number | null; k_max: number };
  sessions: { sticky: Record<string, Guarantee>; roaming: Record<string, Guarantee> };
  t_visibility: Visibility[];
  exposure: { lost: number; never_visible: number; read: number; reads: number; total_ns: number; p50_ns: number | null;
    p90_ns: number | null; p99_ns: number | null; max_ns: number | null };
  divergence: { items: number; divergence_share: number; any_share: number } | null;
  lags: ThreeLags[];
}

export interface StrategySummary {
  name: string;
  executor: string | null;
  sample: { keys: number; of_keys: number; writes: number } | null;
  attempted: number;
  acknowledged: number;
  condition_failures: number;
  gave_up: number;
  unknown: number;
  recovered: number;
  lost: number;
  fates: Record<string, number>;
  lost_update_rate: Rate | null;
  concurrent_loss_rate: Rate | null;
  rival_rate: Rate | null;
  counter_drift: number | null;
  write_p50_ns: number | null;
  write_p99_ns: number | null;
  anomalies: Record<string, number>;
  replication_latency: LagRow[];
  quiesced: boolean;
  converged: boolean;
  convergence_ns: number | null;
  missing_regions: string[];
  theory: TheoryRow[];
  staleness: Staleness | null;
  findings: string[];
}

export interface Expectation {
  line: number;
  text: string;
  outcome: "ok" | "violated" | "unknown";
  measured: string;
}

export interface Summary {
  verdict: "ok" | "violated" | "unknown";
  reason: string;
  strategies: StrategySummary[];
  expectations: Expectation[];
}

const list = <T>(value: unknown): T[] => (Array.isArray(value) ? value.filter((v) => v !== null && v !== undefined) : []);
const record = (value: unknown): Record<string, any> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, any>) : {};

export function asSummary(raw: unknown): Summary {
  const s = record(raw);
  const verdict = s.verdict === "ok" || s.verdict === "violated" ? s.verdict : "unknown";
  return { verdict, reason: String(s.reason ?? "this file does not say why"), strategies: list<object>(s.strategies).map(strategy),
    expectations: list<Expectation>(s.expectations) };
}

function strategy(raw: object): StrategySummary {
  const s = raw as Record<string, any>;
  return { ...(s as StrategySummary), name: String(s.name ?? "?"), fates: record(s.fates), anomalies: record(s.anomalies),
    replication_latency: list(s.replication_latency), theory: list(s.theory), findings: list(s.findings),
    missing_regions: list(s.missing_regions), staleness: staleness(s.staleness) };
}

function staleness(raw: unknown): Staleness | null {
  const s = record(raw);
  if (!s.reads || !s.sessions || !s.exposure) return null;
  return { ...(s as Staleness), sessions: { sticky: record(s.sessions.sticky), roaming: record(s.sessions.roaming) },
    t_visibility: list(s.t_visibility), lags: list(s.lags), divergence: s.divergence ?? null };
}
