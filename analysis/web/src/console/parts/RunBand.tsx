// What a run asks, which of its strategies is under way, and what came of those before.
import { count, share } from "../../shared/format";
import type { ClusterState, Note, Run, RunResult } from "../data";
import { phaseText } from "../words";

export function RunBand({ run, state }: { run: Run; state: ClusterState }) {
  return (
    <section class="run" aria-label="The run">
      {run.question && <p class="question">{run.question}</p>}
      <ol class="steps">
        {run.done.map((one) => <li data-done={one.strategy}><b>{one.strategy}</b>: {resultText(one)}</li>)}
        <li class="now" aria-current="step"><b>{run.strategy}</b>: {run.phase === "done" ? resultText(state) : phaseText(run.phase)}</li>
        {run.of > run.number && <li class="quiet">{run.of - run.number === 1 ? "one more strategy" : `${run.of - run.number} more strategies`}</li>}
      </ol>
      {run.remark && <p class="small quiet">{run.remark}</p>}
    </section>
  );
}

function resultText({ writes, lost }: Pick<RunResult, "writes" | "lost">): string {
  return writes === 0 ? "nothing was written" : `${count(lost)} of ${count(writes)} lost, ${share(lost / writes)}`;
}

export function NoteText({ note }: { note: Note }) {
  return <>{note.sentence}{note.report && <> Its report: <code>{note.report}</code></>}</>;
}
