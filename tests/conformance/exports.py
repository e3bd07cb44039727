"""Opens what `lastwrite export` made, each with something real.

    exports.py FOLDER SUMMARY STRATEGY

FOLDER holds all formats, SUMMARY is the run's summary.json.
"""
import collections
import csv
import json
import os
import re
import sys

folder, summary_file, strategy = sys.argv[1:4]
with open(summary_file, encoding="utf-8") as file:
    summary = next(s for s in json.load(file)["strategies"] if s["name"] == strategy)


def text(name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as opened:
        return opened.read()


def table(name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def claim(what, holds):
    if not holds:
        sys.exit("claim does not hold: " + what)
    print("claim holds: " + what)


def of_strategy(rows):
    return [row for row in rows if row["strategy"] == strategy]


# --- CSV and JSON Lines --------------------------------------------------------------------------
tables = {name: table(name) for name in ("writes", "reads", "replication")}
for name, rows in tables.items():
    objects = [json.loads(line) for line in text(name + ".jsonl").splitlines()]
    shown = {None: "", True: "true", False: "false"}
    same = len(rows) == len(objects) > 0 and all(
        row == {key: shown[value] if value is None or isinstance(value, bool) else str(value)
                for key, value in one.items()} for row, one in zip(rows, objects))
    claim(f"{name}.csv and {name}.jsonl hold the same {len(rows)} records", same)

writes = of_strategy(tables["writes"])
counted = [w for w in writes
           if w["outcome"] == "ok" and w["measured"] == "true" and w["bookkeeping"] == "false"]
fates = collections.Counter(w["fate"] for w in counted)
claim("writes.csv counts what summary.json counts",
      len(counted) == summary["acknowledged"]
      and all(fates[fate] == count for fate, count in summary["fates"].items()
              if fate not in ("recovered", "no_effect", "unexpected")))
samples = collections.defaultdict(list)
for row in of_strategy(tables["replication"]):
    if row["sample"] == "true":
        samples[row["source"], row["destination"]].append(int(row["lag_ns"]))
claim("replication.csv has the samples of the lag table",
      {pair: len(lags) for pair, lags in samples.items()}
      == {(r["from"], r["to"]): r["count"] for r in summary["replication_latency"] if r["count"]})

# --- ShiViz --------------------------------------------------------------------------------------
log = text(f"shiviz-{strategy}.log")
# What ShiViz proposes, in Python's words for a named group.
pattern = re.compile(r"(?P<host>\S*) (?P<clock>{.*})\n(?P<event>.*)")
events = [(m["host"], json.loads(m["clock"]), m["event"]) for m in pattern.finditer(log)]
claim("ShiViz's expression finds every event", len(events) * 2 == len(log.splitlines()) > 0)
own = collections.Counter()
heard = {}
for host, clock, event in events:
    own[host] += 1
    before = heard.get(host, {})
    if clock[host] != own[host] or any(clock.get(h, 0) < n for h, n in before.items()):
        claim(f"the clock of {host} counts its events and forgets nothing", False)
    heard[host] = clock
claim("every clock counts its host's events and forgets nothing", True)
claim("no clock knows more of a host than there is",
      all(n <= own[host] for _, clock, _ in events for host, n in clock.items()))


def at_most(earlier, later):
    return all(later.get(host, 0) >= count for host, count in earlier.items())


accepted, sent, received, told = {}, {}, [], []
for host, clock, event in events:
    match = re.match(r"[-0-9.]+ ms (#\d+): (.*)", event)
    if not match:
        continue
    name, what = match.groups()
    if what.startswith("accepted"):
        accepted[name] = clock
    elif what.startswith("from "):
        received.append((name, clock))
    elif what.startswith("asks"):
        sent[name] = clock
    elif what.startswith("told OK"):
        told.append((name, clock))
claim(f"each of {len(received)} arrivals knows its acceptance",
      received and all(at_most(accepted[name], clock) for name, clock in received))
claim("each acceptance knows its request, each reply its acceptance",
      all(at_most(sent[name], clock) for name, clock in accepted.items() if name in sent)
      and told and all(at_most(accepted[name], clock) for name, clock in told))
by_stamp = {(w["item"], w["stamp"]): "#" + w["operation"] for w in writes if w["stamp"]}
based = [(by_stamp.get((w["item"], w["base"])), f"#{w['operation']}") for w in writes if w["base"]]
based = [(a, b) for a, b in based if a in accepted and b in accepted]
claim(f"what each of {len(based)} writes was computed from was accepted before it",
      based and all(at_most(accepted[a], accepted[b]) for a, b in based))
some = list(accepted.values())[:300]
claim("some acceptances are concurrent: neither clock knows the other",
      any(not at_most(a, b) and not at_most(b, a) for a in some for b in some))

# --- Perfetto ------------------------------------------------------------------------------------
trace = json.loads(text(f"perfetto-{strategy}.json"))
events = trace["traceEvents"]
claim("the trace has only phases of the trace event format, with what each needs",
      all(e["ph"] in "MXisf" and isinstance(e["pid"], int) and isinstance(e["name"], str)
          and (e["ph"] == "M" or isinstance(e["ts"], (int, float)))
          and (e["ph"] != "X" or e["dur"] >= 0) for e in events))
slices = collections.defaultdict(list)
for e in events:
    if e["ph"] == "X":
        slices[e["pid"], e["tid"]].append((e["ts"], e["ts"] + e["dur"]))
for thread, spans in slices.items():
    spans.sort()
    if any(b[0] < a[1] - 1e-6 for a, b in zip(spans, spans[1:])):
        claim(f"slices of thread {thread} do not overlap", False)
claim("slices of a thread do not overlap", len(slices) > len(summary["regions"]))
flows = collections.defaultdict(dict)
twice = False
for e in events:
    if e["ph"] in "sf":
        twice = twice or e["ph"] in flows[e["id"]]
        flows[e["id"]][e["ph"]] = e
claim(f"each of {len(flows)} flows begins once, ends once, and not before it began",
      not twice and all(set(f) == {"s", "f"} and f["s"]["ts"] <= f["f"]["ts"]
                        and f["s"]["pid"] != f["f"]["pid"] for f in flows.values()))
claim("there is a flow for every sample at least", len(flows) >= sum(map(len, samples.values())))
starts = {thread: {span[0] for span in spans} for thread, spans in slices.items()}
claim("both ends of a flow are bound to a slice",
      all(e["ts"] in starts[e["pid"], e["tid"]] for f in flows.values() for e in f.values()))
claim("requests are slices", sum(e.get("cat") == "request" for e in events)
      == len(writes) + len(of_strategy(tables["reads"])))

# --- HDR text ------------------------------------------------------------------------------------
number = r"[0-9]+(?:\.[0-9]+)?"
line = re.compile(rf"^\s*({number})\s+({number})\s+([0-9]+)(?:\s+({number}))?$")
for (source, destination), lags in samples.items():
    name = f"hdr-{strategy}-{source}-to-{destination}.txt"
    rows = [line.match(one) for one in text(name).splitlines()[2:] if not one.startswith("#")]
    values = [float(row[1]) for row in rows]
    levels = [float(row[2]) for row in rows]
    lags.sort()
    if not (values == sorted(values) and levels == sorted(levels) and levels[-1] == 1
            and int(rows[-1][3]) == len(lags) and abs(values[-1] - lags[-1] / 1e6) < 0.001
            and all(sum(lag <= value * 1e6 + 1e3 for lag in lags) >= level * len(lags) - 1e-6
                    for value, level in zip(values, levels))):
        claim(f"{name} holds the percentiles of the samples", False)
claim("the HDR text holds the percentiles of the samples of every pair", len(samples) > 1)
print("all claims hold")
