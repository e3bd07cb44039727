// Charts and diagram answer to hands and keys.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hundredThousand, typical } from "../fixtures/shapes";
import { launch } from "./browser";
import { open, toDiagram, view } from "./open";

let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

const whole = (page: Page) => page.locator('[data-diagram="whole"]');
const canvas = (page: Page) => whole(page).locator(".spacetime-stage canvas");

/** After the next frame: drawing waits for one. */
const frame = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

describe("the diagram", () => {
  test("zooms by wheel only with the focus, by keys and buttons, and moves by drag", async () => {
    const { page, complaints, close } = await open(browser, typical());
    await toDiagram(page);
    await frame(page);
    const box = (await canvas(page).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const before = await view(page, "whole");
    await canvas(page).focus();
    await page.mouse.wheel(0, -240);
    await frame(page);
    const zoomed = await view(page, "whole");
    expect(zoomed.to - zoomed.from).toBeLessThan(before.to - before.from);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 150, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await frame(page);
    const moved = await view(page, "whole");
    expect(moved.from).toBeGreaterThan(zoomed.from);
    expect(Math.abs(moved.to - moved.from - (zoomed.to - zoomed.from))).toBeLessThan(3);
    await page.keyboard.press("0");
    await frame(page);
    const all = await view(page, "whole");
    expect(all.to - all.from).toBeGreaterThan(before.to - before.from);
    await page.keyboard.press("+");
    await whole(page).getByRole("button", { name: "Zoom in" }).click();
    await frame(page);
    const near = await view(page, "whole");
    expect(near.to - near.from).toBeLessThan((all.to - all.from) / 2);
    expect(complaints).toEqual([]);
    await close();
  });

  test("filters by item, region and fate", async () => {
    const data = typical();
    const { page, close } = await open(browser, data);
    await toDiagram(page);
    const d = data.strategies[1]!.diagram!;
    await whole(page).getByRole("button", { name: "whole" }).click();
    await whole(page).getByText("Filter").click();
    const shown = async () => {
      await frame(page);
      return (await view(page, "whole")).shown;
    };
    const all = await shown();
    expect(all).toBe(d.writes.label.length + d.reads.at_us.length);
    await whole(page).getByLabel("item").fill(d.keys[0]!);
    const ofKey = d.writes.key.filter((k) => k === 0).length + d.reads.key.filter((k) => k === 0).length;
    expect(await shown()).toBe(ofKey);
    await whole(page).getByRole("button", { name: "reads", exact: true }).click();
    expect(await shown()).toBe(d.writes.key.filter((k) => k === 0).length);
    await whole(page).getByRole("group", { name: "Fates shown" }).getByRole("button", { name: "survives inside" }).click();
    const included = d.fates.indexOf("included");
    expect(await shown()).toBe(d.writes.key.filter((k, w) => k === 0 && d.writes.fate[w] !== included).length);
    const height = (await canvas(page).boundingBox())!.height;
    await whole(page).getByRole("group", { name: "Regions shown" }).getByRole("button", { name: "us-east-1" }).click();
    await frame(page);
    expect((await canvas(page).boundingBox())!.height).toBeLessThan(height);
    await whole(page).getByRole("button", { name: "clear filters" }).click();
    expect(await shown()).toBe(all);
    await close();
  });

  test("steps from event to event and tells each", async () => {
    const { page, close } = await open(browser, typical());
    await toDiagram(page);
    const title = whole(page).locator(".details-title");
    await whole(page).getByRole("button", { name: "next" }).click();
    const first = await title.innerText();
    expect(first).toMatch(/accepts|arrives|read/);
    await canvas(page).focus();
    await page.keyboard.press("n");
    expect(await title.innerText()).not.toBe(first);
    await page.keyboard.press("p");
    expect(await title.innerText()).toBe(first);
    await page.keyboard.press("Escape");
    expect(await title.count()).toBe(0);
    await close();
  });

  test("a click on a mark selects it, and its displacer is a step away", async () => {
    const { page, close } = await open(browser, typical());
    await toDiagram(page);
    const story = page.locator('[data-diagram="story-0"]');
    await story.getByRole("button", { name: /displaced by/ }).click();
    expect(await story.locator(".details-title").innerText()).toMatch(/accepts/);
    await close();
  });

  test("plays, faster when told so, pauses, and shows all again", async () => {
    const { page, close } = await open(browser, typical());
    await toDiagram(page);
    await canvas(page).focus();
    await page.keyboard.press("0");
    await whole(page).getByLabel("Speed").selectOption("8");
    await whole(page).getByRole("button", { name: "play" }).click();
    await whole(page).locator(".details-title").waitFor();
    const first = await whole(page).locator(".details-title").innerText();
    await page.waitForFunction((text) => document.querySelector('[data-diagram="whole"] .details-title')?.textContent !== text, first);
    await whole(page).getByRole("button", { name: "pause" }).click();
    await whole(page).getByRole("button", { name: "play" }).waitFor();
    await whole(page).getByRole("button", { name: "show all" }).click();
    await whole(page).getByRole("button", { name: "show all" }).waitFor({ state: "detached" });
    await close();
  });

  test("exports a story as SVG and PNG", async () => {
    const { page, complaints, close } = await open(browser, typical());
    await toDiagram(page);
    const story = page.locator('[data-diagram="story-0"]');
    const save = async (name: string): Promise<Buffer> => {
      const [download] = await Promise.all([page.waitForEvent("download"), story.getByRole("button", { name, exact: true }).click()]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${name.toLowerCase()}$`));
      return readFileSync((await download.path())!);
    };
    const svg = (await save("SVG")).toString();
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).toContain("us-east-1");
    expect(await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror"), svg)).toBe(null);
    expect([...(await save("PNG")).subarray(1, 4)]).toEqual([...Buffer.from("PNG")]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("draws 100,000 events; what a frame costs is printed", async () => {
    const data = hundredThousand();
    const { shown_events } = data.strategies[0]!.diagram!;
    expect(shown_events).toBeGreaterThan(100_000);
    const { page, complaints, close } = await open(browser, data);
    await toDiagram(page);
    await frame(page);
    const measure = async (zooms: number) => {
      await canvas(page).focus();
      await page.keyboard.press("0");
      for (let i = 0; i < zooms; i++) await page.keyboard.press("+");
      return page.evaluate(async () => {
        const c = document.querySelector<HTMLCanvasElement>('[data-diagram="whole"] .spacetime-stage canvas')!;
        const costs: number[] = [];
        for (let i = 0; i < 20; i++) {
          c.dispatchEvent(new WheelEvent("wheel", { deltaX: i < 10 ? 12 : -12, bubbles: true, cancelable: true }));
          await new Promise((done) => requestAnimationFrame(done));
          costs.push(Number(c.dataset.frameMs));
        }
        costs.sort((a, b) => a - b);
        return { mode: c.dataset.mode!, shown: Number(c.dataset.shown), p50: costs[10]!, max: costs[19]! };
      });
    };
    for (const zooms of [0, 3, 9, 14]) {
      const { mode, shown, p50, max } = await measure(zooms);
      console.log(`${shown_events} events, ${shown} operations in view (${mode}): a frame of panning costs ${p50} ms, at most ${max} ms`);
      expect(mode).toBe(shown > 1500 ? "columns" : "detail");
    }
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("charts", () => {
  test("zoom by drag and keys, and go back", async () => {
    const { page, close } = await open(browser, typical());
    const plot = page.locator("#bands .plot");
    await plot.scrollIntoViewIfNeeded();
    const box = (await plot.locator(".u-over").boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await plot.getByRole("button", { name: "reset zoom" }).click();
    expect(await plot.getByRole("button", { name: "reset zoom" }).count()).toBe(0);
    await plot.focus();
    await page.keyboard.press("+");
    await plot.getByRole("button", { name: "reset zoom" }).waitFor();
    await page.keyboard.press("0");
    await page.waitForFunction(() => !document.querySelector("#bands .plot-reset"));
    await close();
  });

  test("a legend switches a line off", async () => {
    const { page, close } = await open(browser, typical());
    const entry = page.locator("#bands .legend button").nth(1);
    await entry.click();
    expect(await entry.getAttribute("aria-pressed")).toBe("false");
    await close();
  });

  test("copy data gives tab-separated columns", async () => {
    const data = typical();
    const { page, close } = await open(browser, data, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator("#matrix").getByRole("button", { name: /copy data/ }).click();
    await page.locator("#matrix").getByText("copied").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const rows = data.summary.strategies[1].replication_latency;
    expect(text.trimEnd().split("\n").length).toBe(rows.length + 1);
    expect(text.split("\n")[1]!.split("\t").slice(0, 4)).toEqual([rows[0].from, rows[0].to, String(rows[0].count), String(rows[0].p50_ns)]);
    await close();
  });

  test("another strategy and another pair change what is shown", async () => {
    const { page, complaints, close } = await open(browser, typical());
    await page.getByRole("radio", { name: "home-region" }).click();
    expect(await page.locator("#stories").innerText()).toContain("home-region lost nothing");
    await page.getByRole("radio", { name: "blind-put" }).click();
    await page.locator("#matrix").getByRole("button", { name: /^us-east-1 to ap-northeast-1/ }).click();
    expect(await page.locator("#bands h3").innerText()).toContain("us-east-1 → ap-northeast-1");
    expect(complaints).toEqual([]);
    await close();
  });

  test("the toggle changes the colours of page and canvas", async () => {
    const { page, close } = await open(browser, typical());
    const corner = () => page.locator('[data-diagram="story-0"] .spacetime-stage canvas').evaluate((c) => [...(c as HTMLCanvasElement).getContext("2d")!.getImageData(3, 3, 1, 1).data.slice(0, 3)]);
    await page.locator("#story-0-title").scrollIntoViewIfNeeded();
    await frame(page);
    const light = await corner();
    await page.getByRole("button", { name: "Switch to dark colours" }).click();
    await frame(page);
    expect(await corner()).not.toEqual(light);
    await page.getByRole("button", { name: "Switch to light colours" }).click();
    await frame(page);
    expect(await corner()).toEqual(light);
    await close();
  });
});

test("what is far below is drawn when one comes near it", async () => {
  const { page, complaints, close } = await open(browser, typical());
  const drawn = () => page.evaluate(() => [...document.querySelectorAll("#bands .u-over, #honest .u-over")].length);
  await frame(page);
  expect(await drawn()).toBe(0);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const place = () => page.evaluate(() => document.querySelector("#diagram")!.getBoundingClientRect().top + window.scrollY);
  const diagram = await place();
  expect(await whole(page).count(), "the diagram of all is not made yet").toBe(0);
  await page.locator("#bands").scrollIntoViewIfNeeded();
  await page.locator("#honest .u-over").waitFor();
  expect(await drawn()).toBe(2);
  for (let top = 0; top < height; top += 700) {
    await page.evaluate((y) => window.scrollTo({ top: y, behavior: "instant" }), top);
    await frame(page);
  }
  expect(await whole(page).count()).toBe(1);
  expect(await place(), "nothing jumps").toBe(diagram);
  expect(Math.abs(await page.evaluate(() => document.documentElement.scrollHeight) - height), "its place was kept").toBeLessThan(80);
  expect(complaints).toEqual([]);
  await close();
});

test("a dark page prints on white paper", async () => {
  const { page, close } = await open(browser, typical(), { colorScheme: "dark" });
  const corner = await page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    const c = document.querySelector<HTMLCanvasElement>('[data-diagram="story-0"] .spacetime-stage canvas')!;
    const data = [...c.getContext("2d")!.getImageData(3, 3, 1, 1).data.slice(0, 3)];
    window.dispatchEvent(new Event("afterprint"));
    return data;
  });
  expect(await page.locator(".plot:not(:has(.u-over))").count(), "charts far below are printed, too").toBe(0);
  expect(corner).toEqual([255, 255, 255]);
  await close();
});

test("a print has the diagram of the whole run, wherever the reader is", async () => {
  const { page, close } = await open(browser, typical());
  expect(await whole(page).count()).toBe(0);
  await page.pdf();
  expect((await view(page, "whole")).shown).toBeGreaterThan(100);
  await close();
});
