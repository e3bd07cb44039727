// What the console knows after each event.
import { expect, test } from "vitest";
import { EventParser } from "../../src/console/events";
import { LOSSES_KEPT, NOTHING, reduce, SECONDS_KEPT, type View } from "../../src/console/view";

const event = (view: View, name: string, data: unknown): View => reduce(view, { kind: "event", name, data: JSON.stringify(data) });
const second = (at_ms: number) => ({ at_ms, writes: 1, lost: 0, by_region: {}, lags: [] });
const state = (at_ms: number) => ({ regions: [{ region: "eu" }], links: [], second: second(at_ms) });
const loss = (number: number) => ({ number, cause: "lost_concurrent" });

test("a greeting says what one may do, and brings the seconds of before", () => {
  const view = event(NOTHING, "hello", { may_change: true, seconds: [second(1000), second(2000)] });
  expect(view.connection).toBe("open");
  expect(view.mayChange).toBe(true);
  expect(view.seconds.map((s) => s.at_ms)).toEqual([1000, 2000]);
});

test("a second that comes twice counts once, and the oldest go", () => {
  let view = event(NOTHING, "hello", { may_change: false, seconds: [second(1000)] });
  view = event(view, "state", state(1000));
  expect(view.seconds).toHaveLength(1);
  for (let i = 2; i < SECONDS_KEPT + 50; i++) view = event(view, "state", state(i * 1000));
  expect(view.seconds).toHaveLength(SECONDS_KEPT);
  expect(view.seconds[SECONDS_KEPT - 1]!.at_ms).toBe((SECONDS_KEPT + 49) * 1000);
});

test("losses stand newest first, each once, and only so many", () => {
  let view = NOTHING;
  for (const number of [3, 1, 2, 3]) view = event(view, "loss", loss(number));
  expect(view.losses.map((l) => l.number)).toEqual([3, 2, 1]);
  for (let i = 4; i < LOSSES_KEPT + 30; i++) view = event(view, "loss", loss(i));
  expect(view.losses).toHaveLength(LOSSES_KEPT);
  expect(view.losses[0]!.number).toBe(LOSSES_KEPT + 29);
});

test("a greeting begins anew: the losses of the strategy before are not its own", () => {
  let view = event(event(NOTHING, "loss", loss(7)), "hello", { may_change: false, seconds: [] });
  expect(view.losses).toEqual([]);
  view = event(view, "loss", loss(1));
  expect(view.losses.map((l) => l.number)).toEqual([1]);
});

test("a note says why there is no news, until there is", () => {
  let view = event(event(NOTHING, "state", state(1000)), "note", { sentence: "blind-put has run.", last: false });
  expect(view.note?.sentence).toBe("blind-put has run.");
  expect(view.state).not.toBe(null);
  expect(event(view, "state", state(2000)).note).toBe(null);
  view = event(view, "note", { sentence: "The run is over.", last: true, report: "/r/report.html" });
  expect(view.note?.report).toBe("/r/report.html");
  expect(event(view, "note", { last: 7 })).toBe(view);
});

test("what is no event of ours changes nothing", () => {
  for (const data of ["", "{", "[]", "7", "null"]) expect(reduce(NOTHING, { kind: "event", name: "state", data })).toBe(NOTHING);
  expect(event(NOTHING, "state", { regions: "gone" })).toBe(NOTHING);
  expect(event(NOTHING, "loss", { number: "x" })).toBe(NOTHING);
  expect(event(NOTHING, "weather", {})).toBe(NOTHING);
});

test("a lost connection keeps what was known, and the next state ends it", () => {
  let view = event(NOTHING, "state", state(1000));
  view = reduce(view, { kind: "connection", now: "lost" });
  expect(view.connection).toBe("lost");
  expect(view.state).not.toBe(null);
  expect(event(view, "state", state(2000)).connection).toBe("open");
});

test("events are put together from pieces, and comments are none", () => {
  const told: string[] = [];
  const parser = new EventParser((name, data) => told.push(`${name} ${data}`));
  for (const piece of ["event: sta", "te\nda", "ta: {}\n", "\n:\n\nevent: loss\ndata: 1\n\nevent: x"]) parser.take(piece);
  expect(told).toEqual(["state {}", "loss 1"]);
  parser.take("\ndata: 2\n\n");
  expect(told).toHaveLength(3);
});
