// Intervals of time sorted by their begin, so that those which overlap a view are found by binary search:
// `reach` is the latest end so far, which never falls, so the first that may still be running is found too.
//
//   overlapping(spans, 100, 200)   // [first, last) in spans.id; some between may have ended before 100

export interface Spans {
  begin: Float64Array;
  end: Float64Array;
  reach: Float64Array;
  id: Uint32Array;
}

/** The first index whose value is not below `value`; `sorted` ascends. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose value is above `value`. */
export function upperBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `order`: the ids to take, by ascending begin. */
export function makeSpans(order: ArrayLike<number>, begin: (id: number) => number, end: (id: number) => number): Spans {
  const n = order.length;
  const spans: Spans = {
    begin: new Float64Array(n), end: new Float64Array(n), reach: new Float64Array(n), id: new Uint32Array(n),
  };
  let reach = -Infinity;
  for (let i = 0; i < n; i++) {
    const id = order[i]!;
    spans.id[i] = id;
    spans.begin[i] = begin(id);
    spans.end[i] = Math.max(begin(id), end(id));
    reach = Math.max(reach, spans.end[i]!);
    spans.reach[i] = reach;
  }
  return spans;
}

export function overlapping(spans: Spans, from: number, to: number): [number, number] {
  const first = lowerBound(spans.reach, from);
  return [first, Math.max(first, upperBound(spans.begin, to))];
}

/** Ids 0…n−1 by ascending `time`; equal times keep their order. What comes in order already, as most does, is not
 *  sorted. */
export function sortedBy(n: number, time: (id: number) => number): Uint32Array {
  const order = new Uint32Array(n);
  const times = new Float64Array(n);
  let ascending = true;
  let whole = true; // every time is an integer so small that times × n is one, too
  const most = Number.MAX_SAFE_INTEGER / Math.max(1, n) - 1;
  for (let i = 0; i < n; i++) {
    const t = time(i);
    order[i] = i;
    times[i] = t;
    if (i > 0 && t < times[i - 1]!) ascending = false;
    if (!Number.isInteger(t) || Math.abs(t) > most) whole = false;
  }
  if (ascending) return order;
  return whole ? sortedWhole(times) : order.sort((a, b) => times[a]! - times[b]! || a - b);
}

// Time and id as one number each: numbers sort without calling a function for each pair.
function sortedWhole(times: Float64Array): Uint32Array {
  const n = times.length;
  const both = new Float64Array(n);
  for (let i = 0; i < n; i++) both[i] = times[i]! * n + i;
  both.sort();
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = both[i]! - Math.floor(both[i]! / n) * n;
  return order;
}
