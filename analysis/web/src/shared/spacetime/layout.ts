// Where things are on the drawing: lanes of regions from top to bottom, time to the right.
import { ROWS } from "./index";
import type { View } from "./view";

export interface Layout {
  width: number;
  height: number;
  left: number; // of the plot: names stand before it, or above their lanes where the drawing is narrow
  right: number;
  top: number;
  bottom: number; // the axis stands below
  lane: number; // height of a lane
  row: number; // between the rows of a lane's operations
  narrow: boolean;
}

const AXIS = 30;

export function layout(width: number, lanes: number): Layout {
  const narrow = width < 560;
  const lane = lanes <= 3 ? 104 : lanes <= 6 ? 84 : 66;
  const left = narrow ? 10 : 132;
  const top = 10;
  const height = top + Math.max(1, lanes) * lane + AXIS;
  return { width, height, left, right: width - 14, top, bottom: height - AXIS, lane, row: lane < 80 ? 11 : 15, narrow };
}

/** The line of a lane. */
export function laneY(l: Layout, lane: number): number {
  return l.top + lane * l.lane + l.lane * 0.62;
}

/** The middle of an operation's bar: above the line, row by row. */
export function rowY(l: Layout, lane: number, row: number): number {
  return laneY(l, lane) - Math.min(row, ROWS - 1) * l.row;
}

export function xOf(l: Layout, view: View, t: number): number {
  return l.left + ((t - view.from) / (view.to - view.from)) * (l.right - l.left);
}

export function timeAt(l: Layout, view: View, x: number): number {
  return view.from + ((x - l.left) / (l.right - l.left)) * (view.to - view.from);
}
