// The report of real runs, in Chromium: quiet, true to summary.json, and safe whatever names a run has.
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, share } from "../../src/shared/format";
import { seriousProblems } from "../browser/axe";
import { launch } from "../browser/browser";
import { drawAll, openFile, view } from "../browser/open";
import { freshFolder, lastwrite, PROGRAM, run, scenario, type RealRun } from "./run";

const CELLS = ["attempted", "acknowledged", "condition_failures", "gave_up", "lost", "counter_drift"];

async function expectNumbers(page: Page, summary: Record<string, any>): Promise<void> {
  for (const s of summary.strategies) {
    for (const key of CELLS) expect(await page.locator(`[data-cell="${s.name}.${key}"]`).innerText(), key).toBe(count(s[key]));
    expect(await page.locator(`[data-cell="${s.name}.lost_update_rate"]`).innerText()).toBe(share(s.lost_update_rate?.estimate));
  }
  expect(await page.locator("[data-verdict]").getAttribute("data-verdict")).toBe(summary.verdict);
}

async function expectSane(page: Page, complaints: string[]): Promise<void> {
  expect(await page.locator("main section").count()).toBe(10);
  await drawAll(page);
  expect(await page.evaluate(() => document.body.innerText.match(/undefined|NaN|\[object|Infinity/g))).toBe(null);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  expect(complaints).toEqual([]);
}

describe.skipIf(!PROGRAM)("the report of a real run", () => {
  let browser: Browser;
  let lostCounter: RealRun;

  beforeAll(async () => {
    browser = await launch();
    lostCounter = run("lost-counter", "--sim", "--seed", "7");
  });
  afterAll(() => browser.close());

  test("is named by the terminal report, and opens without an error or a request", async () => {
    expect(lostCounter.said).toContain(lostCounter.page);
    const { page, complaints } = await openFile(browser, lostCounter.page);
    await expectSane(page, complaints);
    for (const id of ["ecdf", "heat", "bands", "honest", "backlog", "divergence", "activity"]) {
      expect(await page.locator(`#${id} .empty`).count(), id).toBe(0);
    }
  });

  test("shows the numbers of summary.json", async () => {
    const { page } = await openFile(browser, lostCounter.page);
    await expectNumbers(page, lostCounter.summary);
  });

  test("tells five stories with diagrams, and draws the whole run", async () => {
    const { page } = await openFile(browser, lostCounter.page);
    expect(await page.locator("article.story").count()).toBe(5);
    await page.locator("#diagram").scrollIntoViewIfNeeded();
    await expect.poll(async () => (await view(page, "whole")).shown).toBeGreaterThan(100);
    await page.locator("#story-0-title").scrollIntoViewIfNeeded();
    await expect.poll(async () => (await view(page, "story-0")).shown).toBeGreaterThan(2);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`has nothing serious for axe, ${colorScheme}`, async () => {
      const { page } = await openFile(browser, lostCounter.page, { colorScheme });
      await drawAll(page);
      expect(await seriousProblems(page)).toEqual([]);
    });
  }

  test("does not stick out at the width of a telephone", async () => {
    const { page, complaints } = await openFile(browser, lostCounter.page, { viewport: { width: 390, height: 800 } });
    await expectSane(page, complaints);
  });

  test("written again by `lastwrite report` is the same", () => {
    const before = readFileSync(lostCounter.page, "utf8");
    expect(lastwrite("report", lostCounter.directory)).toContain(lostCounter.page);
    expect(readFileSync(lostCounter.page, "utf8")).toBe(before);
  });
});

// Names of the same length as those they replace: traces tell the length of each text.
const planted = (text: string): string => text.replaceAll("key-0000", "<script>").replaceAll("us-east-1", "<script>1");

function plantNames(directory: string): void {
  const trace = join(directory, "trace");
  for (const name of readdirSync(trace, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".lwtrace")) continue;
    const bytes = readFileSync(join(trace, name)).toString("latin1");
    writeFileSync(join(trace, name), Buffer.from(planted(bytes), "latin1"));
    renameSync(join(trace, name), join(trace, planted(name)));
  }
  const manifest = JSON.parse(planted(readFileSync(join(directory, "manifest.json"), "utf8")));
  for (const name of ["question", "command", "scenario"]) manifest[name] += SCRIPT;
  writeFileSync(join(directory, "manifest.json"), JSON.stringify(manifest));
}

const SCRIPT = "</script><script>window.planted = true</script>";

describe.skipIf(!PROGRAM)("planted script tags", () => {
  test("in the names of items and regions, in question and command, stay text", async () => {
    const browser = await launch();
    const made = run("lost-counter", "--sim", "--seed", "8", "--strategy", "version-check");
    plantNames(made.directory);
    lastwrite("report", made.directory);
    const { page, complaints, close } = await openFile(browser, made.page);
    expect(await page.locator("h1").innerText()).toContain(SCRIPT);
    expect(await page.locator("#matrix").innerText()).toContain("<script>1");
    expect(await page.locator("article.story .story-text").first().innerText()).toContain("<script>");
    expect(await page.evaluate(() => (window as any).planted)).toBeUndefined();
    expect(await page.evaluate(() => document.querySelectorAll("main script").length)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
    await browser.close();
  });
});

describe.skipIf(!PROGRAM)("the page of a lag report", () => {
  const path = (name: string) => join(freshFolder(), name);
  let browser: Browser;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser.close());

  test("of a run's samples has the lag part alone, with charts over time", async () => {
    const made = run("lost-counter", "--sim", "--seed", "9", "--strategy", "blind-put");
    const page_ = path("lag.html");
    expect(lastwrite("lag", "--from", made.directory, "--page", page_)).toContain(page_);
    const { page, complaints } = await openFile(browser, page_);
    expect(await page.locator("main section").count()).toBe(1);
    expect(await page.locator(".notice").count()).toBe(0);
    for (const id of ["ecdf", "heat", "bands", "honest"]) expect(await page.locator(`#${id} .empty`).count(), id).toBe(0);
    expect(await page.locator("h1").innerText()).toContain("5s");
    expect(await seriousProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("of a table without times has a curve, and no script of a name's", async () => {
    const [table, page_] = [path("samples.csv"), path("lag.html")];
    writeFileSync(table, `source,destination,lag_ms\n${SCRIPT},eu,7000\n${SCRIPT},eu,80\n`);
    lastwrite("lag", "--from", table, "--page", page_);
    const { page, complaints } = await openFile(browser, page_);
    expect(await page.locator("#ecdf .empty").count()).toBe(0);
    expect(await page.locator("#bands").count()).toBe(0);
    expect(await page.locator("#matrix").innerText()).toContain("<script>");
    expect(await page.evaluate(() => (window as any).planted)).toBeUndefined();
    expect(complaints).toEqual([]);
  });
});

const TWELVE = Array.from({ length: 12 }, (_, i) => `region-${String(i + 1).padStart(2, "0")}`);

describe.skipIf(!PROGRAM)("runs of every shape give a sane page", () => {
  const shapes: [string, () => RealRun][] = [
    ["one region", () => run(scenario("one-region", ["alone"], "5s"), "--sim")],
    ["twelve regions", () => run(scenario("twelve-regions", TWELVE, "5s"), "--sim")],
    ["counted only", () => run("lost-counter", "--sim", "--detail", "summary", "--strategy", "version-check")],
    ["a sample", () => run("lost-counter", "--sim", "--detail", "sampled", "--strategy", "version-check")],
    ["paired over seeds", () => run("lost-counter", "--sim", "--seeds", "3")],
  ];
  let browser: Browser;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser.close());

  for (const [name, make] of shapes) {
    test(name, async () => {
      const made = make();
      expect(statSync(made.page).size).toBeLessThan(3e6);
      const { page, complaints } = await openFile(browser, made.page);
      await expectSane(page, complaints);
      await expectNumbers(page, made.summary);
    });
  }
});
