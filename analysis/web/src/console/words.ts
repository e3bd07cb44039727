// Values of the cluster as people read and set them.
import { count, digits, NONE } from "../shared/format";
import type { AttributeValue, Item, KeyAttribute, Lag, Link, Peer, Region, Run } from "./data";

const NBSP = "\u00a0";

/** "85.2 ms", "1.2 s". */
export function milliseconds(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return NONE;
  if (Math.abs(ms) >= 60_000) return `${digits(ms / 60_000, 2)}${NBSP}min`;
  return Math.abs(ms) >= 1000 ? `${digits(ms / 1000, 3)}${NBSP}s` : `${digits(Math.abs(ms) < 0.005 ? 0 : ms, ms >= 100 ? 3 : 2)}${NBSP}ms`;
}

const UNITS: Record<string, number> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** Milliseconds of a fixed duration such as "85.5ms"; null of a distribution. */
export function fixedMs(text: string): number | null {
  const found = /^(-?[\d.]+)(ns|us|ms|s|m|min|h)$/.exec(text);
  return found ? Number(found[1]) * UNITS[found[2]!]! : null;
}

/** Of a slider from 0 to 100: 0, then 1 ms to 10 s, each step by the same factor. */
export const LATENCY_STEPS = 100;
export function latencyAt(position: number): number {
  if (position <= 0) return 0;
  const exact = 10 ** (((position - 1) / (LATENCY_STEPS - 1)) * 4);
  return Number(exact.toPrecision(2));
}
export function latencyPosition(ms: number): number {
  if (ms < 0.5) return 0;
  return Math.round(Math.min(1, Math.max(0, Math.log10(ms) / 4)) * (LATENCY_STEPS - 1)) + 1;
}

/** Of a slider from −60 to 60: right in the middle, 1 ms to 10 s to either side. */
export const CLOCK_STEPS = 60;
export function clockAt(position: number): number {
  if (position === 0) return 0;
  const exact = 10 ** (((Math.abs(position) - 1) / (CLOCK_STEPS - 1)) * 4);
  return Math.sign(position) * Number(exact.toPrecision(2));
}
export function clockPosition(ms: number): number {
  if (Math.abs(ms) < 0.5) return 0;
  const size = Math.min(1, Math.max(0, Math.log10(Math.abs(ms)) / 4));
  return Math.sign(ms) * (Math.round(size * (CLOCK_STEPS - 1)) + 1);
}

/** Per cent, as a slider steps through them. */
export const LOSSES = [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 50, 75, 90];
export function lossPosition(ppm: number): number {
  const percent = ppm / 10_000;
  let best = 0;
  LOSSES.forEach((loss, i) => { if (Math.abs(loss - percent) < Math.abs(LOSSES[best]! - percent)) best = i; });
  return best;
}

/** "+1.5 s", "−20 ms", "right". */
export function offsetText(ms: number | undefined): string {
  if (ms === undefined) return NONE;
  if (Math.abs(ms) < 0.5) return "right";
  return `${ms > 0 ? "+" : ""}${milliseconds(ms)}`;
}

/** What stands on a link, in two words: its state, else what it just did. */
export function linkText(link: Link, lag: Lag | null | undefined, peer: Peer | undefined): string {
  if (link.partitioned) return "cut";
  if (link.paused) return "paused";
  if (lag) return milliseconds(lag.p50_ms);
  if (peer && peer.outstanding > 0) return `≥ ${milliseconds(peer.oldest_ms)}`;
  return "quiet";
}

export function peerOf(regions: readonly Region[], link: Link): Peer | undefined {
  return regions.find((r) => r.region === link.from)?.peers?.find((p) => p.peer === link.to);
}

export function outstandingText(peer: Peer | undefined): string {
  if (!peer) return "not known";
  if (!peer.asked) return "not known: it has not asked yet";
  return peer.outstanding === 0 ? "none" : `${count(peer.outstanding)}, the oldest for ${milliseconds(peer.oldest_ms)}`;
}

/** "lost-counter · version-check (2 of 3)". */
export function runTitle(run: Run): string {
  return `${run.scenario} · ${run.strategy}${run.of > 1 ? ` (${run.number} of ${run.of})` : ""}`;
}

const PHASES: Record<string, string> = {
  setup: "setting up",
  "warm-up": "warming up",
  measure: "measuring",
  heal: "faults end, clients finish",
  quiesce: "waiting until all regions hold the same",
  final: "reading what is left",
};
export const phaseText = (phase: string): string => PHASES[phase] ?? phase;

/** UTC, as in the stories: "21:49:03". */
export function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}

/** {"S": "x"} as "x", {"N": "1"} as 1, other things as DynamoDB's JSON. */
export function valueText(value: AttributeValue): string {
  if (typeof value.S === "string") return `"${value.S}"`;
  if (typeof value.N === "string") return value.N;
  return JSON.stringify(value);
}

/** The attributes that are no part of the key, in order. */
export function attributesBeside(item: Item, key: readonly KeyAttribute[]): [string, string][] {
  return Object.entries(item)
    .filter(([name]) => !key.some((k) => k.name === name))
    .map(([name, value]) => [name, valueText(value)]);
}
