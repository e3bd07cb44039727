// Opens a page of a fixture from a file, watching for what a report must not do.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterEach } from "vitest";
import { writePage } from "../fixtures/page";
import { borrowPage, type PageOptions } from "./borrow";

export interface Opened {
  page: Page;
  complaints: string[]; // console errors, uncaught errors, requests
  close: () => Promise<void>;
}

const toClose: (() => Promise<void>)[] = [];

// What a test that failed left open would slow down those after it.
afterEach(async () => {
  while (toClose.length > 0) await toClose.pop()!();
});

export async function open(browser: Browser, data: unknown, options: PageOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "lastwrite-web-"));
  const path = join(folder, "report.html");
  writePage(path, data);
  const opened = await openFile(browser, path, options);
  const close = async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  };
  toClose.push(close);
  return { ...opened, close };
}

/** A page that lies there already. */
export async function openFile(browser: Browser, path: string, options: PageOptions = {}): Promise<Opened> {
  const { page, giveBack } = await borrowPage(browser, options);
  const complaints: string[] = [];
  page.on("console", (m) => (m.type() === "error" || m.type() === "warning") && complaints.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => complaints.push(`uncaught: ${e.message}`));
  page.on("request", (r) => r.url() !== pathToFileURL(path).href && !/^(data|blob):/.test(r.url()) && complaints.push(`request: ${r.url()}`));
  toClose.push(giveBack);
  await page.goto(pathToFileURL(path).href);
  await page.waitForSelector("main");
  return { page, complaints, close: giveBack };
}

export const view = async (page: Page, id: string): Promise<{ from: number; to: number; mode: string; shown: number }> => {
  const data = await page.locator(`[data-diagram="${id}"] .spacetime-stage canvas`).evaluate((c) => ({ ...(c as HTMLElement).dataset }));
  return { from: Number(data.from), to: Number(data.to), mode: data.mode ?? "", shown: Number(data.shown) };
};

/** Makes all that waits until one comes near it, as a print does. */
export const drawAll = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    window.dispatchEvent(new Event("beforeprint"));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    window.dispatchEvent(new Event("afterprint"));
  });

/** Scrolls to the diagram of the whole run, which is made when one comes near. */
export async function toDiagram(page: Page): Promise<void> {
  await page.locator("#diagram-title").scrollIntoViewIfNeeded();
  await page.locator('[data-diagram="whole"]').waitFor();
}
