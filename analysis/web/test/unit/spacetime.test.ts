import { describe, expect, test } from "vitest";
import { arrowStays, binned, dice } from "../../src/shared/spacetime/bins";
import { unpacked, type Diagram } from "../../src/shared/spacetime/diagram";
import { eventTime, filtered, NO_FILTER, prepare } from "../../src/shared/spacetime/index";
import { clipped } from "../../src/shared/spacetime/paint-arrows";
import { lowerBound, makeSpans, overlapping, upperBound } from "../../src/shared/spacetime/spans";
import { timeTicks } from "../../src/shared/spacetime/ticks";
import { clamped, opening, panned, revealing, zoomed } from "../../src/shared/spacetime/view";
import { lanesOf } from "../../src/shared/spacetime/scene";
import { partOf } from "../../src/report/sections/Stories";
import { detail } from "../../src/shared/spacetime/words";
import { typical } from "../fixtures/shapes";

const packed = (): any => typical().strategies[1]!.diagram;
const diagram = (): Diagram => unpacked(packed())!;

describe("intervals of time", () => {
  const spans = makeSpans([0, 1, 2, 3], (i) => [0, 10, 20, 30][i]!, (i) => [100, 12, 22, 32][i]!);
  test("a long one that began early is found", () => {
    const [first] = overlapping(spans, 50, 60);
    expect(spans.id[first]).toBe(0);
  });
  test("one that begins after the view is not", () => expect(overlapping(spans, 0, 15)).toEqual([0, 2]));
  test("none overlap a view after all", () => expect(overlapping(spans, 200, 300)).toEqual([4, 4]));
  test("as by looking at each, for many views", () => {
    const d = diagram();
    const p = prepare(d);
    const v = filtered(p, NO_FILTER);
    for (let k = 0; k < 200; k++) {
      const from = p.from + (dice(k) * (p.to - p.from));
      const to = from + dice(k + 1000) * 1e6;
      const [a, b] = overlapping(v.arrows, from, to);
      const found = new Set<number>();
      for (let i = a; i < b; i++) if (v.arrows.end[i]! >= from) found.add(v.arrows.id[i]!);
      const wanted = d.arrivals.at_us.map((_, i) => i).filter((i) => d.arrivals.at_us[i]! >= from && d.writes.accepted_us[d.arrivals.write[i]!]! <= to);
      expect([...found].sort((x, y) => x - y)).toEqual(wanted);
    }
  });
  test("bounds stand before and after equals", () => expect([lowerBound([1, 2, 2, 3], 2), upperBound([1, 2, 2, 3], 2)]).toEqual([1, 3]));
});

describe("the view", () => {
  const whole = { from: 0, to: 1000 };
  test("zooming keeps what is under the pointer", () => {
    const v = zoomed({ from: 0, to: 1000 }, 0.5, 250, whole);
    expect((250 - v.from) / (v.to - v.from)).toBeCloseTo(0.25);
  });
  test("zooming out ends at the whole", () => expect(zoomed({ from: 400, to: 600 }, 100, 500, whole)).toEqual(whole));
  test("moving stops at the ends", () => expect(panned({ from: 800, to: 900 }, 500, whole)).toEqual({ from: 900, to: 1000 }));
  test("a diagram of many begins with its first events, without an empty stretch before them", () => {
    const times = Float64Array.from({ length: 5000 }, (_, i) => 1000 + i * 10);
    expect(opening(times, { from: -500, to: 52_500 }, 100)).toEqual({ from: 970, to: 2000 });
    expect(opening(times, { from: -500, to: 52_500 }, 5000)).toEqual({ from: -500, to: 52_500 });
  });
  test("a view is never narrower than can be seen", () => expect(clamped({ from: 5, to: 5 }, whole).to).toBe(25));
  test("stepping to what is in view does not move it", () => {
    const v = { from: 100, to: 200 };
    expect(revealing(v, 150, whole)).toBe(v);
    expect(revealing(v, 700, whole)).toEqual({ from: 650, to: 750 });
  });
});

describe("filters", () => {
  test("without one, all events are there in order of time", () => {
    const d = diagram();
    const v = filtered(prepare(d), NO_FILTER);
    expect(v.events.length).toBe(d.writes.label.length + d.arrivals.write.length + d.reads.at_us.length);
    for (let i = 1; i < v.times.length; i++) expect(v.times[i]! >= v.times[i - 1]!).toBe(true);
    expect(v.times[7]).toBe(eventTime(d, v.events[7]!));
  });
  test("by item, region and fate", () => {
    const d = diagram();
    const p = prepare(d);
    const fate = d.fates.indexOf("lost_concurrent");
    const v = filtered(p, { key: 0, regions: new Set([0, 1]), fates: new Set([fate]), reads: false });
    expect(v.ops.id.length).toBeGreaterThan(0);
    for (const w of v.ops.id) {
      expect(d.writes.key[w]).toBe(0);
      expect([0, 1]).toContain(d.writes.region[w]);
      expect(d.writes.fate[w]).toBe(fate);
    }
    for (const a of v.arrows.id) expect([0, 1]).toContain(d.arrivals.to[a]);
    expect(v.reads.id.length).toBe(0);
    expect(v.lanes).toEqual([0, 1]);
  });
});

describe("level of detail", () => {
  test("every operation is counted once", () => {
    const d = diagram();
    const p = prepare(d);
    const v = filtered(p, NO_FILTER);
    const bins = binned({ diagram: d, ops: v.ops, reads: v.reads, laneOf: lanesOf(3, v.lanes), lanes: 3 }, { from: p.from, to: p.to }, 200);
    expect(bins.counts.reduce((a, b) => a + b, 0)).toBe(d.writes.label.length + d.reads.at_us.length);
    expect(bins.most).toBeGreaterThan(1);
  });
  test("an arrow's staying depends on its write alone, and losses stay longer", () => {
    const kept = (lost: boolean) => Array.from({ length: 5000 }, (_, w) => arrowStays(w, lost, 0.1)).filter(Boolean).length;
    expect(kept(true)).toBeGreaterThan(kept(false) * 3);
    expect(arrowStays(42, false, 1)).toBe(true);
  });
});

describe("drawing", () => {
  test("an arrow is cut at the edges", () => expect(clipped(-100, 0, 100, 200, 0, 50)).toEqual([0, 100, 50, 150]));
  test("an arrow under way ends where it has come to", () => expect(clipped(0, 0, 100, 200, 0, 100, 0.5)).toEqual([0, 0, 50, 100]));
  test("ticks are told apart by their decimals", () => {
    const ticks = timeTicks({ from: 1_000_000, to: 1_000_400 }, 5).map((t) => t.text);
    expect(new Set(ticks).size).toBe(ticks.length);
    expect(ticks[1]).toBe("1.0001 s");
  });
});

describe("packed diagrams", () => {
  const bare = { regions: ["eu", "us"], keys: ["cart"], sessions: ["client 1 in eu"], kinds: ["put", "update"], fates: ["winner", "failed"], total_events: 9, shown_events: 5, until_us: 700 };
  const writes = { label: [7, null, 2], kind: [0, 0, 1], key: [0, 0, 0], region: [0, 1, 0], session: [0, 9, 0], accepted_us: [-50, 1050, 20_000], invoked_us: [5, null, 20], completed_us: [5, null, null],
    stamp: ["-0.0001@eu", 3, "0.0210+2@eu"], fate: [0, 0, 1], base: [null, 1, 5], displacer: [1, null, null], stillborn: [2] };
  const d = unpacked({ ...bare, writes, arrivals: { write: [0, 1], to: [1, 0], at_us: [80, 90], result: [0, 1] }, reads: { key: [0, 0], region: [1, 1], session: [0, 0], at_us: [500, 100], write: [null, 1] } })!;
  test("columns of steps add up, and what is told against a write is put beside it", () => {
    expect(d.writes.label).toEqual(["7", "initial", "9"]);
    expect(d.writes.accepted_us).toEqual([-50, 1000, 21_000]);
    expect([d.writes.invoked_us, d.writes.completed_us]).toEqual([[-55, null, 20_980], [-45, null, null]]);
    expect([0, 1, 2].map(d.writes.stamp)).toEqual(["-0.0001@eu", "0.0013@us", "0.0210+2@eu"]);
    expect([d.writes.base, d.writes.displacer]).toEqual([[null, 0, null], [1, null, null]]);
    expect([d.writes.kind[2], d.writes.session, d.writes.installed]).toEqual(["update", ["client 1 in eu", "", "client 1 in eu"], [true, true, false]]);
    expect(d.arrivals).toEqual({ write: [0, 1], to: [1, 0], at_us: [30, 1090], result: [0, 1] });
    expect([d.reads.at_us, d.reads.write]).toEqual([[500, 600], [null, 1]]);
  });
  test("of a fixture give back what was put in", () => {
    const all = diagram();
    expect(all.writes.label.slice(0, 3)).toEqual(["1", "2", "3"]);
    expect(all.writes.stamp(0)).toMatch(/^\d+\.\d{4}@/);
    for (let a = 0; a < all.arrivals.write.length; a++) expect(all.arrivals.at_us[a]!).toBeGreaterThan(all.writes.accepted_us[all.arrivals.write[a]!]!);
  });
  test("that are not whole say which part of the run they keep", () => {
    const s = { ...typical().strategies[0]!, measure_s: 320 };
    const texts = (until_us: number) => Object.values(partOf({ ...d, until_us, total_events: 102_852, shown_events: 12_000 }, s)!).map((t) => t.replace(/[\u00a0\u202f]/g, " "));
    expect(texts(37_000_000)).toEqual(["37 s", "320 s", "12 000 of 102 852 events"]);
    expect(texts(321_000_000).slice(0, 2)).toEqual(["321 s", "321 s"]);
    expect(partOf({ ...d, total_events: 5 }, s)).toBe(null);
  });
});

describe("damaged diagrams", () => {
  test("none is null", () => expect([unpacked(null), unpacked("x"), unpacked({ regions: [] })]).toEqual([null, null, null]));
  test("columns are cut to the shortest, references out of range dropped", () => {
    const d = packed();
    d.writes.stamp = ["only one"];
    d.writes.fate.length = 5;
    d.writes.displacer[0] = 900000;
    d.writes.invoked_us[1] = "soon";
    d.arrivals.write[0] = -1;
    d.reads.session = null;
    const c = unpacked(d)!;
    expect(c.writes.label.length).toBe(5);
    expect(c.writes.displacer[0]).toBe(null);
    expect(c.writes.invoked_us[1]).toBe(null);
    expect(c.arrivals.write.every((w) => w >= 0 && w < 5)).toBe(true);
    expect(() => detail(c, 0)).not.toThrow();
    expect(prepare(c).writeOrder.length).toBe(5);
    expect(unpacked({ regions: ["eu"], writes: 7, arrivals: "x" })!.writes.label).toEqual([]);
  });
});
