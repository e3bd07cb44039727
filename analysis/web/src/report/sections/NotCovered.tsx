// What the model leaves out: so that nobody takes the numbers for the service's own.
import { useReport } from "../context";
import { Section } from "./Section";

export function NotCovered() {
  const { run } = useReport().data;
  return (
    <Section id="not-covered" title="What the model does not cover">
      {run.not_covered.length === 0 ? <p class="empty">This file does not say. The project's README does.</p> : <ul class="plain">{run.not_covered.map((s) => <li>{s}</li>)}</ul>}
    </Section>
  );
}
