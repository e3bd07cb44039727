// A cluster of real regions for a test: `lastwrite up` in a folder of its own, gone with the test.
// LASTWRITE names the program.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROGRAM } from "./program";

export interface Cluster {
  change: string; // the console's addresses
  look: string;
  origin: string;
  endpoints: Map<string, string>; // of the DynamoDB API, by region
  stop: () => Promise<number | null>;
}

const TABLE = {
  TableName: "Orders", BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "orderId", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "orderId", AttributeType: "S" }],
};

interface Shape {
  regions?: string;
  latency?: string;
}

export async function startCluster(words: string[] = [], { regions = "us-east-1,eu-west-1", latency = "none" }: Shape = {}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "lastwrite-console-"));
  for (const name of ["home", "tmp", "run"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "orders.json"), JSON.stringify(TABLE));
  const child = spawn(PROGRAM!, ["up", "--regions", regions, "--latency", latency, "--port", "0", "--table", join(folder, "orders.json"), ...words], {
    env: { PATH: process.env.PATH, HOME: join(folder, "home"), TMPDIR: join(folder, "tmp"), XDG_RUNTIME_DIR: join(folder, "run") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((done) => child.on("exit", done));
  const said = await new Promise<string>((done, fail) => {
    let [out, err] = ["", ""];
    child.stdout.on("data", (piece: Buffer) => { out += piece; if (out.includes("Ctrl-C")) done(out); });
    child.stderr.on("data", (piece: Buffer) => { err += piece; });
    void ended.then(() => fail(new Error(`lastwrite up ended: ${err}`)));
  });
  const look = /to look only +(\S+)/.exec(said)![1]!;
  return {
    endpoints: new Map([...said.matchAll(/^(\S+) +(http:\S+)$/gm)].filter(([, name]) => regions.split(",").includes(name!)).map(([, name, at]) => [name!, at!])),
    change: /Console +(\S+)/.exec(said)?.[1] ?? "", look, origin: new URL(look).origin,
    stop: async () => {
      child.kill("SIGINT");
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
