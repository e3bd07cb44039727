// A diagram made ready for drawing, and what a filter leaves of it. Sorting is done once for a diagram;
// a new filter costs one pass.
import type { Diagram } from "./diagram";
import { makeSpans, sortedBy, type Spans } from "./spans";

export type EventKind = 0 | 1 | 2; // a write is accepted, a write arrives, a read
export const WRITE = 0;
export const ARRIVAL = 1;
export const READ = 2;

export interface Filter {
  key: number | null; // null: all
  regions: ReadonlySet<number> | null;
  fates: ReadonlySet<number> | null;
  reads: boolean;
}

export const NO_FILTER: Filter = { key: null, regions: null, fates: null, reads: true };

export interface Prepared {
  diagram: Diagram;
  begin: Float64Array; // of writes: invoked, else accepted
  end: Float64Array;
  row: Uint8Array; // of writes: 0…ROWS−1, so that the operations of one region do not hide each other
  writeOrder: Uint32Array; // by begin
  arrivalOrder: Uint32Array; // by when the write was accepted
  readOrder: Uint32Array;
  eventOrder: Uint32Array; // all events by time; an event's number: writes, then arrivals, then reads
  from: number; // µs: of the first and last event
  to: number;
}

export const ROWS = 3;

export function prepare(d: Diagram): Prepared {
  const n = d.writes.label.length;
  const begin = new Float64Array(n);
  const end = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    begin[i] = Math.min(d.writes.invoked_us[i] ?? Infinity, d.writes.accepted_us[i]!);
    end[i] = Math.max(d.writes.completed_us[i] ?? -Infinity, d.writes.accepted_us[i]!);
  }
  const writeOrder = sortedBy(n, (i) => begin[i]!);
  const prepared: Prepared = {
    diagram: d, begin, end, row: new Uint8Array(n), writeOrder,
    arrivalOrder: sortedBy(d.arrivals.write.length, (i) => d.writes.accepted_us[d.arrivals.write[i]!]!),
    readOrder: sortedBy(d.reads.at_us.length, (i) => d.reads.at_us[i]!),
    eventOrder: new Uint32Array(0), from: 0, to: 1,
  };
  stack(prepared);
  const total = n + d.arrivals.write.length + d.reads.at_us.length;
  prepared.eventOrder = sortedBy(total, (e) => eventTime(d, e));
  extent(prepared);
  return prepared;
}

// Greedy: the first row that is free when the operation begins, else the one that is free first.
function stack(p: Prepared): void {
  const free = p.diagram.regions.map(() => new Array<number>(ROWS).fill(-Infinity));
  for (const w of p.writeOrder) {
    const rows = free[p.diagram.writes.region[w]!];
    if (!rows) continue;
    let row = rows.findIndex((until) => until <= p.begin[w]!);
    if (row < 0) row = rows.indexOf(Math.min(...rows));
    p.row[w] = row;
    rows[row] = p.end[w]!;
  }
}

function extent(p: Prepared): void {
  let from = Infinity;
  let to = -Infinity;
  for (let i = 0; i < p.begin.length; i++) {
    from = Math.min(from, p.begin[i]!);
    to = Math.max(to, p.end[i]!);
  }
  for (const t of p.diagram.arrivals.at_us) to = Math.max(to, t);
  for (const t of p.diagram.reads.at_us) {
    from = Math.min(from, t);
    to = Math.max(to, t);
  }
  if (from > to) return;
  const pad = Math.max(50, (to - from) * 0.03);
  p.from = from - pad;
  p.to = to + pad;
}

export function eventOf(d: Diagram, event: number): { kind: EventKind; id: number } {
  const writes = d.writes.label.length;
  if (event < writes) return { kind: WRITE, id: event };
  const arrivals = d.arrivals.write.length;
  if (event < writes + arrivals) return { kind: ARRIVAL, id: event - writes };
  return { kind: READ, id: event - writes - arrivals };
}

export function eventNumber(d: Diagram, kind: EventKind, id: number): number {
  if (kind === WRITE) return id;
  return d.writes.label.length + (kind === ARRIVAL ? id : d.arrivals.write.length + id);
}

export function eventTime(d: Diagram, event: number): number {
  const writes = d.writes.label.length;
  if (event < writes) return d.writes.accepted_us[event]!;
  const arrivals = d.arrivals.write.length;
  return event < writes + arrivals ? d.arrivals.at_us[event - writes]! : d.reads.at_us[event - writes - arrivals]!;
}

export interface Visible {
  ops: Spans;
  arrows: Spans;
  reads: Spans;
  events: Uint32Array; // event numbers by time
  times: Float64Array; // of events
  lanes: number[]; // regions shown, top first
}

export function filtered(p: Prepared, f: Filter): Visible {
  const d = p.diagram;
  const region = (r: number) => f.regions === null || f.regions.has(r);
  const { ops, arrows, reads, events } = f.key === null && f.regions === null && f.fates === null && f.reads ? everything(p) : kept(p, f, region);
  const times = new Float64Array(events.length);
  for (let i = 0; i < events.length; i++) times[i] = eventTime(d, events[i]!);
  return {
    ops: makeSpans(ops, (w) => p.begin[w]!, (w) => p.end[w]!),
    arrows: makeSpans(arrows, (a) => d.writes.accepted_us[d.arrivals.write[a]!]!, (a) => d.arrivals.at_us[a]!),
    reads: makeSpans(reads, (r) => d.reads.at_us[r]!, (r) => d.reads.at_us[r]!),
    events, times, lanes: d.regions.map((_, r) => r).filter(region),
  };
}

type Kept = Record<"ops" | "arrows" | "reads" | "events", Uint32Array>; // ids; of events, their numbers; by time

const everything = (p: Prepared): Kept => ({ ops: p.writeOrder, arrows: p.arrivalOrder, reads: p.readOrder, events: p.eventOrder });

function kept(p: Prepared, f: Filter, region: (r: number) => boolean): Kept {
  const d = p.diagram;
  const writes = d.writes.label.length;
  const fate = (w: number) => f.fates === null || f.fates.has(d.writes.fate[w]!);
  const keep = new Uint8Array(writes + d.arrivals.write.length + d.reads.at_us.length);
  const wanted = (w: number) => (f.key === null || d.writes.key[w] === f.key) && region(d.writes.region[w]!) && fate(w);
  for (let w = 0; w < writes; w++) keep[w] = wanted(w) ? 1 : 0;
  const ops = p.writeOrder.filter((w) => keep[w] === 1);
  const arrows = p.arrivalOrder.filter((a) => {
    const shown = keep[d.arrivals.write[a]!] === 1 && region(d.arrivals.to[a]!);
    if (shown) keep[writes + a] = 1;
    return shown;
  });
  const reads = p.readOrder.filter((r) => {
    const w = d.reads.write[r] ?? null;
    const shown = f.reads && (f.key === null || d.reads.key[r] === f.key) && region(d.reads.region[r]!) &&
      (f.fates === null || (w !== null && fate(w)));
    if (shown) keep[eventNumber(d, READ, r)] = 1;
    return shown;
  });
  return { ops, arrows, reads, events: p.eventOrder.filter((e) => keep[e] === 1) };
}
