// Screenshots of a page of every shape, to look at: `npx vite-node test/tools/shots.ts FOLDER [SHAPE…]`.
// Writes SHAPE.html, SHAPE-{light,dark}-{wide,phone}-NN.png and SHAPE.pdf.
import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { launch } from "../browser/browser";
import { writePage } from "../fixtures/page";
import { SHAPES } from "../fixtures/shapes";

const TILE = 1800; // a long page is cut, so that a picture can be looked at
const [folder = "shots", ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const name of wanted.length ? wanted : Object.keys(SHAPES)) {
  const html = `${folder}/${name}.html`;
  writePage(html, SHAPES[name]!());
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [size, width] of [["wide", 1280], ["phone", 390]] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: TILE } });
      page.setDefaultTimeout(180_000);
      await page.goto(pathToFileURL(html).href);
      await page.waitForTimeout(400);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      for (let y = 0, n = 0; y < height; y += TILE, n++) {
        await page.evaluate((top) => window.scrollTo({ top, behavior: "instant" }), y);
        await page.waitForTimeout(100); // what comes near is drawn
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${size}-${String(n).padStart(2, "0")}.png` });
      }
      if (size === "wide" && colorScheme === "dark") await page.pdf({ path: `${folder}/${name}.pdf`, format: "A4", printBackground: true });
      await page.close();
    }
  }
}
await browser.close();
