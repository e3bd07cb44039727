// edn-data and hdr-histogram-js: opens what `lastwrite export` made.
//
//   LASTWRITE_NODE_MODULES=… node exports.mjs FOLDER STRATEGY
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { claim, load } from "./support.mjs";

const { parseEDNString } = load("edn-data");
const { build } = load("hdr-histogram-js");
const [folder, strategy] = process.argv.slice(2);

const read = (name) => readFileSync(join(folder, name), "utf8");
const lines = (name) => read(name).split("\n").filter((line) => line !== "");
const operations = (name) =>
  lines(name).map((line) => parseEDNString(line, { mapAs: "object", keywordAs: "string" }));
const records = (name) => lines(name).map((line) => JSON.parse(line)).filter((one) => one.strategy === strategy);

/** Every index in order, time never back, no process does two things at once or goes on after :info. */
function checkHistory(history) {
  const open = new Map();
  const retired = new Set();
  let time = 0;
  history.forEach((operation, index) => {
    assert.equal(operation.index, index);
    assert.ok(operation.time >= time);
    time = operation.time;
    if (operation.process === "nemesis") return;
    assert.ok(!retired.has(operation.process), `process ${operation.process} goes on`);
    if (operation.type === "invoke") {
      assert.ok(!open.has(operation.process), `process ${operation.process} does two things`);
      open.set(operation.process, operation);
      return;
    }
    assert.ok(["ok", "fail", "info"].includes(operation.type));
    assert.equal(open.get(operation.process)?.f, operation.f);
    open.delete(operation.process);
    if (operation.type === "info") retired.add(operation.process);
  });
  assert.equal(open.size, 0);
}

const jepsen = operations(`history-${strategy}.edn`);
await claim("Jepsen's history is one", () => checkHistory(jepsen));

await claim("it has the writes and reads of the tables", () => {
  const ok = (f) => jepsen.filter((o) => o.type === "ok" && o.f === f && !o["final?"]).length;
  const told = (table) => records(table).filter((one) => one.outcome === "ok").length;
  assert.equal(ok("write"), told("writes.jsonl"));
  assert.equal(ok("read"), told("reads.jsonl"));
  assert.ok(ok("write") > 0 && ok("read") > 0);
});

await claim("every value read was written", () => {
  const written = new Set(jepsen.filter((o) => o.f === "write").map((o) => o.value[1]));
  for (const { type, f, value } of jepsen) {
    if (type === "ok" && f === "read" && value[1] !== null && value[1] > 0) assert.ok(written.has(value[1]));
  }
});

const elle = operations(`elle-${strategy}.edn`);
await claim("Elle's history is one", () => checkHistory(elle));

await claim("no value is written twice, and the reads of a transaction match its invocation", () => {
  const written = new Set();
  const invoked = new Map();
  for (const operation of elle) {
    if (operation.type === "invoke") {
      invoked.set(operation.process, operation.value);
      for (const [f, , value] of operation.value) {
        if (f !== "w") continue;
        assert.ok(!written.has(value));
        written.add(value);
      }
      continue;
    }
    const asked = invoked.get(operation.process);
    assert.deepEqual(operation.value.map(([f, key]) => [f, key]), asked.map(([f, key]) => [f, key]));
  }
});

await claim("it shows lost updates: two transactions read one value and both wrote", () => {
  const builtOn = new Map();
  for (const { type, value } of elle) {
    if (type !== "ok") continue;
    for (const [f, key, seen] of value) {
      if (f !== "r" || !value.some(([g, other]) => g === "w" && other === key)) continue;
      builtOn.set(`${key} ${seen}`, (builtOn.get(`${key} ${seen}`) ?? 0) + 1);
    }
  }
  assert.ok([...builtOn.values()].some((count) => count > 1));
});

/** "[value, percentile]" of each line that is neither head nor remark. */
const distribution = (text) =>
  text.split("\n").slice(2).filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => line.trim().split(/\s+/).map(Number)).map(([value, level]) => [value, level]);

await claim("the HDR text is what HdrHistogram prints of the same samples", () => {
  const pairs = new Map();
  for (const one of records("replication.jsonl")) {
    if (!one.sample) continue;
    const name = `hdr-${strategy}-${one.source}-to-${one.destination}.txt`;
    if (!pairs.has(name))
      pairs.set(name, build({ highestTrackableValue: 1e10, numberOfSignificantValueDigits: 5 }));
    pairs.get(name).recordValue(Math.round(one.lag_ns / 1000));
  }
  assert.ok(pairs.size > 1);
  for (const [name, histogram] of pairs) {
    const ours = distribution(read(name));
    const theirs = new Map(distribution(histogram.outputPercentileDistribution(5, 1000)).map(([v, l]) => [l, v]));
    const shared = ours.filter(([, level]) => theirs.has(level));
    assert.ok(shared.length > 0.9 * Math.max(ours.length, theirs.size), `${name}: other steps`);
    for (const [value, level] of shared)
      assert.ok(Math.abs(value - theirs.get(level)) <= 0.0011 + 1e-4 * value, `${name}: ${value} at ${level}`);
  }
});
console.log("all claims hold");
