// Level of detail: where many operations share a pixel they are counted by lane, column and fate, and
// drawn as small columns. Arrows are thinned by a rule that depends on the write alone, so that those
// which stay do not flicker while the view moves; arrows of lost writes stay longest.
import type { Diagram } from "./diagram";
import { overlapping, type Spans } from "./spans";
import type { View } from "./view";

export const COLUMN_PX = 4;

export interface Bins {
  columns: number;
  fates: number; // counts are by lane, column, then fate; the last fate stands for reads
  counts: Uint32Array;
  most: number; // of a lane's column
}

export interface BinInput {
  diagram: Diagram;
  ops: Spans;
  reads: Spans;
  laneOf: Int16Array; // by region; −1: hidden
  lanes: number;
}

export function binned(input: BinInput, view: View, columns: number): Bins {
  const { diagram: d, ops, reads, laneOf, lanes } = input;
  const fates = d.fates.length + 1;
  const counts = new Uint32Array(lanes * columns * fates);
  const scale = columns / (view.to - view.from);
  const add = (t: number, region: number, fate: number) => {
    const column = Math.floor((t - view.from) * scale);
    const lane = laneOf[region] ?? -1;
    if (column < 0 || column >= columns || lane < 0) return;
    counts[(lane * columns + column) * fates + Math.min(fate, fates - 1)]!++;
  };
  const [a, b] = overlapping(ops, view.from, view.to);
  for (let i = a; i < b; i++) {
    const w = ops.id[i]!;
    add(d.writes.accepted_us[w]!, d.writes.region[w]!, d.writes.fate[w]!);
  }
  const [c, e] = overlapping(reads, view.from, view.to);
  for (let i = c; i < e; i++) add(reads.begin[i]!, d.reads.region[reads.id[i]!]!, fates - 1);
  return { columns, fates, counts, most: fullest(counts, fates) };
}

function fullest(counts: Uint32Array, fates: number): number {
  let most = 0;
  for (let i = 0; i < counts.length; i += fates) {
    let sum = 0;
    for (let f = 0; f < fates; f++) sum += counts[i + f]!;
    most = Math.max(most, sum);
  }
  return most;
}

/** A fixed pseudo-random number below 1 of an id. */
export function dice(id: number): number {
  let x = (id + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
}

/** Whether the arrow of write `w` stays, where `share` of all arrows may. */
export function arrowStays(w: number, lost: boolean, share: number): boolean {
  return share >= 1 || dice(w) < (lost ? share * 4 : share * 0.6);
}
