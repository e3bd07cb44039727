// The console of a live run in Chromium: from strategy to strategy, to the report.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { seriousProblems } from "../browser/axe";
import { launch } from "../browser/browser";
import { PROGRAM, scenario, watchRun } from "./run";

test.skipIf(!PROGRAM)("a watched run shows its strategies one by one, their losses, and where its report is", async () => {
  const browser = await launch();
  const run = await watchRun(scenario("tiny", ["us-east-1", "eu-west-1"], "3s", "strategies: [blind-put, version-check]\nnetwork: {latency: 80ms}\nwarm_up: 0ms"));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on("pageerror", (e) => complaints.push(e.message));
  await page.goto(run.address);
  await page.waitForSelector('.run-title:text-matches("tiny · (blind-put|version-check) .[12] of 2.")');
  expect(await page.getByText("looking only").count()).toBe(1);
  await page.waitForSelector("[data-loss]");
  await page.waitForSelector('.run-title:text("tiny · version-check (2 of 2)")');
  expect(await page.locator('[data-done="blind-put"]').innerText()).toMatch(/\d+ of \d+ lost/);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.waitForSelector('[data-note="last"]');
  expect(await page.locator('[data-note="last"]').innerText()).toContain("The run is over: verdict ok");
  expect(existsSync(await page.locator('[data-note="last"] code').innerText()), "the report").toBe(true);
  expect(await run.ended).toBe(0);
  expect(await page.locator(".top-facts .badge").first().innerText()).toBe("over");
  expect(await page.evaluate(() => document.body.innerText.match(/undefined|NaN|\[object|Infinity/g))).toBe(null);
  expect(await seriousProblems(page), "of the page that stays").toEqual([]);
  expect(complaints).toEqual([]);
  await browser.close();
});
