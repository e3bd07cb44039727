// An SVG chart as wide as its place, so that letters keep their size on a telephone.
import { useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { useWidth } from "./use-size";

interface Props {
  label: string;
  height: number | ((width: number) => number);
  children: (width: number) => ComponentChildren;
}

export function Chart({ label, height, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const tall = typeof height === "number" ? height : height(width);
  return (
    <div ref={box} class="chart-box">
      <svg class="chart" role="img" aria-label={label} viewBox={`0 0 ${width} ${tall}`} width={width} height={tall}>
        {children(width)}
      </svg>
    </div>
  );
}
