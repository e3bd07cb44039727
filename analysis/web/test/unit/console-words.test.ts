// Values as the console writes and sets them; keys and verdicts.
import { describe, expect, test } from "vitest";
import { curve, places } from "../../src/console/layout";
import { fieldsOf, keyMistake, keyOf } from "../../src/console/keys";
import { drawn } from "../../src/console/parts/Charts";
import { storyText } from "../../src/console/parts/Losses";
import { stateText } from "../../src/console/parts/RegionPanel";
import { wordIn } from "../../src/console/token";
import { settled, verdict } from "../../src/console/verdict";
import { CLOCK_STEPS, clockAt, clockPosition, fixedMs, LATENCY_STEPS, latencyAt, latencyPosition, LOSSES, lossPosition, linkText, milliseconds, offsetText, timeOfDay, valueText } from "../../src/console/words";

const plain = (text: string) => text.replace(/\u00a0/g, " ");

test("durations", () => {
  expect([0, 0.4444, 85.25, 123.4, 1234, 60_000].map((ms) => plain(milliseconds(ms)))).toEqual(["0 ms", "0.44 ms", "85 ms", "123 ms", "1.23 s", "1 min"]);
  expect(milliseconds(undefined)).toBe("–");
  expect([fixedMs("85.5ms"), fixedMs("1.5s"), fixedMs("250us"), fixedMs("lognormal(median=1ms, p99=2ms)")]).toEqual([85.5, 1500, 0.25, null]);
  expect([0, 1500, -20].map((ms) => plain(offsetText(ms)))).toEqual(["right", "+1.5 s", "−20 ms"]);
  expect(timeOfDay(Date.UTC(2026, 1, 3, 4, 5, 6, 789))).toBe("04:05:06");
});

test("every position of a slider stands for a value that leads back to it", () => {
  for (let p = 0; p <= LATENCY_STEPS; p += 5) expect(Math.abs(latencyPosition(latencyAt(p)) - p), `${p}`).toBeLessThanOrEqual(1);
  for (let p = -CLOCK_STEPS; p <= CLOCK_STEPS; p += 4) expect(Math.abs(clockPosition(clockAt(p)) - p), `${p}`).toBeLessThanOrEqual(1);
  LOSSES.forEach((loss, p) => expect(lossPosition(loss * 10_000)).toBe(p));
  expect([latencyAt(0), latencyAt(1), latencyAt(LATENCY_STEPS)]).toEqual([0, 1, 10_000]);
  expect([clockAt(0), clockAt(-1), clockAt(CLOCK_STEPS)]).toEqual([0, -1, 10_000]);
});

test("a region is told to run while there is news of it", () => {
  const region = { region: "eu", running: true, writes: 0, lost: 0 };
  expect([stateText(region, false), stateText({ ...region, running: false, down: "killed" }, false)]).toEqual(["runs", "down: killed"]);
  expect(stateText(region, true)).toBe("it ran until the run was over");
});

test("a link says why nothing arrives before it says how long it took", () => {
  const link = { from: "a", to: "b", latency: "1ms", pipeline: "0ms", loss_ppm: 0, paused: false, partitioned: false };
  const lag = { records: 3, p50_ms: 20, p99_ms: 30, last_ms: 20 };
  const peer = { peer: "b", connected: true, asked: true, outstanding: 4, oldest_ms: 2500 };
  expect(linkText({ ...link, partitioned: true, paused: true }, lag, peer)).toBe("cut");
  expect(linkText({ ...link, paused: true }, lag, peer)).toBe("paused");
  expect(plain(linkText(link, lag, peer))).toBe("20 ms");
  expect(plain(linkText(link, null, peer))).toBe("≥ 2.5 s");
  expect(linkText(link, null, undefined)).toBe("quiet");
});

describe("keys", () => {
  const schema = [{ name: "id", type: "S" as const }, { name: "line", type: "N" as const }];
  test("go from a trace's text to fields and to DynamoDB's JSON", () => {
    expect(fieldsOf(schema, "a\\/b\\\\c/42")).toEqual(["a/b\\c", "42"]);
    expect(fieldsOf(schema.slice(0, 1), "a/b")).toEqual(["a/b"]);
    expect(keyOf(schema, ["x", " 7 "])).toEqual({ id: { S: "x" }, line: { N: "7" } });
    expect(keyOf([{ name: "raw", type: "B" }], ["0xfF00"])).toEqual({ raw: { B: "/wA=" } });
  });
  test("that cannot be meant are told before they are sent", () => {
    expect(keyMistake(schema, ["x", "7"])).toBe(null);
    expect(keyMistake(schema, ["", "7"])).toBe("id is missing");
    expect(keyMistake(schema, ["x", "seven"])).toBe("line is a number");
    expect(keyMistake([{ name: "raw", type: "B" }], ["abc"])).toContain("hexadecimal");
  });
});

describe("two hands", () => {
  const written = (region: string, stamp_ms: number) => ({ region, stamp: `${stamp_ms}@${region}`, stamp_ms });
  const everywhere = (stamp: string, differ = false) => ({ differ, regions: [{ region: "us", stamp }, { region: "eu", stamp }] });
  test("the winner is told once all regions hold it", () => {
    const writes = [written("us", 100), written("eu", 103)];
    const open = verdict({ writes, tookMs: 20, item: everywhere("103@eu", true) }).join(" ");
    expect(plain(open)).toBe("us and eu were both told OK. The regions do not agree yet (20 ms).");
    const done = plain(verdict({ writes, tookMs: 250, item: everywhere("103@eu") }).join(" "));
    expect(done).toContain("eu won: its stamp is 3 ms later than that of us.");
    expect(done).toContain("The write of us had been told OK, and was overwritten.");
  });
  test("a region that is down has no say, and is told", () => {
    const item = { differ: false, regions: [{ region: "us", stamp: "5@us" }, { region: "eu", problem: "killed" }, { region: "ap", problem: "no answer in time" }] };
    const of = (down: string[]) => plain(verdict({ writes: [written("us", 5)], tookMs: 20, item, down }).join(" "));
    expect(of(["eu"])).toBe("All regions that run agree after 20 ms; eu is down; ap does not answer. The write of us stands.");
    expect(of(["eu", "ap"])).toContain("; eu and ap are down.");
  });
  test("a refusal, a tie and somebody else's write are told", () => {
    expect(verdict({ writes: [{ region: "us", problem: "killed" }], tookMs: 0, item: null })).toEqual(["us refused: killed."]);
    expect(verdict({ writes: [written("us", 5), written("eu", 5)], tookMs: 9, item: everywhere("5@us") }).join()).toContain("ties with that of eu");
    expect(verdict({ writes: [written("us", 5)], tookMs: 9, item: everywhere("9@ap") }).join()).toContain("another write, 9@ap");
    expect(settled({ differ: false, regions: [{ region: "us" }] })).toBe(false);
  });
});

test("only a cluster's word opens", () => {
  const word = "0123456789abcdef".repeat(2);
  for (const text of [word, `#${word}`, `http://127.0.0.1:8099/#${word} `]) expect(wordIn(text)).toBe(word);
  for (const text of ["", "#regions", `${word}0`, "http://127.0.0.1/"]) expect(wordIn(text)).toBe(null);
});

test("a story is told with its long key cut", () => {
  const key = `cart-${"9".repeat(2000)}`;
  const text = storyText({ key, story: [`  1.0 s  eu accepts ${key}. `, `In the end ${key} is gone.`] });
  expect(text.length).toBeLessThan(300);
  expect(text).toMatch(/^1\.0 s  eu accepts cart-9+…9+\.\nIn the end/);
});

test("values are told by type", () => {
  expect([valueText({ S: "x" }), valueText({ N: "1" }), valueText({ BOOL: true })]).toEqual(['"x"', "1", '{"BOOL":true}']);
});

test("the two ways of a pair do not meet on the map", () => {
  const [a, b, c] = places(3, 400, 300);
  for (const p of [a!, b!, c!]) expect(p.x > 0 && p.x < 400 && p.y > 0 && p.y < 300).toBe(true);
  const [there, back] = [curve(a!, b!, 30).label, curve(b!, a!, 30).label];
  expect(Math.hypot(there.x - back.x, there.y - back.y)).toBeGreaterThan(20);
});

test("no label stands on its own line", () => {
  const numbers = (path: string) => path.match(/-?[\d.]+/g)!.map(Number);
  for (const n of [2, 3, 4]) {
    const ring = places(n, 560, 420);
    for (const from of ring) for (const to of ring) {
      if (from === to) continue;
      const letters = "≥ 2.69 s".length;
      const { path, label } = curve(from, to, 27, letters);
      const [ax, ay, bx, by, cx, cy] = numbers(path) as [number, number, number, number, number, number];
      for (let t = 0; t <= 1; t += 0.01) {
        const x = (1 - t) ** 2 * ax + 2 * t * (1 - t) * bx + t * t * cx;
        const y = (1 - t) ** 2 * ay + 2 * t * (1 - t) * by + t * t * cy;
        expect(Math.abs(x - label.x) < letters * 3.2 && Math.abs(y - label.y) < 6, `${n} regions`).toBe(false);
      }
    }
  }
});

test("of many pairs the slowest are drawn, in their order", () => {
  const links = Array.from({ length: 20 }, (_, i) => ({ from: `r${i}`, to: "x", latency: "0ms", pipeline: "0ms", loss_ppm: 0, paused: false, partitioned: false }));
  const lags = links.map((_, i) => (i === 3 ? null : { records: 1, p50_ms: i, p99_ms: i, last_ms: i }));
  expect(drawn(links, [{ at_ms: 0, writes: 0, lost: 0, by_region: {}, lags }])).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});
