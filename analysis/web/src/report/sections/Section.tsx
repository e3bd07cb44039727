// A section with an anchor; what fails inside is said in its place.
import type { ComponentChildren } from "preact";
import { ErrorBoundary } from "../../shared/ErrorBoundary";

export function Section(props: { id: string; title: string; lead?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.lead && <p class="lead">{props.lead}</p>}
      <ErrorBoundary what={`“${props.title}”`}>{props.children}</ErrorBoundary>
    </section>
  );
}
