// Lines over one axis, by uPlot: drag to zoom, double-click to go back, the same by keys; a legend that
// switches lines and shows their values under the cursor.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { NONE } from "../format";
import { cssColor, onColors } from "../theme";
import { useWidth } from "../use-size";
import { whenNear } from "../when-near";
import { axis, scale, type AxisLook } from "./axes";
import { paintStripes, paintThreshold, type Stripe, type Threshold } from "./marks";
import { PlotLegend } from "./PlotLegend";
import { spread, type Range } from "./range";

export interface Line {
  name: string;
  values: (number | null | undefined)[];
  color: string; // custom property: "--series-0"
  width?: number;
  dash?: number[];
  /** Fills down to the line of that number. */
  fillTo?: number;
  /** How strongly an area is filled. */
  fill?: number;
  stepped?: boolean;
  /** Marks each value: of lines with gaps. */
  points?: boolean;
  spanGaps?: boolean;
}

export interface PlotProps {
  label: string; // what it shows: for those who do not see it
  x: number[];
  lines: Line[];
  range?: Range; // of the x axis, where it is more than that of x
  xAxis: AxisLook;
  yAxis: AxisLook;
  height?: number;
  most?: number; // of nines
  stripes?: readonly Stripe[];
  threshold?: Threshold | undefined;
  sync?: string;
  /** The data grow while it is looked at: the plot stays, with its zoom and its cursor. */
  live?: boolean;
}

export function Plot(given: PlotProps) {
  const { range } = given;
  const props = { ...given, ...useMemo(() => spread(given.x, given.lines, range), [given.x, given.lines, range?.[0], range?.[1]]) };
  const box = useRef<HTMLDivElement>(null);
  const target = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [cursor, setCursor] = useState<number | null>(null);
  const [isZoomed, setZoomed] = useState(false);
  const width = useWidth(box);
  const data = useMemo(() => [props.x, ...props.lines.map((l) => l.values)] as uPlot.AlignedData, [props.x, props.lines]);

  // As of the moment when the chart comes near, which may be long after this.
  const latest = useRef({ props, hidden, width, data });
  latest.current = { props, hidden, width, data };
  const names = props.live ? props.lines.map((l) => `${l.name} ${l.color}`).join("|") : data;
  useEffect(() => {
    let off = () => {};
    const stop = whenNear(box.current!, () => {
      const now = latest.current;
      const options = optionsOf(now.props, now.hidden, setCursor, (u) => setZoomed(zoomedIn(u)));
      plot.current = new uPlot({ ...options, width: Math.max(200, now.width) }, now.data, target.current!);
      setZoomed(false);
      off = onColors(() => plot.current?.redraw());
    });
    return () => {
      stop();
      off();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [names, props.stripes, props.threshold, props.yAxis.kind]);
  useEffect(() => {
    if (!props.live || !plot.current || plot.current.data === data) return;
    const zoomed = zoomedIn(plot.current);
    plot.current.setData(data, !zoomed);
    if (zoomed) plot.current.redraw();
  }, [data]);
  useEffect(() => plot.current?.setSize({ width: Math.max(200, width), height: props.height ?? 260 }), [width]);
  useEffect(() => props.lines.forEach((_, i) => plot.current?.setSeries(i + 1, { show: !hidden.has(i) })), [hidden]);

  const key = (e: KeyboardEvent) => {
    if (plot.current && !e.ctrlKey && !e.metaKey && zoomByKey(plot.current, e.key)) e.preventDefault();
  };
  const toggle = (i: number) => {
    const next = new Set(hidden);
    if (!next.delete(i)) next.add(i);
    setHidden(next);
  };
  return (
    <div ref={box}>
      <div class="plot" role="group" aria-label={`${props.label}. Drag or + and − zoom, arrows move, 0 goes back.`} tabIndex={0} onKeyDown={key}>
        {isZoomed && <button type="button" class="plot-reset no-print" onClick={() => plot.current && reset(plot.current)}>reset zoom</button>}
        <div ref={target} style={{ minHeight: `${props.height ?? 260}px` }} />
      </div>
      <PlotLegend lines={props.lines} hidden={hidden} toggle={toggle}
        value={(i) => (cursor === null ? "" : valueText(props, i, cursor))}
        at={cursor === null ? "" : `at ${props.xAxis.format(props.x[cursor] ?? 0)}`} />
    </div>
  );
}

function valueText(props: PlotProps, line: number, at: number): string {
  const value = props.lines[line]!.values[at];
  return value === null || value === undefined ? NONE : props.yAxis.format(value);
}

function optionsOf(props: PlotProps, hidden: ReadonlySet<number>, point: (at: number | null) => void,
  scaled: (u: uPlot) => void): uPlot.Options {
  const { stripes, threshold, most = 4 } = props;
  return {
    width: 600, height: props.height ?? 260, legend: { show: false },
    padding: [10, props.xAxis.steps ? 30 : 14, 0, 0], // times of day are wide
    scales: { x: { time: false, ...(props.xAxis.kind === "log" ? { distr: 3, log: 10 } : {}) }, y: scale(props.yAxis, most) },
    axes: [axis(props.xAxis, 2, most, 28), axis(props.yAxis, 3, most, 58)],
    series: [{}, ...props.lines.map((l, i) => seriesOf(l, !hidden.has(i)))],
    bands: props.lines.flatMap((l, i) => l.fillTo === undefined ? [] :
      [{ series: [i + 1, l.fillTo + 1] as [number, number], fill: (() => translucent(cssColor(l.color), l.fill ?? 0.18)) as unknown as string }]),
    cursor: { drag: { x: true, y: false, setScale: true }, points: { size: 7 },
      ...(props.sync ? { sync: { key: props.sync, setSeries: false } } : {}) },
    hooks: {
      drawClear: [(u) => stripes && paintStripes(u, stripes)],
      draw: [(u) => threshold && paintThreshold(u, threshold)],
      setCursor: [(u) => point(u.cursor.idx ?? null)],
      setScale: [(u, name) => name === "x" && scaled(u)],
    },
  };
}

function seriesOf(line: Line, show: boolean): uPlot.Series {
  const color = () => cssColor(line.color);
  const out: uPlot.Series = { show, stroke: color, width: line.width ?? 1.6, spanGaps: line.spanGaps ?? false, points: { show: line.points ?? false, size: 4 } };
  if (line.dash) out.dash = line.dash;
  if (line.fill !== undefined && line.fillTo === undefined) out.fill = () => translucent(color(), line.fill!);
  if (line.stepped) out.paths = uPlot.paths.stepped!({ align: 1, alignGaps: 1 });
  return out;
}

/** "#1f5fa8" as rgba. */
export function translucent(hex: string, alpha: number): string {
  const n = Number.parseInt(hex.slice(1, 7), 16);
  return `rgba(${(n >> 16) & 255}, ${(n >> 8) & 255}, ${n & 255}, ${alpha})`;
}

function bounds(u: uPlot): [number, number] {
  const x = u.data[0];
  return [x[0] ?? 0, x[x.length - 1] ?? 1];
}

function zoomedIn(u: uPlot): boolean {
  const [low, high] = bounds(u);
  const { min, max } = u.scales.x!;
  return min !== undefined && max !== undefined && (min > low + 1e-9 || max < high - 1e-9);
}

function reset(u: uPlot): void {
  const [min, max] = bounds(u);
  u.setScale("x", { min, max });
}

function zoomByKey(u: uPlot, key: string): boolean {
  const log = u.scales.x!.distr === 3;
  const to = (v: number) => (log ? Math.log10(v) : v);
  const back = (v: number) => (log ? 10 ** v : v);
  const [first, last] = bounds(u).map(to) as [number, number];
  let [a, b] = [to(u.scales.x!.min ?? 0), to(u.scales.x!.max ?? 1)];
  const length = b - a;
  if (key === "0") [a, b] = [first, last];
  else if (key === "+" || key === "=") [a, b] = [a + length * 0.2, b - length * 0.2];
  else if (key === "-" || key === "−") [a, b] = [a - length * 0.33, b + length * 0.33];
  else if (key === "ArrowLeft") [a, b] = [Math.max(first, a - length * 0.15), Math.max(first, a - length * 0.15) + length];
  else if (key === "ArrowRight") [a, b] = [Math.min(last, b + length * 0.15) - length, Math.min(last, b + length * 0.15)];
  else return false;
  u.setScale("x", { min: back(Math.max(first, a)), max: back(Math.min(last, b)) });
  return true;
}
