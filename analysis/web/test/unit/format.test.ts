import { describe, expect, test } from "vitest";
import { abridged, count, digits, duration, moment, points, share, short, shortened } from "../../src/shared/format";
import { sides } from "../../src/shared/Scroll";
import { cell, columns, tsv } from "../../src/shared/tsv";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("a long name keeps its beginning and its end", () => {
  expect(shortened("region-number-17", () => true)).toBe("region-number-17");
  expect(shortened("region-number-17", (t) => t.length <= 9)).toBe("regi…r-17");
  expect(shortened("region-number-17", () => false)).toBe("r…7");
});

test("a long text keeps its beginning and its end, and no half of a character", () => {
  expect(abridged("cart-1")).toBe("cart-1");
  expect(abridged("a".repeat(390_000))).toHaveLength(301);
  expect(abridged(`${"x".repeat(14)}😀😀😀${"y".repeat(9)}`, 20)).toBe(`${"x".repeat(14)}…yyyyy`);
});

describe("numbers", () => {
  test("digits are grouped by narrow spaces", () => expect(plain(count(1234567))).toBe("1 234 567"));
  test("what was not measured is a dash", () => {
    for (const write of [count, share, duration, points, short]) expect(write(null)).toBe("–");
    expect(duration(Number.NaN)).toBe("–");
  });
  test("a huge count is written with an exponent", () => expect(count(4e18)).toBe("4.00e+18"));
  test("shares have one decimal, small ones more", () => {
    expect(plain(share(0.1434))).toBe("14.3 %");
    expect(plain(share(0.00012))).toBe("0.012 %");
    expect(plain(share(0))).toBe("0.0 %");
  });
  test("differences bear their sign", () => {
    expect(points(-0.11)).toBe("−11.0");
    expect(points(0.188)).toBe("+18.8");
    expect(points(0)).toBe("0.0");
  });
  test("durations choose their unit", () => {
    const texts = [0, 420, 5_300, 740_000, 313_100_000, 999_600_000, 1_250_000_000, 150e9, 9e12].map((ns) => plain(duration(ns)));
    expect(texts).toEqual(["0 ms", "420 ns", "5.3 µs", "0.74 ms", "313 ms", "1 s", "1.25 s", "2.5 min", "2.5 h"]);
  });
  test("digits keeps no trailing zeros", () => expect([digits(120, 3), digits(0.5, 3), digits(-2.25, 2)]).toEqual(["120", "0.5", "−2.3"]));
  test("a moment has microseconds", () => expect(plain(moment(586_500))).toBe("0.586 500 s"));
});

describe("copied data", () => {
  test("tabs and line ends in a cell become spaces", () => expect(cell("a\tb\nc")).toBe("a b c"));
  test("a cell that a spreadsheet would run is quoted, a negative number is not", () => {
    expect([cell("=1+1"), cell("@x"), cell("-x"), cell(-3), cell("-3")]).toEqual(["'=1+1", "'@x", "'-x", "-3", "-3"]);
  });
  test("columns of unequal length leave cells empty", () => expect(columns(["a", "b"], [1, 2], [3])).toBe("a\tb\n1\t3\n2\t\n"));
  test("null is an empty cell", () => expect(tsv(["x"], [[null], [0]])).toBe("x\n\n0\n"));
});

test("what scrolls says at which side there is more", () => {
  expect([sides(0, 300, 300), sides(0, 300, 400), sides(40, 300, 400), sides(99.5, 300, 400)]).toEqual(["", "right", "both", "left"]);
});
