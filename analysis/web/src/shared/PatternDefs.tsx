// Patterns for areas of fates in SVG charts: fill={areaFill(fate, id)} with <PatternDefs id={id}/> inside
// the same <svg>. The pattern lies over the fate's colour.
import { FATES, fateLook } from "./fates";

const name = (id: string, fate: string) => `${id}-${fate.replace(/[^a-z_]/g, "")}`;

export function areaFill(fate: string, id: string): string {
  const look = fateLook(fate);
  return look.pattern === "solid" || look.pattern === "none" ? `var(${look.color})` : `url(#${name(id, look.name)})`;
}

function Marks({ pattern }: { pattern: string }) {
  const line = { stroke: "var(--card)", "stroke-width": 1.6, "stroke-opacity": 0.75 };
  if (pattern === "dots") return <circle cx="4" cy="4" r="1.5" fill="var(--card)" fill-opacity="0.8" />;
  if (pattern === "lines") return <path d="M0 8 8 0M-2 2 2 -2M6 10 10 6" {...line} />;
  if (pattern === "back") return <path d="M0 0 8 8M6 -2 10 2M-2 6 2 10" {...line} />;
  if (pattern === "grid") return <path d="M0 8 8 0M0 0 8 8" {...line} />;
  return <path d="M0 4 H8" {...line} stroke-width={2} />;
}

export function PatternDefs({ id }: { id: string }) {
  return (
    <defs>
      {FATES.filter((f) => f.pattern !== "solid" && f.pattern !== "none").map((f) => (
        <pattern id={name(id, f.name)} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill={`var(${f.color})`} />
          <Marks pattern={f.pattern} />
        </pattern>
      ))}
    </defs>
  );
}
