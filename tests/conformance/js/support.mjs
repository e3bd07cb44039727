// What the programs here share: endpoints from the command line, claims, patience.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

export const PATIENCE_MS = 30_000;

/** A package of npm, from the folder that LASTWRITE_NODE_MODULES names. */
export const load = createRequire((process.env.LASTWRITE_NODE_MODULES ?? process.cwd()) + "/");

/** "us-east-1=http://127.0.0.1:8000" of each argument, as options of a client. */
export function endpoints() {
  return process.argv.slice(2).map((word) => {
    const at = word.indexOf("=");
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    return { region: word.slice(0, at), endpoint: word.slice(at + 1), credentials };
  });
}

export async function claim(what, check) {
  await check();
  console.log(`claim holds: ${what}`);
}

/** The error of `call`, which must bear that name. */
export async function refused(call, name) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.name, name, `${error.name}: ${error.message}`);
    return error;
  }
  assert.fail(`${name} was expected`);
}

/** Asks again until `check` gives something true. */
export async function eventually(what, check) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await check();
    if (found) return found;
    assert.ok(Date.now() < deadline, `it did not come true in time: ${what}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

export async function main(run) {
  try {
    await run(endpoints());
    console.log("all claims hold");
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
