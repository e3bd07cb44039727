// What the diagram component draws: the contract's Diagram (src/report/data.ts), which the console fills
// as well. Damaged columns are cut to the shortest, references out of range become null.
import type { Diagram } from "../../report/data";

export type { Diagram };

const list = <T>(value: unknown): T[] => (Array.isArray(value) ? value : []);
const shortest = (columns: unknown[][]): number => Math.min(...columns.map((c) => c.length));

function within(value: unknown, length: number): number | null {
  return typeof value === "number" && value >= 0 && value < length ? value : null;
}

/** null: there is nothing to draw. */
export function cleaned(raw: unknown): Diagram | null {
  if (typeof raw !== "object" || raw === null) return null;
  const d = raw as Record<string, any>;
  const regions = list<string>(d.regions).map(String);
  if (regions.length === 0) return null;
  const w = d.writes ?? {};
  const n = shortest([list(w.accepted_us), list(w.region), list(w.fate), list(w.key), list(w.label)]);
  const cut = <T>(column: unknown, none: T): T[] =>
    Array.from({ length: n }, (_, i) => (list<T>(column)[i] ?? none) as T);
  const references = (column: unknown) => cut<number | null>(column, null).map((v) => within(v, n));
  return {
    regions,
    keys: list<string>(d.keys).map(String),
    fates: list<string>(d.fates).map(String),
    total_events: Number(d.total_events) || 0,
    shown_events: Number(d.shown_events) || 0,
    until_us: Number(d.until_us) || 0,
    writes: {
      label: cut(w.label, ""), kind: cut(w.kind, "put"), key: cut(w.key, 0), region: cut(w.region, 0),
      session: cut(w.session, ""), invoked_us: cut(w.invoked_us, null), accepted_us: cut(w.accepted_us, 0),
      completed_us: cut(w.completed_us, null), stamp: cut(w.stamp, ""), fate: cut(w.fate, 0),
      base: references(w.base), displacer: references(w.displacer), installed: cut(w.installed, true),
    },
    arrivals: arrivals(d.arrivals ?? {}, n, regions.length),
    reads: reads(d.reads ?? {}, n, regions.length),
  };
}

function arrivals(a: Record<string, any>, writes: number, regions: number): Diagram["arrivals"] {
  const out: Diagram["arrivals"] = { write: [], to: [], at_us: [], result: [] };
  const n = shortest([list(a.write), list(a.to), list(a.at_us)]);
  for (let i = 0; i < n; i++) {
    if (within(a.write[i], writes) === null || within(a.to[i], regions) === null) continue;
    out.write.push(a.write[i]);
    out.to.push(a.to[i]);
    out.at_us.push(Number(a.at_us[i]) || 0);
    out.result.push(Number(list<number>(a.result)[i]) || 0);
  }
  return out;
}

function reads(r: Record<string, any>, writes: number, regions: number): Diagram["reads"] {
  const out: Diagram["reads"] = { key: [], region: [], session: [], at_us: [], write: [] };
  const n = shortest([list(r.key), list(r.region), list(r.at_us)]);
  for (let i = 0; i < n; i++) {
    if (within(r.region[i], regions) === null) continue;
    out.key.push(Number(r.key[i]) || 0);
    out.region.push(r.region[i]);
    out.session.push(String(list<string>(r.session)[i] ?? ""));
    out.at_us.push(Number(r.at_us[i]) || 0);
    out.write.push(within(list(r.write)[i], writes));
  }
  return out;
}

export function isEmpty(d: Diagram): boolean {
  return d.writes.label.length + d.reads.at_us.length === 0;
}
