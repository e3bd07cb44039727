// The console in Chromium against real regions: what it shows, what it changes, and for whom.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { borrowPage, type PageOptions } from "../browser/borrow";
import { launch } from "../browser/browser";
import { seriousProblems } from "../browser/axe";
import { startCluster, type Cluster } from "./cluster";
import { PROGRAM } from "./run";

interface Seen {
  page: Page;
  complaints: string[];
  close: () => Promise<void>;
}

describe.skipIf(!PROGRAM)("the console", () => {
  let browser: Browser;
  let cluster: Cluster;
  beforeAll(async () => {
    browser = await launch();
    cluster = await startCluster();
  });
  afterAll(async () => {
    await browser.close();
    expect(await cluster.stop(), "it ends in order, with viewers or without").toBe(0);
  });
  beforeEach(async () => void (await post("/heal", { links: true })));

  const post = (path: string, body: unknown) =>
    fetch(cluster.origin + path, { method: "POST", headers: { "x-lastwrite-token": cluster.change.split("#")[1]! }, body: JSON.stringify(body) });

  async function open(address: string, options: PageOptions = {}): Promise<Seen> {
    const { page, giveBack } = await borrowPage(browser, options);
    const complaints: string[] = [];
    page.on("console", (m) => (m.type() === "error" || m.type() === "warning") && complaints.push(`console: ${m.text()}`));
    page.on("pageerror", (e) => complaints.push(`uncaught: ${e.message}`));
    page.on("request", (r) => !r.url().startsWith(cluster.origin) && !/^(data|about):/.test(r.url()) && complaints.push(`request: ${r.url()}`));
    await page.goto(address);
    await page.waitForSelector("main");
    return { page, complaints, close: giveBack };
  }
  const ready = (page: Page) => page.waitForSelector("#regions");
  const key = async (page: Page, text: string) => page.locator("input[data-key='0']").fill(text);
  const agreement = (page: Page, what: "differ" | "same") => page.waitForSelector(`[data-agreement="${what}"]`);
  const link = (page: Page) => page.locator('[data-link="us-east-1>eu-west-1"]');

  test("a partition is set, a write shows as diverged, heal converges, and the lost one is told", async () => {
    const { page, complaints, close } = await open(cluster.change);
    await ready(page);
    expect(page.url(), "the word is in no address bar").toBe(`${cluster.origin}/`);
    await page.getByRole("button", { name: "Partition: cut it off" }).click();
    await page.waitForSelector('[data-link="us-east-1>eu-west-1"]:text("cut")');
    const before = Number(await page.locator('[data-total="lost"]').innerText());
    await key(page, "diverged");
    await page.locator("#word-us-east-1").fill("from the west");
    await page.locator("#word-eu-west-1").fill("from the east");
    await page.getByRole("button", { name: "Write in us-east-1 and eu-west-1 at once" }).click();
    await agreement(page, "differ");
    expect(await page.locator('[data-hand="us-east-1"] [data-attribute="value"]').innerText()).toBe('"from the west"');
    expect(await page.locator('[data-hand="eu-west-1"] [data-attribute="value"]').innerText()).toBe('"from the east"');
    await page.getByRole("button", { name: /^Heal/ }).click();
    await agreement(page, "same");
    await page.waitForSelector('[data-verdict="settled"]');
    expect(await page.locator(".rounds").innerText()).toMatch(/(us-east-1|eu-west-1) won: its stamp/);
    await page.waitForFunction((n) => Number(document.querySelector('[data-total="lost"]')!.textContent) === n + 1, before);
    const story = page.locator("[data-loss]").first();
    await story.locator("summary").click();
    expect(await story.innerText()).toContain("were cut off from each other");
    await page.locator("#rates").scrollIntoViewIfNeeded();
    await page.waitForSelector("#rates .u-over");
    expect(complaints).toEqual([]);
    await close();
  });

  test("all of it goes by keyboard alone", async () => {
    const { page, close } = await open(cluster.change);
    await ready(page);
    const tabTo = async (name: RegExp) => {
      for (let i = 0; i < 90; i++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const on = document.activeElement as HTMLElement | null;
          return `${on?.id} ${on?.getAttribute("aria-label") ?? on?.textContent ?? ""}`;
        });
        if (name.test(at)) return;
      }
      throw new Error(`no ${name} by Tab`);
    };
    await tabTo(/us-east-1 to eu-west-1/);
    await page.keyboard.press("Enter");
    await tabTo(/^latency /);
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.querySelector("output[for=latency]")!.textContent === "10\u00a0s");
    await page.waitForFunction(() => document.querySelector("#latency")!.matches('[aria-valuetext="10\u00a0s"]'));
    await tabTo(/Pause$/);
    await page.keyboard.press("Space");
    await page.waitForSelector('[data-link="us-east-1>eu-west-1"]:text("paused")');
    await tabTo(/Write in us-east-1 and eu-west-1 at once/);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".rounds li");
    await close();
  });

  test("a slider sets what the cluster then says, for all who watch", async () => {
    const one = await open(cluster.change);
    const other = await open(cluster.look);
    await ready(one.page);
    await ready(other.page);
    await one.page.locator("#clock").focus();
    for (let i = 0; i < 3; i++) await one.page.keyboard.press("ArrowRight");
    await other.page.waitForSelector(".map-node .clock");
    await link(other.page).click();
    await link(one.page).click();
    await one.page.locator("#loss").focus();
    await one.page.keyboard.press("End");
    await other.page.waitForSelector('.panel dd:text("90 %")');
    await post("/clock", { region: "us-east-1", offset: "0ms" });
    await other.page.waitForFunction(() => document.querySelector(".map-node .clock") === null);
    await one.close();
    await other.close();
  });

  test("no quick press of a key on a slider is lost", async () => {
    const { page, close } = await open(cluster.change);
    await ready(page);
    await page.locator("#clock").focus();
    const before = Number(await page.locator("#clock").inputValue());
    for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowRight");
    expect(Number(await page.locator("#clock").inputValue())).toBe(before + 30);
    const wanted = await page.locator("output[for=clock]").innerText();
    await page.waitForFunction((text) => document.querySelector(".map-node .clock")?.textContent === `clock ${text}`, wanted);
    await page.waitForTimeout(1500); // two pieces of news
    expect(Number(await page.locator("#clock").inputValue())).toBe(before + 30);
    await post("/clock", { region: "us-east-1", offset: "0ms" });
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#clock")!.value === "0");
    await close();
  });

  test("a value of any length is cut until one asks for it", async () => {
    const { page, close } = await open(cluster.change);
    await ready(page);
    const write = (item: object) => post("/item", { table: "Orders", key: { orderId: { S: "long" } }, writes: [{ region: "us-east-1", item: { orderId: { S: "long" }, ...item } }] });
    const many = Object.fromEntries(Array.from({ length: 170 }, (_, i) => [`a${i}`, { N: "1" }]));
    expect((await write({ a: { S: "x".repeat(380_000) }, ...many })).status).toBe(200);
    await key(page, "long");
    const hand = page.locator('[data-hand="us-east-1"]');
    await hand.getByRole("button", { name: "show all 171 attributes" }).waitFor();
    await agreement(page, "same");
    const tall = () => page.evaluate(() => document.documentElement.scrollHeight);
    expect(await tall()).toBeLessThan(6000);
    await hand.getByRole("button", { name: "Show all of a" }).click();
    expect((await hand.locator(".long").innerText()).length).toBeGreaterThan(380_000);
    await hand.getByRole("button", { name: "show all 171 attributes" }).click();
    expect(await hand.locator("dt").count()).toBe(171);
    expect(await tall()).toBeLessThan(6000);
    await close();
  });

  test("who may only look has no button that changes, and is refused", async () => {
    const { page, complaints, close } = await open(cluster.look);
    await ready(page);
    expect(await page.getByText("looking only").count()).toBe(1);
    for (const name of [/Heal/, /Partition/, /Pause/, /Kill/, /^Write /, /Delete/]) expect(await page.getByRole("button", { name }).count(), `${name}`).toBe(0);
    expect(await page.locator("input[type=range]").count()).toBe(0);
    expect(complaints).toEqual([]);
    const status = await page.evaluate(async () => (await fetch("/kill", { method: "POST", headers: { "x-lastwrite-token": sessionStorage.getItem("lastwrite-token")! }, body: '{"region":"us-east-1"}' })).status);
    expect(status).toBe(403);
    await close();
  });

  test("a killed region is shown as down and comes back", async () => {
    const { page, close } = await open(cluster.change);
    await ready(page);
    await page.getByRole("button", { name: "Kill", exact: true }).click();
    await page.waitForSelector(".map-node.down");
    expect(await page.locator(".said").innerText()).toBe("us-east-1 is dead. Restart brings it back.");
    for (const name of [/^Partition/, /^Pause/]) expect(await page.getByRole("button", { name }).getAttribute("aria-disabled")).toBe("true");
    await key(page, "with one down");
    await page.waitForSelector('.agreement:text("us-east-1 is down")');
    await page.getByRole("button", { name: "Restart" }).click();
    await page.waitForFunction(() => document.querySelector(".map-node.down") === null);
    await close();
  });

  test("a script tag in a key and in a value stays text", async () => {
    const { page, complaints, close } = await open(cluster.change);
    await ready(page);
    const tag = "<script>window.planted = true</script><img src=x onerror='window.planted = true'>";
    await post("/partition", { side: ["us-east-1"] });
    await key(page, tag);
    await page.locator("#word-us-east-1").fill(tag);
    await page.getByRole("button", { name: "Write in us-east-1 and eu-west-1 at once" }).click();
    await agreement(page, "differ");
    await post("/heal", {});
    await page.waitForFunction((t) => document.querySelector("[data-loss]")?.textContent?.includes(t) ?? false, tag);
    await page.waitForFunction((t) => [...document.querySelectorAll(".chip")].some((c) => c.textContent === t), tag);
    expect(await page.evaluate(() => document.querySelectorAll("main script, main img").length)).toBe(0);
    expect(await page.evaluate(() => (window as any).planted)).toBeUndefined();
    expect(complaints).toEqual([]);
    await close();
  });

  test("without a word there is a door, and the address opens it", async () => {
    const { page, close } = await open(cluster.origin);
    await page.getByLabel(/Address, or the word/).fill("nonsense");
    await page.getByRole("button", { name: "Open" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("no word");
    await page.getByLabel(/Address, or the word/).fill(cluster.look);
    await page.keyboard.press("Enter");
    await ready(page);
    await page.reload();
    await ready(page);
    await close();
  });

  test("a wrong word is told at the door", async () => {
    const { page, close } = await open(`${cluster.origin}/#${"0".repeat(32)}`);
    await page.waitForSelector('[role="alert"]');
    expect(await page.getByRole("alert").innerText()).toContain("lastwrite up");
    await close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      test(`at ${width} px, ${colorScheme}: nothing sticks out, and axe finds nothing serious`, async () => {
        const { page, complaints, close } = await open(cluster.change, { colorScheme, viewport: { width, height: 800 } });
        await ready(page);
        await agreement(page, "same");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(await page.evaluate(() => document.body.innerText.match(/undefined|NaN|\[object|Infinity/g))).toBe(null);
        for (const panel of ["region", "link"]) {
          if (panel === "link") await link(page).click();
          expect(await seriousProblems(page), panel).toEqual([]);
        }
        expect(complaints).toEqual([]);
        await close();
      });
    }
  }
});

test.skipIf(!PROGRAM)("a cluster that only shows prints no address that changes", async () => {
  const cluster = await startCluster(["--console-view-only"]);
  expect(cluster.change).toBe("");
  expect(cluster.look).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{32}$/);
  expect(await cluster.stop()).toBe(0);
});
