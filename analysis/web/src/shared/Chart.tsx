// An SVG chart as wide as its place, so that letters keep their size on a telephone.
import { useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { useWidth } from "./use-size";

interface Props {
  label: string;
  height: number;
  children: (width: number) => ComponentChildren;
}

export function Chart({ label, height, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  return (
    <div ref={box} class="scroll">
      <svg class="chart" role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
        {children(width)}
      </svg>
    </div>
  );
}
