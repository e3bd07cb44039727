// What axe-core finds that is serious, as sentences.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function seriousProblems(page: Page): Promise<string[]> {
  for (const summary of await page.locator("details summary").all()) await summary.click();
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const result = await (window as any).axe.run(document, { resultTypes: ["violations"] });
    return result.violations.filter((v: any) => ["serious", "critical"].includes(v.impact))
      .map((v: any) => `${v.id}: ${v.nodes.slice(0, 3).map((n: any) => `${n.target} ${n.failureSummary}`).join(" | ")}`);
  });
}
