// What the page knows, and how each event changes it. Pure: the reducer of the page.
//
//   view = reduce(view, { kind: "event", name: "state", data: "{…}" });
import type { ClusterState, Hello, Loss, Note, Second } from "./data";

export type Connection = "connecting" | "open" | "lost" | "refused" | "full";

export interface View {
  connection: Connection;
  problem: string; // in words, where the connection is refused or the cluster is full
  note: Note | null; // why there is no news; the next state ends it
  mayChange: boolean;
  state: ClusterState | null;
  seconds: Second[]; // oldest first
  losses: Loss[]; // newest first
}

export type Change =
  | { kind: "event"; name: string; data: string }
  | { kind: "connection"; now: Connection; problem?: string };

export const SECONDS_KEPT = 300;
export const LOSSES_KEPT = 100;

export const NOTHING: View = { connection: "connecting", problem: "", note: null, mayChange: false, state: null, seconds: [], losses: [] };

export function reduce(view: View, change: Change): View {
  if (change.kind === "connection") return { ...view, connection: change.now, problem: change.problem ?? "" };
  const data = parsed(change.data);
  if (data === null) return view;
  if (change.name === "hello") return hello(view, data as unknown as Hello);
  if (change.name === "state") return state(view, data as unknown as ClusterState);
  if (change.name === "note") return note(view, data as unknown as Note);
  if (change.name === "loss") return loss(view, data as unknown as Loss);
  return view;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Of another cluster perhaps, the next of a run: what was told of losses before is told again where it counts. */
function hello(view: View, data: Hello): View {
  return { ...view, connection: "open", problem: "", note: null, mayChange: data.may_change === true, seconds: joined([], data.seconds ?? []), losses: [] };
}

function note(view: View, data: Note): View {
  return typeof data.sentence === "string" ? { ...view, connection: "open", problem: "", note: data } : view;
}

function state(view: View, data: ClusterState): View {
  if (!Array.isArray(data.regions) || !Array.isArray(data.links)) return view;
  return { ...view, connection: "open", note: null, state: data, seconds: data.second ? joined(view.seconds, [data.second]) : view.seconds };
}

/** A second may come twice: with a greeting and with the next state. */
function joined(old: Second[], more: Second[]): Second[] {
  const last = old[old.length - 1]?.at_ms ?? -Infinity;
  const fresh = more.filter((s) => s.at_ms > last);
  return fresh.length === 0 ? old : [...old, ...fresh].slice(-SECONDS_KEPT);
}

function loss(view: View, data: Loss): View {
  if (typeof data.number !== "number" || view.losses.some((one) => one.number === data.number)) return view;
  const losses = [data, ...view.losses].sort((a, b) => b.number - a.number).slice(0, LOSSES_KEPT);
  return { ...view, losses };
}
