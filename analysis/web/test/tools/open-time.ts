// How long a report takes to open in Chromium, and whether it stays responsive:
// `npx vite-node test/tools/open-time.ts report.html`. Called by `./dev bench report`.
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../browser/browser";

const ROUNDS = 5;
const [path] = process.argv.slice(2);
if (!path) throw new Error("give a report.html");
const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const browser = await launch();
const opened: number[] = [];
const worked: number[] = [];
const frames: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const inspector = await context.newCDPSession(page);
  // Thread time: what the page itself takes, whatever else the machine does meanwhile.
  await inspector.send("Performance.enable", { timeDomain: "threadTicks" });
  const begin = performance.now();
  await page.goto(pathToFileURL(path).href);
  await page.waitForSelector("main section");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  opened.push(performance.now() - begin);
  const { metrics } = await inspector.send("Performance.getMetrics");
  worked.push(1000 * (metrics.find((m) => m.name === "TaskDuration")?.value ?? 0));
  // From top to bottom, a screen at a time: what no frame may exceed is what a reader notices.
  frames.push(await page.evaluate(async () => {
    let longest = 0;
    for (let top = 0; top < document.documentElement.scrollHeight; top += window.innerHeight) {
      const before = performance.now();
      window.scrollTo({ top, behavior: "instant" });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      longest = Math.max(longest, performance.now() - before);
    }
    return longest;
  }));
  await context.close();
}
await browser.close();
const size = statSync(path).size;
const line = (name: string, value: number, unit: string, target: number) =>
  console.log(`${name.padEnd(34)} ${value.toFixed(unit === "MB" ? 2 : 0).padStart(6)} ${unit}   ` +
    `${value < target ? "✓" : "✗"} target below ${target} ${unit}`);
line("size of report.html", size / 1e6, "MB", 3);
line(`open until drawn, median of ${ROUNDS}`, median(opened), "ms", 2000);
line("of it, work of the page's thread", median(worked), "ms", 1000);
line("slowest screen while scrolling", median(frames), "ms", 200);
