// A place for what costs much to make, kept free until one is about to see it (when-near.ts).
//
//   <Near height={600}>{() => <Whole data={data} />}</Near>
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { whenNear } from "./when-near";

export function Near({ height, children }: { height: number; children: () => ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [near, come] = useState(false);
  useLayoutEffect(() => whenNear(box.current!, () => come(true)), []);
  return <div ref={box} style={near ? undefined : { minHeight: `${height}px` }}>{near && children()}</div>;
}
