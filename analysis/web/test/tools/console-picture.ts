// The picture of README.md of the console of `lastwrite up`: `npx vite-node
// test/tools/console-picture.ts picture.png`, with LASTWRITE the program. Called by `./dev screenshots`.
// Three regions with the latencies of AWS; clients in each read, compute and put a few carts at the same
// time; half way Tokyo is cut off for some seconds. What a reader sees then, in light colours.
import { launch } from "../browser/browser";
import { startCluster } from "../real/cluster";

const REGIONS = ["us-east-1", "eu-west-1", "ap-northeast-1"];
const WATCHED_MS = 62_000;
const CUT_MS = [30_000, 36_000] as const;
const PAUSE_MS = 60; // of a client, at least
const CLIENTS = 3; // in each region
const CONTENDED = 0.1; // of their writes
const LOSSES_SHOWN = 4;
const [png] = process.argv.slice(2);
if (!png) throw new Error("say where the picture goes");

const cluster = await startCluster([], { regions: REGIONS.join(","), latency: "aws-like" });
const after = (ms: number) => new Promise((done) => setTimeout(done, ms));
let going = true;

// The DynamoDB API, whose signature nobody checks here.
async function call(region: string, session: string, operation: string, input: object): Promise<any> {
  const response = await fetch(cluster.endpoints.get(region)!, {
    method: "POST", body: JSON.stringify({ TableName: "Orders", ...input }),
    headers: {
      "content-type": "application/x-amz-json-1.0", "x-amz-target": `DynamoDB_20120810.${operation}`, "x-lastwrite-session": session,
      authorization: `AWS4-HMAC-SHA256 Credential=any/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return response.json();
}

// Mostly an order of one's own, now and then a cart that clients of other regions write as well.
async function client(region: string, number: number): Promise<void> {
  const session = `shop-${number}@${region}`;
  for (let turn = 0; going; turn++) {
    const contended = Math.random() < CONTENDED;
    const orderId = contended ? `cart-${Math.floor(Math.random() * 6)}` : `order-${region.slice(0, 2)}${number}-${turn}`;
    const { Item } = await call(region, session, "GetItem", { Key: { orderId: { S: orderId } } });
    const pieces = Number(Item?.pieces?.N ?? 0) + 1;
    await call(region, session, "PutItem", { Item: { orderId: { S: orderId }, pieces: { N: `${pieces}` }, by: { S: session } } });
    await after(PAUSE_MS * (1 + Math.random() * 2));
  }
}

const change = (path: string, body: object) =>
  fetch(cluster.origin + path, { method: "POST", headers: { "x-lastwrite-token": cluster.change.split("#")[1]! }, body: JSON.stringify(body) });
async function partition(): Promise<void> {
  await after(CUT_MS[0]);
  await change("/partition", { side: ["ap-northeast-1"] });
  await after(CUT_MS[1] - CUT_MS[0]);
  await change("/heal", {});
}

const browser = await launch();
const page = await browser.newPage({ colorScheme: "light", viewport: { width: 1160, height: 1500 } });
await page.goto(cluster.change);
await page.waitForSelector("#regions");
const clients = REGIONS.flatMap((region) => Array.from({ length: CLIENTS }, (_, i) => client(region, i + 1)));
await Promise.all([partition(), after(WATCHED_MS).then(picture)]);
going = false;
await Promise.all(clients);
await browser.close();
await cluster.stop();

// While clients still write. The item's section, and all losses but the newest, are left out.
async function picture(): Promise<void> {
  await page.waitForFunction((n) => document.querySelectorAll("[data-loss]").length > n, LOSSES_SHOWN);
  await page.getByRole("button", { name: /^eu-west-1 to us-east-1/ }).click();
  await page.addStyleTag({ content: `#item, .said, .losses li:nth-child(n + ${LOSSES_SHOWN + 1}), .losses + p { display: none !important }` });
  await page.waitForTimeout(1500); // a second more, with the charts as they now stand
  const bottom = await page.locator("#charts").evaluate((e) => e.getBoundingClientRect().bottom);
  await page.screenshot({ path: png!, clip: { x: 0, y: 0, width: 1160, height: Math.ceil(bottom) + 16 } });
}
