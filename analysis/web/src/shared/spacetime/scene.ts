// All that one drawing depends on, and what the painter hands back.
import { cssColor } from "../theme";
import { fateLook, type Shape } from "../fates";
import type { Diagram } from "./diagram";
import type { EventKind, Prepared, Visible } from "./index";
import type { Layout } from "./layout";
import type { View } from "./view";

export interface Palette {
  paper: string;
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  lane: string;
  accent: string;
  read: string;
  fate: { color: string; shape: Shape; lost: boolean; words: string }[]; // by the diagram's number
}

export function palette(d: Diagram): Palette {
  return {
    paper: cssColor("--card"), ink: cssColor("--ink"), ink2: cssColor("--ink-2"), ink3: cssColor("--ink-3"),
    line: cssColor("--line"), lane: cssColor("--line-strong"), accent: cssColor("--accent"), read: cssColor("--ink-3"),
    fate: d.fates.map((name) => {
      const look = fateLook(name);
      return { color: cssColor(look.color), shape: look.shape, lost: look.group === "lost", words: look.words };
    }),
  };
}

export interface Scene {
  prepared: Prepared;
  visible: Visible;
  laneOf: Int16Array; // by region; −1: hidden
  layout: Layout;
  view: View;
  palette: Palette;
  selected: number | null; // event
  until: number | null; // of playing: what is later is faint
}

export interface Hit {
  x: number;
  y: number;
  kind: EventKind;
  id: number;
}

export interface Painted {
  detail: boolean; // false: counted by column
  shown: number; // events in the view
  arrows: number; // drawn
  arrowsAll: number;
  hits: Hit[];
}

export function lanesOf(regions: number, lanes: readonly number[]): Int16Array {
  const laneOf = new Int16Array(regions).fill(-1);
  lanes.forEach((region, lane) => (laneOf[region] = lane));
  return laneOf;
}
