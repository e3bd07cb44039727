// The frame of every chart: title with unit, "copy data", the drawing, how to read it. With `empty` set
// the sentence stands where the drawing would.
import type { ComponentChildren } from "preact";
import { CopyButton } from "./CopyButton";

export interface FigureProps {
  title: string;
  unit?: string;
  how: string;
  data: () => string; // tab-separated
  empty?: string | null | false;
  tools?: ComponentChildren;
  id?: string;
  children: ComponentChildren | (() => ComponentChildren);
}

export function Figure(props: FigureProps) {
  const { children } = props;
  return (
    <figure class="figure" id={props.id} aria-label={props.title}>
      <div class="figure-head">
        <h3>
          {props.title} {props.unit && <span class="unit">({props.unit})</span>}
        </h3>
        {!props.empty && (
          <div class="figure-tools">
            {props.tools}
            <CopyButton text={props.data} label="copy data" of={props.title} />
          </div>
        )}
      </div>
      {props.empty ? (
        <p class="empty">{props.empty}</p>
      ) : (
        <>
          <div class="figure-body">{typeof children === "function" ? children() : children}</div>
          <p class="how">
            <b>How to read it:</b> {props.how}
          </p>
        </>
      )}
    </figure>
  );
}
