// The time axis: ticks at round times, written in the coarsest unit that tells them apart.
import { scaleLinear } from "d3-scale";
import type { View } from "./view";

export interface TimeTick {
  t: number; // µs
  text: string;
}

export function timeTicks(view: View, howMany: number): TimeTick[] {
  const ticks = scaleLinear([view.from, view.to], [0, 1]).ticks(Math.max(2, howMany));
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : view.to - view.from;
  const decimals = Math.max(0, Math.min(6, Math.ceil(6 - Math.log10(Math.max(step, 1e-9)) - 1e-9)));
  return ticks.map((t) => ({ t, text: `${(t / 1e6).toFixed(decimals).replace("-", "−")} s` }));
}
