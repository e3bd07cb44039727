// The fates of writes: their words, groups, and how they look. A fate differs from another by colour
// (custom properties in style/tokens.css, safe for the colour-blind), by the shape of its mark and by
// the pattern of its area, so that none depends on colour alone.

export type Shape = "disc" | "ring" | "square" | "box" | "cross" | "diamond" | "up" | "down" | "star" | "half" | "dash";
export type Group = "survived" | "superseded" | "lost" | "open" | "none";

export interface FateLook {
  name: string;
  /** Two or three words: legends. */
  words: string;
  /** One sentence: what it means. */
  meaning: string;
  group: Group;
  shape: Shape;
  /** Of CSS: `var(${color})`. */
  color: string;
  pattern: "solid" | "dots" | "lines" | "back" | "grid" | "wide" | "none";
}

const look = (name: string, words: string, group: Group, shape: Shape, pattern: FateLook["pattern"],
  meaning: string): FateLook =>
  ({ name, words, meaning, group, shape, pattern, color: `--fate-${name.replace(/_/g, "-")}` });

export const FATES: readonly FateLook[] = [
  look("winner", "survives", "survived", "disc", "solid", "The final value, on which all replicas agree."),
  look("included", "survives inside", "survived", "ring", "dots", "The final value was computed from it."),
  look("superseded_informed", "replaced knowingly", "superseded", "square", "none",
    "Overwritten by a client that had seen it."),
  look("superseded_sequential", "replaced in order", "superseded", "box", "lines",
    "Overwritten by a later write whose region had it already."),
  look("lost_local", "lost: local", "lost", "diamond", "grid",
    "Overwritten by a write computed from an older value, though its region or its client had seen this one."),
  look("lost_concurrent", "lost: concurrent", "lost", "cross", "solid",
    "Overwritten by a write of another region; neither knew the other."),
  look("lost_inverted", "lost: inverted", "lost", "down", "back",
    "Overwritten by a write it had seen itself: a clock put it in the past."),
  look("lost_orphaned", "lost: orphaned", "lost", "up", "wide",
    "Lived inside another write, and went when that one was lost."),
  look("lost_stranded", "lost: stranded", "lost", "star", "dots",
    "No other region received it before its own was gone."),
  look("unresolved", "unresolved", "open", "half", "lines", "The replicas do not agree on its item."),
  look("recovered", "recovered", "open", "half", "dots", "The client heard nothing, yet the effect is there."),
  look("no_effect", "no effect", "none", "dash", "none", "Refused, or nothing of it is left."),
  look("failed", "refused", "none", "dash", "none", "The request was refused."),
  look("unexpected", "contradiction", "open", "star", "grid", "The trace contradicts itself: a bug of Lastwrite."),
];

const byName = new Map(FATES.map((f) => [f.name, f]));

/** Of an unknown name too: a newer program may know more fates than this page. */
export function fateLook(name: string): FateLook {
  return byName.get(name) ?? { name, words: name.replace(/_/g, " "), meaning: "A fate this page does not know.",
    group: name.startsWith("lost") ? "lost" : "open", shape: "half", pattern: "none", color: "--fate-unexpected" };
}

/** Fates that an acknowledged write can have, in the order of the waterfall. */
export const ACKNOWLEDGED: readonly string[] = ["superseded_informed", "superseded_sequential", "lost_local",
  "lost_concurrent", "lost_inverted", "lost_orphaned", "lost_stranded", "unresolved", "included", "winner"];

export const isLost = (name: string): boolean => fateLook(name).group === "lost";
