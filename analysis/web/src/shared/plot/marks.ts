// What stands behind and over the lines of a plot: faults as numbered stripes, a threshold.
import type uPlot from "uplot";
import { cssColor } from "../theme";

export interface Stripe {
  begin: number;
  end: number;
  name: string; // short: "1"
}

export interface Threshold {
  value: number;
  words: string;
  axis: "x" | "y";
}

const ratio = (): number => window.devicePixelRatio || 1;

export function paintStripes(u: uPlot, stripes: readonly Stripe[]): void {
  const { left, top, width, height } = u.bbox;
  const c = u.ctx;
  c.save();
  c.beginPath();
  c.rect(left, top, width, height);
  c.clip();
  for (const stripe of stripes) {
    const a = u.valToPos(stripe.begin, "x", true);
    const b = u.valToPos(stripe.end, "x", true);
    if (!(b > left) || !(a < left + width)) continue;
    c.fillStyle = cssColor("--shade");
    c.fillRect(a, top, Math.max(ratio(), b - a), height);
    c.fillStyle = cssColor("--shade-ink");
    c.font = `600 ${11 * ratio()}px sans-serif`;
    c.textAlign = "left";
    c.textBaseline = "top";
    c.fillText(stripe.name, Math.max(a, left) + 3 * ratio(), top + 3 * ratio());
  }
  c.restore();
}

export function paintThreshold(u: uPlot, threshold: Threshold): void {
  const { left, top, width, height } = u.bbox;
  const at = u.valToPos(threshold.value, threshold.axis, true);
  const c = u.ctx;
  const flat = threshold.axis === "y";
  if (!Number.isFinite(at) || (flat ? at < top || at > top + height : at < left || at > left + width)) return;
  c.save();
  c.strokeStyle = cssColor("--threshold");
  c.fillStyle = cssColor("--threshold");
  c.lineWidth = 1.5 * ratio();
  c.setLineDash([6 * ratio(), 4 * ratio()]);
  c.beginPath();
  c.moveTo(flat ? left : at, flat ? at : top);
  c.lineTo(flat ? left + width : at, flat ? at : top + height);
  c.stroke();
  c.font = `${11 * ratio()}px sans-serif`;
  c.textAlign = "right";
  c.textBaseline = flat ? "bottom" : "top";
  if (flat) c.fillText(threshold.words, left + width - 4 * ratio(), at - 2 * ratio());
  else c.fillText(threshold.words, at - 4 * ratio(), top + height - 16 * ratio());
  c.restore();
}
