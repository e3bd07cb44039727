// The stretch of time that a diagram shows, in microseconds, and how it moves.

export interface View {
  from: number;
  to: number;
}

export const SPAN_MIN_US = 20;

export function clamped(view: View, whole: View): View {
  const length = Math.min(Math.max(view.to - view.from, SPAN_MIN_US), whole.to - whole.from);
  const from = Math.min(Math.max(view.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/** factor < 1 zooms in; `at` keeps its place. */
export function zoomed(view: View, factor: number, at: number, whole: View): View {
  const length = Math.min(Math.max((view.to - view.from) * factor, SPAN_MIN_US), whole.to - whole.from);
  const part = (at - view.from) / (view.to - view.from);
  return clamped({ from: at - length * part, to: at + length * (1 - part) }, whole);
}

export function panned(view: View, by: number, whole: View): View {
  return clamped({ from: view.from + by, to: view.to + by }, whole);
}

/** Moves only if `at` is not comfortably inside. */
export function revealing(view: View, at: number, whole: View): View {
  const length = view.to - view.from;
  const margin = length * 0.08;
  if (at >= view.from + margin && at <= view.to - margin) return view;
  return clamped({ from: at - length / 2, to: at + length / 2 }, whole);
}

/** A view of at most `events` events from the first on: where a diagram of many begins. */
export function opening(times: Float64Array, whole: View, events: number): View {
  if (times.length <= events) return { ...whole };
  const [first, last] = [times[0]!, times[events]!];
  return clamped({ from: first - (last - first) * 0.03, to: last }, whole);
}
