// Light or dark: by the system's preference until the reader chooses. Canvases take their colours from
// the custom properties when they draw; onColors() makes them draw again when those change, printing included
// (paper is light).
import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark";

const dark = (): MediaQueryList => window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let chosen: Theme | null = null;
let printing = false;

export function theme(): Theme {
  if (printing) return "light";
  return chosen ?? (dark().matches ? "dark" : "light");
}

function apply(): void {
  const forced = printing ? "light" : chosen;
  if (forced) document.documentElement.dataset.theme = forced;
  else delete document.documentElement.dataset.theme;
  for (const listener of [...listeners]) listener();
}

export function toggleTheme(): void {
  chosen = theme() === "dark" ? "light" : "dark";
  apply();
}

/** Once, before the page is drawn. */
export function watchTheme(): void {
  dark().addEventListener("change", apply);
  const print = (on: boolean) => () => {
    printing = on;
    apply();
  };
  window.addEventListener("beforeprint", print(true));
  window.addEventListener("afterprint", print(false));
}

/** Calls `draw` whenever the colours have changed, before anything else happens: a printer does not wait. */
export function onColors(draw: () => void): () => void {
  listeners.add(draw);
  return () => void listeners.delete(draw);
}

export function useTheme(): Theme {
  const [current, set] = useState(theme());
  useEffect(() => onColors(() => set(theme())), []);
  return current;
}

/** The value of a custom property: cssColor("--ink") is "#1b1f24". */
export function cssColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#888888";
}
