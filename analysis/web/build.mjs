// Builds every page into dist/: `npm run build`. Each is built alone, since a single file cannot share
// chunks with another.
import { rmSync, statSync } from "node:fs";
import { build } from "vite";

const pages = ["report", "console"];

rmSync("dist", { recursive: true, force: true });
for (const page of pages) {
  process.env.PAGE = page;
  await build({ logLevel: "warn" });
  console.log(`dist/${page}.html ${Math.round(statSync(`dist/${page}.html`).size / 1024)} KiB`);
}
