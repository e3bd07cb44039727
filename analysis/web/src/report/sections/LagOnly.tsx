// The page of `lastwrite lag --page`: where the samples come from, what they amount to, and the lag part.
import { useReport } from "../context";
import { Lag } from "./Lag";

export function LagOnly() {
  const { data: { run }, summary } = useReport();
  return (
    <>
      <header id="verdict" class={`verdict ${summary.verdict}`}>
        <p class="eyebrow"><b>Replication lag</b> · {run.scenario}</p>
        <h1>{run.question}</h1>
        {run.not_covered.length > 0 && <ul class="plain small">{run.not_covered.map((remark) => <li>{remark}</li>)}</ul>}
      </header>
      <Lag />
    </>
  );
}
