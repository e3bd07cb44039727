// The lines of the lag charts out of the contract's columns, in milliseconds.
import type { Line } from "../../shared/plot/Plot";
import { nines, ninesFor } from "../../shared/plot/axes";
import { seriesLook } from "../../shared/series";
import type { PairLag } from "../data";

export const THRESHOLD_NS = 5_000_000_000; // AWS documents an alarm on ReplicationLatency above 5000 ms

/** Least lag that a logarithmic axis shows. */
const LEAST_MS = 0.001;

export const toMs = (ns: number | null | undefined): number | null =>
  ns === null || ns === undefined ? null : Math.max(LEAST_MS, ns / 1e6);

/** Curves over one x axis: each has its own points, so all points are merged; where a curve has none, undefined. */
export function merged(curves: { lag: number[]; share: number[] }[]): { x: number[]; y: (number | undefined)[][] } {
  const x = [...new Set(curves.flatMap((c) => c.lag.map((ns) => toMs(ns)!)))].sort((a, b) => a - b);
  const place = new Map(x.map((v, i) => [v, i]));
  const y = curves.map((c) => {
    const out = new Array<number | undefined>(x.length).fill(undefined);
    c.lag.forEach((ns, i) => (out[place.get(toMs(ns)!)!] = c.share[i]!));
    return out;
  });
  return { x, y };
}

export interface EcdfPlot {
  x: number[];
  lines: Line[];
  most: number;
}

/** Nothing arrives before the first lag; and what has all arrived stays so. Without both, records that all
 *  took equally long would be a single point. */
function whole({ lag, share }: { lag: number[]; share: number[] }): { lag: number[]; share: number[] } {
  if (lag.length === 0) return { lag, share };
  const [first, last] = [lag[0]!, lag[lag.length - 1]!];
  const after = share[share.length - 1] === 1;
  return { lag: [first / 1.25, ...lag, ...(after ? [last * 1.25] : [])], share: [0, ...share, ...(after ? [1] : [])] };
}

/** The chosen pair first, with what was injected; then at most `others` from the same region. */
export function ecdfLines(chosen: PairLag, all: PairLag[], others = 12): EcdfPlot {
  const rest = all.filter((p) => p !== chosen && (all.length <= others || p.from === chosen.from)).slice(0, others);
  const most = ninesFor(Math.max(chosen.count + chosen.outstanding, ...rest.map((p) => p.count + p.outstanding)));
  const { x, y } = merged([chosen.ecdf, chosen.injected_ecdf, ...rest.map((p) => p.ecdf)].map(whole));
  const up = (values: (number | undefined)[]) => values.map((v) => (v === undefined ? undefined : nines(v, most)));
  const base = { stepped: true, spanGaps: true };
  const lines: Line[] = [
    { ...base, name: `${chosen.from} → ${chosen.to}`, values: up(y[0]!), color: "--series-0", width: 2.6 },
    { ...base, name: "injected", values: up(y[1]!), color: "--series-1", dash: [6, 4], width: 1.8 },
    ...rest.map((p, i) => ({ ...base, ...seriesLook(i + 2), name: `${p.from} → ${p.to}`, values: up(y[i + 2]!), width: 1 })),
  ];
  return { x, lines, most };
}

export function bandLines(p: PairLag): Line[] {
  const b = p.bands;
  const line = (name: string, values: (number | null)[], more: Partial<Line>): Line =>
    ({ name, values: values.map(toMs), color: "--series-0", ...more });
  return [
    line("p50", b.p50, { width: 2.4 }),
    line("p90", b.p90, { width: 1.1, fillTo: 0, fill: 0.34 }),
    line("p99", b.p99, { width: 1.1, fillTo: 1, fill: 0.2 }),
    line("max", b.max, { width: 1, fillTo: 2, fill: 0.09, dash: [2, 3] }),
  ];
}

export function honestLines(p: PairLag): Line[] {
  return [
    { name: "average of what arrived (as ReplicationLatency)", values: p.bands.aws_average.map(toMs), color: "--series-1", width: 2.2, dash: [7, 4], stepped: true },
    { name: "age of the oldest not replicated", values: p.bands.oldest.map(toMs), color: "--series-2", width: 2.2, fill: 0.12, stepped: true },
    { name: "p99", values: p.bands.p99.map(toMs), color: "--series-0", width: 1.2, stepped: true },
  ];
}
