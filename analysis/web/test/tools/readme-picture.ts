// The picture of README.md: `npx vite-node test/tools/readme-picture.ts report.html picture.png`.
// Called by `./dev screenshots`. What a reader sees first of the report, in light colours.
import { pathToFileURL } from "node:url";
import { launch } from "../browser/browser";

const [html, png] = process.argv.slice(2);
if (!html || !png) throw new Error("give a report.html and where the picture goes");
const browser = await launch();
const page = await browser.newPage({ colorScheme: "light", viewport: { width: 1160, height: 990 } });
await page.goto(pathToFileURL(html).href);
await page.waitForSelector("main section");
// The answer, and below it the first story with its diagram.
const left_out = ["#repeat", "#strategies", "#fates", "#lag", "#convergence", "#clocks", "#staleness", "#theory",
  ".strategy-bar", ".expectations", ".story-text"];
await page.addStyleTag({ content: `${left_out.join(", ")} { display: none !important }` });
await page.waitForTimeout(500);
await page.screenshot({ path: png });
await browser.close();
