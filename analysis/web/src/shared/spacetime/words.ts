// An event in words: the details below the diagram, and what a screen reader says when one steps.
import { fateLook } from "../fates";
import { duration, moment } from "../format";
import type { Diagram } from "./diagram";
import { ARRIVAL, eventOf, WRITE } from "./index";

export interface Detail {
  title: string;
  fate: string | null;
  lines: [string, string][];
  base: number | null; // writes to go to
  displacer: number | null;
  write: number | null;
}

const RESULTS = ["installed: it replaced what stood there", "discarded: what stood there was newer", "duplicate: it had come before"];

export function detail(d: Diagram, event: number): Detail {
  const { kind, id } = eventOf(d, event);
  if (kind === WRITE) return ofWrite(d, id);
  return kind === ARRIVAL ? ofArrival(d, id) : ofRead(d, id);
}

export function sentence(d: Diagram, event: number): string {
  const { title, fate, lines } = detail(d, event);
  const when = lines.find(([name]) => name === "at")?.[1] ?? "";
  return `${when}: ${title}${fate ? ` (${fateLook(fate).words})` : ""}`;
}

export const writeName = (d: Diagram, w: number): string => `${d.writes.kind[w]!} #${d.writes.label[w]!}`;

function ofWrite(d: Diagram, w: number): Detail {
  const accepted = d.writes.accepted_us[w]!;
  const invoked = d.writes.invoked_us[w] ?? null;
  const completed = d.writes.completed_us[w] ?? null;
  const lines: [string, string][] = [
    ["at", moment(accepted)],
    ["item", d.keys[d.writes.key[w]!] ?? "?"],
    ["session", d.writes.session[w]!],
  ];
  if (d.writes.stamp(w)) lines.push(["stamp", d.writes.stamp(w)]);
  if (invoked !== null) lines.push(["sent", `${duration((accepted - invoked) * 1e3)} before`]);
  lines.push(["answered", completed === null ? "the client heard nothing" : `${duration((completed - accepted) * 1e3)} after`]);
  if (d.writes.installed[w] === false) lines.push(["stillborn", "its own region held a greater stamp already"]);
  const fate = d.fates[d.writes.fate[w]!] ?? null;
  return { title: `${d.regions[d.writes.region[w]!] ?? "?"} ${fate === "failed" ? "refuses" : "accepts"} ${writeName(d, w)}`, fate,
    lines, base: d.writes.base[w] ?? null, displacer: d.writes.displacer[w] ?? null, write: w };
}

function ofArrival(d: Diagram, a: number): Detail {
  const w = d.arrivals.write[a]!;
  const lag = d.arrivals.at_us[a]! - d.writes.accepted_us[w]!;
  return { title: `${writeName(d, w)} arrives in ${d.regions[d.arrivals.to[a]!] ?? "?"}`, fate: d.fates[d.writes.fate[w]!] ?? null,
    lines: [
      ["at", moment(d.arrivals.at_us[a]!)],
      ["item", d.keys[d.writes.key[w]!] ?? "?"],
      ["lag", `${duration(lag * 1e3)} from ${d.regions[d.writes.region[w]!] ?? "?"}`],
      ["result", RESULTS[d.arrivals.result[a]!] ?? "?"],
      ["stamp", d.writes.stamp(w)],
    ],
    base: null, displacer: null, write: w };
}

function ofRead(d: Diagram, r: number): Detail {
  const w = d.reads.write[r] ?? null;
  return { title: `a read in ${d.regions[d.reads.region[r]!] ?? "?"}`, fate: null,
    lines: [
      ["at", moment(d.reads.at_us[r]!)],
      ["item", d.keys[d.reads.key[r]!] ?? "?"],
      ["session", d.reads.session[r]!],
      ["saw", w === null ? "no item" : writeName(d, w)],
    ],
    base: null, displacer: null, write: w };
}
