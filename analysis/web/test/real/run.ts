// Runs of the real program, which LASTWRITE names, in folders that go when the tests end.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { PROGRAM } from "./program";

export { PROGRAM };

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function freshFolder(): string {
  folders.push(mkdtempSync(join(tmpdir(), "lastwrite-real-")));
  return folders[folders.length - 1]!;
}

export interface RealRun {
  directory: string;
  page: string; // report.html
  summary: Record<string, any>;
  said: string;
}

/** `lastwrite WORDS…`; a verdict other than ok is no failure here. */
export function lastwrite(...words: string[]): string {
  try {
    return execFileSync(PROGRAM!, words, { encoding: "utf8", maxBuffer: 64 << 20 });
  } catch (error: any) {
    if (error.status === 1 || error.status === 2) return String(error.stdout);
    throw error;
  }
}

export function run(...words: string[]): RealRun {
  const runs = freshFolder();
  const said = lastwrite("run", ...words, "--quiet", "--runs", runs);
  const scenario = readdirSync(runs).find((name) => name !== "latest")!;
  const directory = join(runs, scenario, readdirSync(join(runs, scenario)).sort()[0]!);
  return { directory, said, page: join(directory, "report.html"), summary: JSON.parse(readFileSync(join(directory, "summary.json"), "utf8")) };
}

export interface WatchedRun {
  address: string; // of its console
  ended: Promise<number | null>;
}

/** `lastwrite run FILE --watch`, from when its console is there. */
export async function watchRun(file: string): Promise<WatchedRun> {
  const child = spawn(PROGRAM!, ["run", file, "--watch", "--quiet", "--runs", freshFolder()], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<number | null>((done) => child.on("exit", done));
  const address = await new Promise<string>((done, fail) => {
    let said = "";
    child.stderr.on("data", (piece: Buffer) => {
      said += piece;
      const found = /(http:\/\/\S+#[0-9a-f]{32})\s/.exec(said);
      if (found) done(found[1]!);
    });
    void ended.then(() => fail(new Error(`lastwrite run ended: ${said}`)));
  });
  return { address, ended };
}

/** A scenario of some regions, as a file; `more`: further lines. */
export function scenario(name: string, regions: string[], duration: string, more = "strategies: [version-check]"): string {
  const path = join(freshFolder(), `${name}.yaml`);
  writeFileSync(path, `name: ${name}
question: What do ${regions.length} region(s) lose?
regions: [${regions.join(", ")}]
table: {name: Orders, key: {orderId: S}}
workload: {operation: increment, clients_per_region: 2, arrivals: poisson(5/s), keys: "uniform(5)"}
${more}
duration: ${duration}
`);
  return path;
}
