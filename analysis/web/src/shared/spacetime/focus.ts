// The stretch of time that tells what became of one write: from what it was computed from, through the
// arrivals of it and of what displaced it. An orphan's cause is what displaced the write that it lived in.
import type { Prepared } from "./index";
import type { View } from "./view";

export function surrounding(p: Prepared, write: number): View {
  const d = p.diagram;
  const about = chain(p, write);
  const times = about.flatMap((w) => [p.begin[w]!, p.end[w]!]);
  for (let a = 0; a < d.arrivals.write.length; a++) {
    if (about.includes(d.arrivals.write[a]!)) times.push(d.arrivals.at_us[a]!);
  }
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const base = d.writes.base[write] ?? null;
  const began = base === null ? from : d.writes.accepted_us[base]!;
  // A base long ago would make the rest small.
  const begin = from - began < to - from ? Math.min(from, began) : from;
  const pad = Math.max(200, (to - begin) * 0.12);
  return { from: begin - pad, to: to + pad };
}

const CHAIN_MAX = 6;

function chain(p: Prepared, write: number): number[] {
  const { writes, fates } = p.diagram;
  const about = [write];
  for (let w = write; about.length < CHAIN_MAX; ) {
    const next = writes.displacer[w] ?? null;
    if (next === null || about.includes(next)) break;
    about.push(next);
    if (fates[writes.fate[w]!] !== "lost_orphaned") break;
    w = next;
  }
  return about;
}
