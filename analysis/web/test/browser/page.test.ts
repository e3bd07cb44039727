// The page in Chromium: quiet, true to its data, sane on bad data.
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, share } from "../../src/shared/format";
import { SHAPES, typical } from "../fixtures/shapes";
import { seriousProblems } from "./axe";
import { launch } from "./browser";
import { drawAll, open, toDiagram } from "./open";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

describe("every shape of run", () => {
  // interaction.test.ts opens the 100,000 events.
  for (const name of Object.keys(SHAPES).filter((n) => n !== "hundredThousand")) {
    test(`${name}: opens without an error or a request, and no section is blank`, async () => {
      const { page, complaints, close } = await open(browser, SHAPES[name]!());
      await drawAll(page);
      const sections = await page.locator("main section").evaluateAll((all) => all.map((s) => [s.id, (s as HTMLElement).innerText.length] as const));
      expect(sections.length).toBe(10);
      for (const [id, length] of sections) expect(length, id).toBeGreaterThan(40);
      expect(await page.evaluate(() => document.body.innerText.match(/undefined|NaN|\[object|Infinity/g))).toBe(null);
      expect(await page.getByText("its data in this file are damaged").count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      expect(complaints).toEqual([]);
      await close();
    });
  }
});

test("numbers on the page are those of the summary", async () => {
  const data = typical();
  const { page, close } = await open(browser, data);
  for (const s of data.summary.strategies) {
    for (const key of ["attempted", "acknowledged", "condition_failures", "gave_up", "lost", "counter_drift"]) {
      expect(await page.locator(`[data-cell="${s.name}.${key}"]`).innerText(), key).toBe(count(s[key]));
    }
    expect(await page.locator(`[data-cell="${s.name}.lost_update_rate"]`).innerText()).toBe(share(s.lost_update_rate.estimate));
    const chart = (await page.locator(`#fates svg[aria-label^="${s.name}:"]`).getAttribute("aria-label"))!;
    for (const [fate, words] of [["lost_concurrent", "lost: concurrent"], ["winner", "survives"]] as const) {
      if (s.fates[fate] > 0) expect(chart).toContain(`${words} ${count(s.fates[fate])}`);
    }
  }
  expect(await page.locator("h1").innerText()).toBe(data.run.question);
  expect(await page.locator("[data-verdict]").getAttribute("data-verdict")).toBe("ok");
  expect(await page.locator("[data-verdict]").innerText(), "of the expectations, not of the question").toBe("✓ as expected");
  await close();
});

test("a diagram of a run's beginning says so", async () => {
  const data = typical();
  const shown = data.strategies[0]!;
  Object.assign(shown, { measure_s: 320 });
  Object.assign(shown.diagram!, { total_events: 102_852, shown_events: 12_000, until_us: 37_000_000 });
  data.strategies = [shown];
  const { page, complaints, close } = await open(browser, data);
  const plain = async (selector: string) => (await page.locator(selector).innerText()).replace(/[\u00a0\u202f]/g, " ");
  expect(await plain("#diagram-title")).toBe(`The first 37 s of ${shown.name} as a space-time diagram`);
  expect(await plain("#diagram-part")).toContain("the first 37 s of 320 s: 12 000 of 102 852 events");
  await toDiagram(page);
  expect(await page.locator('[data-diagram="whole"]').getByRole("button", { name: "first 37 s" }).count()).toBe(1);
  expect(complaints).toEqual([]);
  await close();
});

test("a real summary.json is shown as it is", async () => {
  const summary = JSON.parse(readFileSync(new URL("../fixtures/real-summary.json", import.meta.url), "utf8"));
  const { page, complaints, close } = await open(browser, { ...typical(), summary });
  expect(await page.locator('[data-cell="version-check.lost"]').innerText()).toBe("157");
  expect(await page.locator('[data-cell="version-check.lost_update_rate"]').innerText()).toBe(share(0.28136));
  expect(complaints).toEqual([]);
  await close();
});

describe("bad data", () => {
  const cases: [string, unknown, RegExp][] = [["no data", "", /no run in it/], ["cut data", JSON.stringify(typical()).slice(0, 9000), /damaged/], ["a list", "[]", /not those of a run/]];
  for (const [name, data, sentence] of cases) {
    test(`${name}: a clear sentence`, async () => {
      const { page, complaints, close } = await open(browser, data);
      expect(await page.getByRole("alert").innerText()).toMatch(sentence);
      expect(complaints).toEqual([]);
      await close();
    });
  }

  test("a newer format: a note, and the page", async () => {
    const { page, close } = await open(browser, { ...typical(), format: 9 });
    expect(await page.getByRole("status").first().innerText()).toContain("newer Lastwrite");
    expect(await page.locator("main section").count()).toBe(10);
    await close();
  });

  test("one member of the wrong kind spoils at most its section", async () => {
    const data = typical() as any;
    for (const s of data.strategies) {
      s.lag[0].bands = "gone";
      s.clocks = { not: "a list" };
      s.diagram = 7;
    }
    data.summary.strategies[0].replication_latency = [{}];
    const { page, close } = await open(browser, data);
    expect(await page.locator("main section").count()).toBe(10);
    expect(await page.locator("h1").innerText()).toBe(data.run.question);
    await close();
  });
});

test("planted script tags stay text", async () => {
  const { page, complaints, close } = await open(browser, SHAPES.planted!());
  await toDiagram(page);
  await page.locator('[data-diagram="whole"] .spacetime-stage canvas').focus();
  for (const key of ["n", "n", "0", "p"]) await page.keyboard.press(key);
  for (const summary of await page.locator("details summary").all()) await summary.click();
  expect(await page.evaluate(() => (window as any).planted)).toBeUndefined();
  expect(await page.evaluate(() => document.querySelectorAll("main script, main img").length)).toBe(0);
  expect(await page.locator("h1").innerText()).toContain("<script>window.planted = true</script>");
  expect(complaints).toEqual([]);
  await close();
});

describe("accessibility", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const shape of ["noFaults"]) { // test/real has the others
      test(`axe finds nothing serious: ${shape}, ${colorScheme}`, async () => {
        const { page, close } = await open(browser, SHAPES[shape]!(), { colorScheme });
        await drawAll(page);
        expect(await seriousProblems(page)).toEqual([]);
        await close();
      });
    }
  }
});

test("at the width of a telephone nothing sticks out", async () => {
  for (const shape of ["typical", "twelveRegions", "huge"]) {
    const { page, complaints, close } = await open(browser, SHAPES[shape]!(), { viewport: { width: 390, height: 800 } });
    await drawAll(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), shape).toBe(390);
    expect(complaints).toEqual([]);
    await close();
  }
});
