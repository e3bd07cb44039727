// What the diagram component draws, out of the page's PackedDiagram (src/report/data.ts). Damaged columns
// are cut to the shortest, references out of range become null.

/** Times are microseconds since measuring began. */
export interface Diagram {
  regions: string[];
  keys: string[];
  fates: string[]; // what writes.fate points into
  total_events: number; // of the strategy; what is more than shown was left out
  shown_events: number;
  until_us: number; // everything before it is complete
  writes: {
    label: string[]; // "81"; "initial", "expiry"
    kind: string[];
    key: number[];
    region: number[];
    session: string[];
    invoked_us: (number | null)[];
    accepted_us: number[];
    completed_us: (number | null)[];
    stamp: (write: number) => string; // "0.5865@eu-west-1"; made when asked for
    fate: number[];
    base: (number | null)[]; // writes: what it was computed from
    displacer: (number | null)[]; // writes
    installed: boolean[]; // false: stillborn
  };
  arrivals: { write: number[]; to: number[]; at_us: number[]; result: number[] };
  reads: { key: number[]; region: number[]; session: string[]; at_us: number[]; write: (number | null)[] };
}

const list = <T>(value: unknown): T[] => (Array.isArray(value) ? value : []);
const number = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
const shortest = (columns: unknown[]): number => Math.min(...columns.map((c) => list(c).length));

function within(value: number | null, length: number): number | null {
  return value !== null && value >= 0 && value < length ? value : null;
}

/** A column whose entries add to those before. */
function summed(column: unknown, n: number): (number | null)[] {
  let sum = 0;
  return list<unknown>(column).slice(0, n).map((step) => {
    const by = number(step);
    return by === null ? null : (sum += by);
  });
}

/** What is known of a diagram before its columns are unpacked. */
export type Head = Pick<Diagram, "regions" | "total_events" | "shown_events" | "until_us">;

/** null: there is nothing to draw. */
export function headOf(raw: unknown): Head | null {
  if (typeof raw !== "object" || raw === null) return null;
  const d = raw as Record<string, any>;
  const regions = list<unknown>(d.regions).map(String);
  if (regions.length === 0) return null;
  return { regions, total_events: Number(d.total_events) || 0, shown_events: Number(d.shown_events) || 0, until_us: Number(d.until_us) || 0 };
}

/** null: there is nothing to draw. */
export function unpacked(raw: unknown): Diagram | null {
  const head = headOf(raw);
  if (head === null) return null;
  const { regions } = head;
  const d = raw as Record<string, any>;
  const sessions = list<unknown>(d.sessions).map(String);
  const writes = writesOf(d.writes ?? {}, regions, sessions, list<unknown>(d.kinds).map(String));
  return {
    ...head,
    keys: list<unknown>(d.keys).map(String),
    fates: list<unknown>(d.fates).map(String),
    writes,
    arrivals: arrivals(d.arrivals ?? {}, writes, regions.length),
    reads: reads(d.reads ?? {}, sessions, writes.label.length, regions.length),
  };
}

function writesOf(w: Record<string, any>, regions: string[], sessions: string[], kinds: string[]): Diagram["writes"] {
  const n = shortest([w.accepted_us, w.region, w.fate, w.key, w.label]);
  const cut = <T>(column: unknown, of: (value: unknown, i: number) => T): T[] => {
    const values = list<unknown>(column);
    return Array.from({ length: n }, (_, i) => of(values[i], i));
  };
  const accepted = summed(w.accepted_us, n).map((t) => t ?? 0);
  const apart = (column: unknown, sign: 1 | -1) => cut(column, (v, i) => (number(v) === null ? null : accepted[i]! + sign * number(v)!));
  const beside = (column: unknown, sign: 1 | -1) => cut(column, (v, i) => (number(v) === null ? null : within(i + sign * number(v)!, n)));
  const region = cut(w.region, (v) => number(v) ?? 0);
  const stillborn = new Set(list<unknown>(w.stillborn));
  const kind = cut(w.kind, (v) => kinds[Number(v)] ?? "put");
  const own = (i: number) => (kind[i] === "delete" ? "expiry" : "initial"); // a region's, of no client
  return {
    label: summed(w.label, n).map((id, i) => (id === null ? own(i) : String(id))), kind,
    key: cut(w.key, (v) => number(v) ?? 0), region, session: cut(w.session, (v) => sessions[Number(v)] ?? ""),
    invoked_us: apart(w.invoked_us, -1), accepted_us: accepted, completed_us: apart(w.completed_us, 1),
    stamp: (i) => stampText(list<unknown>(w.stamp)[i], accepted[i] ?? 0, regions[region[i] ?? -1] ?? "?"), fate: cut(w.fate, (v) => number(v) ?? 0),
    base: beside(w.base, -1), displacer: beside(w.displacer, 1), installed: cut(null, (_, i) => !stillborn.has(i)),
  };
}

function stampText(value: unknown, accepted_us: number, region: string): string {
  if (typeof value !== "number") return typeof value === "string" ? value : "";
  const tenths = String(Math.floor(accepted_us / 100) + value).padStart(5, "0");
  return `${tenths.slice(0, -4)}.${tenths.slice(-4)}@${region}`;
}

function arrivals(a: Record<string, any>, w: Diagram["writes"], regions: number): Diagram["arrivals"] {
  const out: Diagram["arrivals"] = { write: [], to: [], at_us: [], result: [] };
  const n = shortest([a.write, a.to, a.at_us]);
  const writes = summed(a.write, n);
  for (let i = 0; i < n; i++) {
    const write = within(writes[i] ?? null, w.label.length);
    const to = within(number(a.to[i]), regions);
    if (write === null || to === null) continue;
    out.write.push(write);
    out.to.push(to);
    out.at_us.push(w.accepted_us[write]! + (number(a.at_us[i]) ?? 0));
    out.result.push(Number(list<number>(a.result)[i]) || 0);
  }
  return out;
}

function reads(r: Record<string, any>, sessions: string[], writes: number, regions: number): Diagram["reads"] {
  const out: Diagram["reads"] = { key: [], region: [], session: [], at_us: [], write: [] };
  const n = shortest([r.key, r.region, r.at_us]);
  const [at, saw] = [summed(r.at_us, n), summed(r.write, n)];
  for (let i = 0; i < n; i++) {
    const region = within(number(r.region[i]), regions);
    if (region === null) continue;
    out.key.push(number(r.key[i]) ?? 0);
    out.region.push(region);
    out.session.push(sessions[list<number>(r.session)[i] ?? -1] ?? "");
    out.at_us.push(at[i] ?? 0);
    out.write.push(within(saw[i] ?? null, writes));
  }
  return out;
}

export function isEmpty(d: Diagram): boolean {
  return d.writes.label.length + d.reads.at_us.length === 0;
}

/** Less than happened is there. */
export const isPart = (d: Head): boolean => d.total_events > d.shown_events;
