// How to make this run again, and what to compare it by.
import { CopyButton } from "../../shared/CopyButton";
import { useReport } from "../context";
import { Section } from "./Section";

const DETAIL = { full: "every event kept", sampled: "every write counted, the events of a sample of keys kept",
  summary: "counted only" } as const;

/** "2026-01-05T09:30:00Z" and "20260105T093000Z" alike. */
export function moment(started: string): string {
  const m = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)/.exec(started);
  return m ? `${m[1]}-${m[2]}-${m[3]} ${m[4]}:${m[5]}:${m[6]} UTC` : started;
}

export function Repeat() {
  const { run } = useReport().data;
  const facts: [string, string][] = [["seed", String(run.seed)], ["runtime", run.runtime === "sim" ? "simulation, in virtual time" : "live, real processes"],
    ["version", run.version], ["started", moment(run.started)], ["detail", DETAIL[run.detail]],
    ["regions", run.regions.join(", ")]];
  return (
    <Section id="repeat" title="Run it again">
      {run.repeat ? (
        <div class="command">
          <pre tabIndex={0} aria-label="The command that repeats this run">{run.repeat}</pre>
          <CopyButton text={() => run.repeat} label="copy" of="the command that repeats this run" />
        </div>
      ) : <p class="empty">The command of this run was not recorded.</p>}
      {run.command && run.command !== run.repeat && <p class="small quiet">Called as <code>{run.command}</code></p>}
      <dl class="facts">
        {facts.filter(([, value]) => value !== "").map(([name, value]) => (
          <div><dt>{name}</dt><dd>{value}</dd></div>
        ))}
        {run.hashes.map((h) => <div><dt>{h.name}</dt><dd class="mono">{h.value}</dd></div>)}
      </dl>
    </Section>
  );
}
