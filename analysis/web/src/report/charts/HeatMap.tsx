// Time × latency: how many records of a second took how long. Colour by the logarithm of the count.
import { useEffect, useRef, useState } from "preact/hooks";
import { count, duration, seconds, tick } from "../../shared/format";
import { fit } from "../../shared/spacetime/stage";
import type { Range } from "../../shared/plot/range";
import { roundTicks } from "../../shared/plot/axes";
import type { Stripe } from "../../shared/plot/marks";
import { cssColor, onColors } from "../../shared/theme";
import { useWidth } from "../../shared/use-size";
import { whenNear } from "../../shared/when-near";
import type { StrategyData } from "../data";

interface Props {
  axes: StrategyData["heat"];
  counts: number[];
  faults: Stripe[];
  range: Range; // of the time axis, s
  threshold: number; // ns
  label: string;
}

const HEIGHT = 260;
const LEFT = 62;
const BOTTOM = 40;
const TOP = 16;
const RIGHT = 14;

const xOf = (t: number, width: number, [from, to]: Range): number => LEFT + ((t - from) / (to - from || 1)) * (width - LEFT - RIGHT);

export function HeatMap(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const [under, setUnder] = useState<string>("");
  const most = props.counts.reduce((a, b) => Math.max(a, b), 0);
  useEffect(() => {
    const redraw = () => draw(canvas.current!, width, props, most);
    let off = () => {};
    const stop = whenNear(box.current!, () => {
      redraw();
      off = onColors(redraw);
    });
    return () => {
      stop();
      off();
    };
  }, [width, props.counts, props.axes, props.range]);
  const move = (e: PointerEvent) => {
    const at = canvas.current!.getBoundingClientRect();
    setUnder(cellText(props, width, e.clientX - at.left, e.clientY - at.top));
  };
  return (
    <div ref={box}>
      <canvas ref={canvas} role="img" style={{ width: "100%", height: `${HEIGHT}px` }} aria-label={props.label} onPointerMove={move} onPointerLeave={() => setUnder("")} />
      <ul class="legend" aria-label="Legend">
        <li><span class="entry">1 <span class="heat-ramp" aria-hidden="true" /> {count(most)} records in a cell</span></li>
        <li><span class="entry quiet">{under}</span></li>
      </ul>
    </div>
  );
}

function mix(a: string, b: string, t: number): string {
  const part = (hex: string, i: number) => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  const channel = (i: number) => Math.round(part(a, i) + (part(b, i) - part(a, i)) * t);
  return `rgb(${channel(0)}, ${channel(1)}, ${channel(2)})`;
}

function draw(canvas: HTMLCanvasElement, width: number, { axes, counts, faults, range, threshold }: Props, most: number): void {
  const c = fit(canvas, width, HEIGHT);
  c.clearRect(0, 0, width, HEIGHT);
  const rows = axes.edges.length - 1;
  const x = (t: number) => xOf(t, width, range);
  const w = x(axes.step_s) - x(0);
  const h = (HEIGHT - TOP - BOTTOM) / rows;
  shade(c, width, range, faults);
  const [low, middle, high] = [cssColor("--heat-low"), cssColor("--heat-mid"), cssColor("--heat-high")];
  for (let i = 0; i < counts.length; i++) {
    if (!counts[i]) continue;
    const t = most > 1 ? Math.log(counts[i]!) / Math.log(most) : 1;
    c.fillStyle = t < 0.5 ? mix(low, middle, t * 2) : mix(middle, high, t * 2 - 1);
    const column = Math.floor(i / rows);
    c.fillRect(x(axes.begin_s + column * axes.step_s), TOP + (rows - 1 - (i % rows)) * h, w + 0.4, h + 0.4);
  }
  frame(c, width, axes, range);
  alert(c, width, axes, threshold);
}

function frame(c: CanvasRenderingContext2D, width: number, axes: Props["axes"], range: Range): void {
  c.strokeStyle = cssColor("--line-strong");
  c.strokeRect(LEFT, TOP, width - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
  c.fillStyle = cssColor("--ink-2");
  c.font = "12px system-ui, sans-serif";
  c.textAlign = "right";
  const [low, high] = [axes.edges[0]!, axes.edges[axes.edges.length - 1]!];
  for (const t of roundTicks(low, high)) c.fillText(`${tick(t / 1e6)} ms`, LEFT - 6, yOf(t, low, high) + 4);
  c.textAlign = "center";
  const every = niceStep((range[1] - range[0]) / Math.max(2, width / 110));
  for (let t = Math.ceil(range[0] / every) * every; t <= range[1] + 1e-9; t += every) {
    c.fillText(`${tick(Math.round(t * 1e6) / 1e6)}`, xOf(t, width, range), HEIGHT - BOTTOM + 16);
  }
  c.fillText("seconds since measuring began", LEFT + (width - LEFT) / 2, HEIGHT - 6);
}

const niceStep = (raw: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1e-6)));
  return [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw) ?? raw;
};

const yOf = (ns: number, low: number, high: number): number =>
  HEIGHT - BOTTOM - ((Math.log(ns) - Math.log(low)) / (Math.log(high) - Math.log(low))) * (HEIGHT - TOP - BOTTOM);

function shade(c: CanvasRenderingContext2D, width: number, range: Range, faults: Props["faults"]): void {
  const x = (s: number) => Math.min(width - RIGHT, Math.max(LEFT, xOf(s, width, range)));
  faults.forEach((fault, i) => {
    c.fillStyle = cssColor("--shade");
    c.fillRect(x(fault.begin), TOP, Math.max(1, x(fault.end) - x(fault.begin)), HEIGHT - TOP - BOTTOM);
    c.fillStyle = cssColor("--shade-ink");
    c.fillRect(x(fault.begin), TOP - 5, Math.max(2, x(fault.end) - x(fault.begin)), 3);
    c.font = "600 11px system-ui, sans-serif";
    c.textAlign = "left";
    c.fillText(String(i + 1), x(fault.begin) + 2, TOP - 7);
  });
}

function alert(c: CanvasRenderingContext2D, width: number, axes: Props["axes"], threshold: number): void {
  const [low, high] = [axes.edges[0]!, axes.edges[axes.edges.length - 1]!];
  if (threshold < low || threshold > high) return;
  c.strokeStyle = c.fillStyle = cssColor("--threshold");
  c.setLineDash([6, 4]);
  c.beginPath();
  c.moveTo(LEFT, yOf(threshold, low, high));
  c.lineTo(width - RIGHT, yOf(threshold, low, high));
  c.stroke();
  c.setLineDash([]);
  c.textAlign = "right";
  c.fillText(`alert above ${threshold / 1e6} ms`, width - 18, yOf(threshold, low, high) - 4);
}

function cellText({ axes, counts, range }: Props, width: number, x: number, y: number): string {
  const rows = axes.edges.length - 1;
  const at = range[0] + ((x - LEFT) / (width - LEFT - RIGHT)) * (range[1] - range[0]);
  const column = Math.floor((at - axes.begin_s) / axes.step_s);
  const row = rows - 1 - Math.floor(((y - TOP) / (HEIGHT - TOP - BOTTOM)) * rows);
  if (column < 0 || column >= axes.columns || row < 0 || row >= rows) return "";
  const t = axes.begin_s + column * axes.step_s;
  return `${seconds(t)}: ${count(counts[column * rows + row] ?? 0)} took ${duration(axes.edges[row])} to ${duration(axes.edges[row + 1])}`;
}
