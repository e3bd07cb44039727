// The mark of a fate, as in diagrams, for legends and tables.
import { fateLook } from "./fates";
import { OUTLINES } from "./shapes";

export function Glyph({ fate }: { fate: string }) {
  const look = fateLook(fate);
  const outline = OUTLINES[look.shape];
  const color = `var(${look.color})`;
  const paint = { fill: outline.fill ? color : "none", stroke: color, "stroke-width": outline.fill ? 0.2 : 0.55 };
  return (
    <svg class="glyph" viewBox="-1.5 -1.5 3 3" aria-hidden="true" focusable="false">
      {outline.circle && <circle r={outline.fill ? 1.1 : 0.95} {...paint} />}
      {outline.points && <polygon points={outline.points.map((p) => p.join(",")).join(" ")} {...paint} />}
      {outline.lines?.map(([a, b, c, d]) => <line x1={a} y1={b} x2={c} y2={d} {...paint} stroke-width={0.6} />)}
    </svg>
  );
}

export function FateBadge({ fate }: { fate: string }) {
  return (
    <span class="badge" title={fateLook(fate).meaning}>
      <Glyph fate={fate} />
      {fateLook(fate).words}
    </span>
  );
}
