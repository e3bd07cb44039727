// The three kinds of axis that plots have, as uPlot wants them.
//
// "nines" spreads the tail: 90 %, 99 %, 99.9 % stand equally far apart. Its values are made by nines()
// before they are plotted, so uPlot sees a linear axis.
import type uPlot from "uplot";
import { cssColor } from "../theme";

export interface AxisLook {
  label: string;
  kind: "linear" | "log" | "nines";
  format: (value: number) => string;
  /** Of a linear axis: begin at zero, and show at least so much. */
  atLeast?: number;
  /** Of seconds that are written without fractions: ticks stand so far apart. */
  steps?: number[];
}

/** −log10(1 − share); a share of one stands at `most`. */
export function nines(share: number, most: number): number {
  return share >= 1 ? most : Math.min(most, -Math.log10(1 - Math.max(0, share)));
}

export function shareOfNines(value: number): number {
  return 1 - 10 ** -value;
}

/** How many nines `count` samples can tell apart, rounded up, at least 2. */
export function ninesFor(count: number): number {
  return Math.min(7, Math.max(2, Math.ceil(Math.log10(Math.max(1, count)))));
}

const NINES = [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999];

export function ninesTicks(most: number): number[] {
  return NINES.map((share) => nines(share, 99)).filter((v) => v <= most + 1e-9);
}

export function ninesText(value: number): string {
  const share = NINES.find((s) => Math.abs(nines(s, 99) - value) < 1e-6);
  return share === undefined ? "" : String(share);
}

/** Ticks of a log axis are written at powers of ten; where there are too few of those, at 2 and 5 as well. */
export function logTicks(values: (number | null)[], format: (v: number) => string): (string | null)[] {
  const leads = (v: number | null, digits: number[]) =>
    v !== null && v > 0 && digits.some((d) => Math.abs(v / (d * 10 ** Math.floor(Math.log10(v) + 1e-9)) - 1) < 1e-6);
  const powers = values.filter((v) => leads(v, [1])).length;
  return values.map((v) => (leads(v, powers < 2 ? [1, 2, 5] : [1]) ? format(v!) : null));
}

const DIGITS = [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 7], [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9]];

/** Round values between two others on a logarithmic axis: as few digits as give three of them. */
export function roundTicks(low: number, high: number): number[] {
  let out: number[] = [];
  for (const digits of DIGITS) {
    out = [];
    for (let p = Math.floor(Math.log10(low)); p <= Math.log10(high); p++) {
      out.push(...digits.map((m) => m * 10 ** p).filter((v) => v >= low && v <= high));
    }
    if (out.length >= 3) return out;
  }
  return out;
}

export function scale(axis: AxisLook, most: number): uPlot.Scale {
  if (axis.kind === "log") {
    return { distr: 3, log: 10, range: (_u, min, max) => logRange(min, max) };
  }
  if (axis.kind === "nines") return { range: [0, most] };
  return { range: (_u, min, max) => linearRange(min, max, axis.atLeast) };
}

export function logRange(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !(max > 0)) return [1, 1000];
  const low = 10 ** Math.floor(Math.log10(Math.max(min, max / 1e9)) + 1e-9);
  const high = 10 ** Math.ceil(Math.log10(max) - 1e-9);
  return low < high ? [low, high] : [low / 10, high * 10];
}

function linearRange(min: number | null, max: number | null, atLeast = 0): [number, number] {
  const low = Math.min(0, min ?? 0, -0);
  const high = Math.max(low + (atLeast || 1e-9), (max ?? 1) * 1.06);
  return [low < 0 ? low * 1.06 : 0, high];
}

export function axis(look: AxisLook, side: 2 | 3, most: number, size: number): uPlot.Axis {
  const out: uPlot.Axis = {
    side, label: look.label, labelSize: 20, size, labelGap: 2,
    font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif",
    stroke: () => cssColor("--ink-2"),
    grid: { stroke: () => cssColor("--line"), width: 1 }, ticks: { stroke: () => cssColor("--line"), width: 1, size: 5 },
    values: (_u, ticks) => (look.kind === "log" ? logTicks(ticks, look.format) : ticks.map(look.format)),
  };
  if (look.steps) [out.incrs, out.space] = [look.steps, 84]; // times of day are wide
  if (look.kind === "nines") {
    out.splits = () => ninesTicks(most);
    out.values = (_u, ticks) => ticks.map(ninesText);
  }
  return out;
}
