// The regions in a ring and their links as arrows with what each did in the last second. To look at and to
// click; LinkTable has the same for those who do not see it or use no mouse.
import { useRef } from "preact/hooks";
import { count } from "../../shared/format";
import { useWidth } from "../../shared/use-size";
import { useConsole } from "../context";
import type { Link, Region } from "../data";
import { curve, places, type Point } from "../layout";
import { linkText, offsetText, peerOf } from "../words";
import type { Chosen } from "./Regions";

const RIM = 27;
/** With more regions only the chosen region's links carry numbers; where there is little room, those away from it. */
const LABELLED_REGIONS = 4;
const LITTLE_ROOM = 420;

interface Props {
  chosen: Chosen;
  choose: (what: Chosen) => void;
}

export function RegionMap({ chosen, choose }: Props) {
  const { state } = useConsole();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 480);
  const height = state.regions.length === 2 ? 200 : Math.max(300, Math.min(430, width * 0.75));
  const where = new Map(places(state.regions.length, width, height).map((p, i) => [state.regions[i]!.region, p]));
  return (
    <div ref={box} class="chart-box">
      <svg class="map" role="img" aria-label={describe(state.regions)} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
        <Arrowheads />
        <Links where={where} narrow={width < LITTLE_ROOM} chosen={chosen} choose={choose} />
        {state.regions.map((r) => <Node region={r} at={where.get(r.region)!} above={where.get(r.region)!.y < height / 2 - 1} chosen={"region" in chosen && chosen.region === r.region} choose={choose} />)}
      </svg>
    </div>
  );
}

function describe(regions: readonly Region[]): string {
  const named = (what: string, some: readonly Region[]) => (some.length > 0 ? `; ${what}: ${some.map((r) => r.region).join(", ")}` : "");
  return `Map of ${regions.length === 1 ? "one region" : `${regions.length} regions`}${named("down", regions.filter((r) => !r.running))}${named("not answering", regions.filter((r) => r.silent))}. The table beside it has the same.`;
}

function Links({ where, narrow, chosen, choose }: Props & { where: Map<string, Point>; narrow: boolean }) {
  const { state } = useConsole();
  const crowded = narrow && state.regions.length > 2;
  const all = state.regions.length <= LABELLED_REGIONS && !crowded;
  const away = (link: Link) => !crowded || !("region" in chosen) || chosen.region === link.from;
  const drawn = state.links.map((link, i) => {
    const text = linkText(link, state.second.lags[i], peerOf(state.regions, link));
    const mine = "region" in chosen ? chosen.region === link.from || chosen.region === link.to : chosen.from === link.from && chosen.to === link.to;
    const look = link.partitioned ? "cut" : link.paused ? "paused" : state.second.lags[i] ? "busy" : "idle";
    return { link, text, mine, look, ...curve(where.get(link.from)!, where.get(link.to)!, RIM, text.length) };
  });
  return (
    <>
      {drawn.map((d) => (
        <g class={`map-link ${d.look} ${d.mine ? "mine" : ""}`} onClick={() => choose({ from: d.link.from, to: d.link.to })}>
          <path class="hit" d={d.path} />
          <path class="way" d={d.path} marker-end={`url(#head-${d.look})`} />
        </g>
      ))}
      {drawn.filter((d) => all || (d.mine && away(d.link))).map((d) => (
        <text class={`map-label ${d.look}`} x={d.label.x} y={d.label.y} dy="4" text-anchor="middle">{d.text}</text>
      ))}
    </>
  );
}

function Arrowheads() {
  return (
    <defs>
      {["busy", "idle", "cut", "paused"].map((look) => (
        <marker id={`head-${look}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">
          <path class={`head ${look}`} d="M0 0L8 4L0 8z" />
        </marker>
      ))}
    </defs>
  );
}

interface NodeProps {
  region: Region;
  at: Point;
  above: boolean; // where its name stands: away from the links
  chosen: boolean;
  choose: (what: Chosen) => void;
}

function Node({ region, at, above, chosen, choose }: NodeProps) {
  const { state } = useConsole();
  const outward = (line: number) => at.y + (above ? -(RIM + 9 + 16 * line) : RIM + 17 + 16 * line);
  const off = Math.abs(region.clock_offset_ms ?? 0) >= 0.5;
  return (
    <g class={`map-node ${region.running ? "" : "down"} ${region.silent ? "silent" : ""} ${chosen ? "mine" : ""}`} onClick={() => choose({ region: region.region })}>
      <circle cx={at.x} cy={at.y} r={RIM} />
      <text class="rate" x={at.x} y={at.y - 1} text-anchor="middle">{region.running ? count(state.second.by_region[region.region] ?? 0) : "✕"}</text>
      <text class="unit" x={at.x} y={at.y + 13} text-anchor="middle">{region.running ? "writes/s" : "down"}</text>
      <text class="name" x={at.x} y={outward(0)} text-anchor="middle">{region.region}</text>
      {region.silent && <text class="clock" x={at.x} y={outward(1)} text-anchor="middle">does not answer</text>}
      {off && !region.silent && <text class="clock" x={at.x} y={outward(1)} text-anchor="middle">clock {offsetText(region.clock_offset_ms)}</text>}
    </g>
  );
}
