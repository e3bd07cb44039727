import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ACKNOWLEDGED, FATES } from "../../src/shared/fates";
import { logTicks, roundTicks, nines, ninesFor, ninesText, ninesTicks, shareOfNines } from "../../src/shared/plot/axes";
import { ecdfLines, merged } from "../../src/report/charts/lag-lines";
import { heat } from "../../src/report/charts/LagMatrix";
import { steps } from "../../src/report/charts/Waterfall";
import { mostTelling } from "../../src/report/pick";
import { read } from "../../src/report/read";
import { moment } from "../../src/report/sections/Repeat";
import { hasValues } from "../../src/shared/plot/PlotLegend";
import { spread } from "../../src/shared/plot/range";
import { timeRange } from "../../src/report/time";
import { answer, lead } from "../../src/report/sections/Verdict";
import { asSummary } from "../../src/report/summary";
import { fresh } from "../fixtures/report";
import { lostCounter, SHAPES, typical } from "../fixtures/shapes";

describe("reading the data", () => {
  test("a page without data says so", () => {
    for (const json of [null, "", "  \n"]) expect(read(json)).toEqual({ problem: expect.stringContaining("no run in it") });
  });
  test("cut data say so", () => expect(read(JSON.stringify(typical()).slice(0, 5000))).toEqual({ problem: expect.stringContaining("damaged") }));
  test("other JSON says so", () => expect(read("[1]")).toEqual({ problem: expect.stringContaining("not those of a run") }));
  test("a newer format is read as far as known, with a note", () => {
    const reading = read(JSON.stringify({ ...typical(), format: 7 }));
    expect("note" in reading && reading.note).toContain("newer Lastwrite");
  });
  test("a file with nothing in it is a run with nothing in it", () => {
    const reading = read("{}");
    expect("data" in reading && reading.data.strategies).toEqual([]);
  });
  test("a summary of holes has no strategy, and one of odd strategies has lists", () => {
    expect(asSummary(undefined).verdict).toBe("unknown");
    expect(asSummary({ strategies: [{}, null, { name: 3, staleness: { reads: null } }] }).strategies.map((s) => [s.name, s.theory, s.staleness])).toEqual([["?", [], null], ["3", [], null]]);
  });
});

describe("fixtures", () => {
  const shape = (value: any): any => {
    if (Array.isArray(value)) return value.length ? [shape(value[0])] : [];
    if (value === null || typeof value !== "object") return "value";
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shape(v)]).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  test("have the members of a real summary.json", () => {
    const real = JSON.parse(readFileSync(new URL("../fixtures/real-summary.json", import.meta.url), "utf8"));
    const ours = typical().summary;
    const without = ({ faults, theory, findings, ...rest }: any) => rest;
    expect(Object.keys(ours).sort()).toEqual(Object.keys(real).sort());
    const [a, b] = [real.strategies[1], ours.strategies[1]];
    expect(Object.keys(b).sort()).toEqual(Object.keys(a).sort());
    expect(shape(without(b))).toEqual(shape(without(a)));
  });
  test("are the same each time", () => expect(JSON.stringify(fresh(lostCounter))).toBe(JSON.stringify(fresh(lostCounter))));
});

describe("charts", () => {
  test("nines spread the tail and come back", () => {
    expect(nines(0.999, 9)).toBeCloseTo(3);
    expect(nines(1, 4)).toBe(4);
    expect(shareOfNines(nines(0.42, 9))).toBeCloseTo(0.42);
    expect(ninesTicks(3).map(ninesText)).toEqual(["0", "0.5", "0.9", "0.99", "0.999"]);
    expect([ninesFor(0), ninesFor(1000), ninesFor(1e12)]).toEqual([2, 3, 7]);
  });
  test("round values on a log axis are as few digits as give three of them", () => {
    expect(roundTicks(1, 5000)).toEqual([1, 10, 100, 1000]);
    expect(roundTicks(120, 900)).toEqual([150, 200, 300, 400, 500, 700]);
    expect(roundTicks(310, 500).length).toBeGreaterThanOrEqual(3);
  });
  test("a log axis with one power of ten is written at 2 and 5 too", () =>
    expect(logTicks([20, 30, 40, 50, 80, 100, 200], String)).toEqual(["20", null, null, "50", null, "100", "200"]));
  test("a log axis is written at powers of ten", () => expect(logTicks([1, 2, 10, 1000, null], String)).toEqual(["1", null, "10", "1000", null]));
  test("curves with points of their own share one axis", () => {
    expect(merged([{ lag: [1e6, 3e6], share: [0.5, 1] }, { lag: [2e6], share: [1] }])).toEqual({ x: [1, 2, 3], y: [[0.5, undefined, 1], [undefined, 1, undefined]] });
  });
  test("records that all took equally long are a step, no point", () => {
    const even = { lag: [80e6], share: [1] };
    const pair = { ...typical().strategies[0]!.lag[0]!, outstanding: 0, ecdf: even, injected_ecdf: { lag: [], share: [] } };
    const { x, lines } = ecdfLines(pair, [pair]);
    expect(x).toEqual([64, 80, 100]);
    expect(lines[0]!.values[0]).toBeCloseTo(0);
    expect(lines[0]!.values[1]).toBe(lines[0]!.values[2]);
    expect(lines[0]!.values[1]).toBeGreaterThan(1);
  });
  test("of twelve regions, the chosen pair and those from the same region are drawn", () => {
    const pairs = SHAPES.twelveRegions!().strategies[0]!.lag;
    const plot = ecdfLines(pairs[20]!, pairs);
    expect(plot.lines.length).toBeLessThanOrEqual(14);
    expect(plot.lines[0]!.values.every((v) => v === undefined || v! <= plot.most)).toBe(true);
  });
  test("the first pair shown is the one that waited longest", () => {
    const p = mostTelling(typical().strategies[1]!.lag)!;
    expect([p.from, p.to]).toContain("eu-west-1");
    expect(mostTelling([])).toBe(null);
  });
  test("the waterfall ends at what is left", () => {
    const s = typical().summary.strategies[1];
    const rows = steps(s.fates, s.acknowledged);
    expect(rows[0]).toEqual({ fate: "acknowledged", count: s.acknowledged, begin: 0 });
    expect(rows[rows.length - 1]!.begin).toBe(0);
    expect(rows.slice(1).reduce((n, r) => n + r.count, 0)).toBe(s.acknowledged);
  });
  test("the darkest cell is the greatest, and none is black", () => expect([heat(10, [1, 10]), heat(null, [1]), heat(5, [5])]).toEqual([expect.closeTo(0.9), 0, 0.35]));
  test("the answer of a strategy that lost nothing says none", () => {
    const [, , home] = asSummary(typical().summary).strategies;
    expect(answer(home!)).toMatch(/^lost none of 767/);
  });
  test("charts over time share the range of the run", () => {
    const s = typical().strategies[0]!;
    s.faults.push({ text: "late", regions: [], begin_s: 400, end_s: 500 });
    expect(timeRange(s)).toEqual([Math.min(0, s.activity[0]!.t_s[0]!), 400]);
    const line = { name: "a", values: [7, 8], color: "--series-0" };
    expect(spread([1, 2], [line], [0, 9])).toEqual({ x: [0, 1, 2, 3, 9], lines: [{ ...line, values: [null, 7, 8, null, null] }] });
    expect(spread([1, 2], [{ ...line, stepped: true }], [0, 9]).lines[0]!.values, "for the length of its step").toEqual([null, 7, 8, 8, null]);
    expect(spread([1, 8], [line], [1, 9]).x).toEqual([1, 8, 9]);
    expect(spread([0, 9], [line], [0, 9]).lines[0]).toBe(line);
    expect(spread([], [], [0, 9]).x).toEqual([]);
  });
  test("a line without a value is in no legend", () => {
    const line = { name: "p99", values: [null, undefined], color: "--series-0" };
    expect([hasValues(line), hasValues({ ...line, values: [null, 0] })]).toEqual([false, true]);
  });
  test("the question is answered by who lost something and who did not", () => {
    const of = (...lost: number[]) => lead(lost.map((n, i) => ({ ...asSummary(typical().summary).strategies[0]!, name: `s${i}`, lost: n })));
    expect(of(3, 1, 0)).toBe("Lost something: s0, s1. Lost nothing: s2.");
    expect([of(3), of(0), of(0, 0), of(1, 2), of()]).toEqual(["s0 lost something.", "s0 lost nothing.", "Lost nothing: s0, s1.", "Lost something: all, s0, s1.", ""]);
  });
  test("a start is written alike in both spellings", () => expect(moment("20261127T065357Z")).toBe(moment("2026-11-27T06:53:57Z")));
});

describe("looks", () => {
  const css = readFileSync(new URL("../../src/shared/style/tokens.css", import.meta.url), "utf8");
  const block = (head: string): string[] => {
    const body = css.slice(css.indexOf(head) + head.length);
    return body.slice(0, body.indexOf("}")).split("\n").map((l) => l.trim()).filter(Boolean);
  };
  test("the toggle's dark colours are the system's dark colours", () =>
    expect(block(':root[data-theme="dark"] {')).toEqual(block(':root:not([data-theme="light"]) {')));
  test("every fate has a colour in light and dark, and no two fates of acknowledged writes look alike", () => {
    for (const f of FATES) for (const head of [":root {", ':root[data-theme="dark"] {']) expect(block(head).some((l) => l.startsWith(`${f.color}:`))).toBe(true);
    const looks = FATES.filter((f) => ACKNOWLEDGED.includes(f.name));
    expect(new Set(looks.map((f) => f.shape)).size).toBe(looks.length);
  });
});
