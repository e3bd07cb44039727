// The space-time diagram: canvas, minimap, buttons, filters and details around a Stage. Shared by the
// report and the console.
import { useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { count } from "../format";
import { onColors } from "../theme";
import { useWidth } from "../use-size";
import { whenNear } from "../when-near";
import { Details } from "./Details";
import { isEmpty, isPart, type Diagram } from "./diagram";
import { Filters } from "./Filters";
import type { Prepared } from "./index";
import { KEYS_HELP, pressed } from "./keys";
import { layout } from "./layout";
import { Legend } from "./Legend";
import { Player } from "./player";
import { listen, listenMinimap } from "./pointer";
import type { Painted } from "./scene";
import { Stage } from "./stage";
import { Toolbar } from "./Toolbar";
import { sentence } from "./words";

export interface SpaceTimeProps {
  diagram: Diagram | null;
  title: string;
  /** Where that was done before: with many events it takes a while. */
  prepared?: Prepared;
  /** The label of the write to begin with: a story's. */
  focus?: string;
  /** What a diagram that is not of the whole keeps: "first 37 s". */
  part?: string;
  id: string;
}

/** Pixels from top to bottom on a wide page, give or take a line. */
export const roomFor = (regions: number): number => layout(900, regions).height + 250;

export function SpaceTime(props: SpaceTimeProps) {
  const { diagram } = props;
  if (!diagram || isEmpty(diagram)) return <p class="empty">Nothing happened that a diagram could show.</p>;
  return <Drawing {...props} diagram={diagram} key={props.id} />;
}

function Drawing({ diagram, prepared, title, focus, part, id }: SpaceTimeProps & { diagram: Diagram }) {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const status = useRef<HTMLParagraphElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<HTMLCanvasElement>(null);
  const [hover, setHover] = useState<{ text: string; x: number; y: number } | null>(null);
  const [stage, player] = useMemo(() => {
    const s = new Stage(diagram, {
      changed: () => render(undefined),
      painted: (painted, ms) => report(canvas.current, status.current, s, painted, ms),
    }, prepared);
    const w = focus === undefined ? -1 : diagram.writes.label.indexOf(focus);
    if (w >= 0) s.focus(w);
    return [s, new Player(s, () => render(undefined))] as const;
  }, [diagram]);
  const width = useWidth(box);

  useLayoutEffect(() => {
    stage.reserve(canvas.current!, minimap.current!);
    const stop = whenNear(box.current!, () => {
      stage.attach(canvas.current!, minimap.current!);
      stage.recolor();
    });
    const off = listen(canvas.current!, stage, {
      hover: (event, x, y) => setHover(event === null ? null : { text: sentence(diagram, event), x, y }),
      wheelIgnored: () => {},
    });
    const offMinimap = listenMinimap(minimap.current!, stage);
    const offColors = onColors(() => stage.recolor());
    return () => {
      stop();
      offColors();
      player.pause();
      off();
      offMinimap();
      stage.detach();
    };
  }, [stage]);
  useLayoutEffect(() => stage.resize(width), [stage, width]);

  const key = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !pressed(e.key, e.shiftKey, stage, player)) return;
    e.preventDefault();
  };
  return (
    <div class="spacetime" ref={box} data-diagram={id}>
      <Toolbar stage={stage} player={player} title={title} part={part} />
      <Filters stage={stage} id={id} />
      <div class="spacetime-stage">
        <canvas ref={canvas} tabIndex={0} role="application" onKeyDown={key} aria-describedby={`${id}-help`}
          aria-label={`Space-time diagram: ${title}. ${diagram.regions.length} regions, ${count(stage.visible.events.length)} events.`} />
        {hover && <Tip text={hover.text} x={hover.x} y={hover.y} width={stage.layout.width} />}
      </div>
      <canvas ref={minimap} class="minimap" aria-hidden="true" />
      <p class="spacetime-status small quiet" ref={status}>{"\u00a0"}</p>
      <Legend diagram={diagram} />
      <details class="small quiet no-print">
        <summary>Keys and mouse</summary>
        <p id={`${id}-help`} class="small">{KEYS_HELP} Drag moves; the wheel zooms once the diagram has the focus (click it), or with Ctrl.</p>
      </details>
      <Details stage={stage} />
    </div>
  );
}

function Tip({ text, x, y, width }: { text: string; x: number; y: number; width: number }) {
  const left = Math.min(Math.max(8, x + 14), Math.max(8, width - 300));
  return <div class="tip" style={{ left: `${left}px`, top: `${y + 16}px` }}>{text}</div>;
}

// What tests and readers want to know of the last frame.
function report(canvas: HTMLCanvasElement | null, status: HTMLElement | null, s: Stage, p: Painted, ms: number): void {
  if (canvas) {
    canvas.dataset.from = String(Math.round(s.view.from));
    canvas.dataset.to = String(Math.round(s.view.to));
    canvas.dataset.mode = p.detail ? "detail" : "columns";
    canvas.dataset.shown = String(p.shown);
    canvas.dataset.frameMs = ms.toFixed(2);
  }
  if (!status) return;
  const d = s.diagram;
  const all = isPart(d) ? ` Of the run's ${count(d.total_events)} events this diagram keeps ${count(d.shown_events)}.` : "";
  const how = p.detail ? "" : ", counted by column: zoom in to see each";
  const arrows = p.arrows < p.arrowsAll ? `, ${count(p.arrows)} of ${count(p.arrowsAll)} arrows drawn` : "";
  status.textContent = `${count(p.shown)} operations in view of ${count(s.visible.events.length)} events${how}${arrows}.${all}`;
}
