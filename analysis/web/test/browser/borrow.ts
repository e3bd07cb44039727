// Pages to open things in, one test after another: a page of its own for each test is a process of its own,
// which costs more than all the test does in it. A page given back is blank, keeps nothing in its storage
// and has no listener.
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

export type PageOptions = Pick<BrowserContextOptions, "viewport" | "colorScheme" | "permissions">;

export interface Borrowed {
  page: Page;
  giveBack: () => Promise<void>; // a second time does nothing
}

const WIDE = { width: 1280, height: 900 };
const PATIENCE = 60_000; // on a machine that builds beside
const idle = new WeakMap<Browser, Page[]>();

export async function borrowPage(browser: Browser, { viewport, colorScheme, permissions }: PageOptions = {}): Promise<Borrowed> {
  const page = idle.get(browser)?.pop() ?? (await newPage(browser));
  await page.setViewportSize(viewport ?? WIDE);
  await page.emulateMedia({ colorScheme: colorScheme ?? "light" });
  if (permissions) await page.context().grantPermissions(permissions);
  let borrowed = true;
  const giveBack = async () => {
    if (!borrowed) return;
    borrowed = false;
    await blank(page);
    idle.set(browser, [...(idle.get(browser) ?? []), page]);
  };
  return { page, giveBack };
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

async function blank(page: Page): Promise<void> {
  for (const event of ["console", "pageerror", "request"]) page.removeAllListeners(event);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.goto("about:blank");
  await page.context().clearPermissions();
}
