// The keys of a diagram that has the focus. Returns whether the key meant something.
import type { Player } from "./player";
import type { Stage } from "./stage";
import { panned } from "./view";

export const KEYS_HELP =
  "Keys: + and − zoom, ← and → move, Home and End go to the ends, 0 shows all, N and P step to the next and previous event, space plays, Escape clears.";

export function pressed(key: string, shift: boolean, stage: Stage, player: Player): boolean {
  const length = stage.view.to - stage.view.from;
  const move = (part: number) => stage.setView(panned(stage.view, length * part, stage.whole));
  const part = shift ? 0.5 : 0.12;
  switch (key) {
    case "+": case "=": stage.zoom(1 / 1.5); return true;
    case "-": case "_": case "−": stage.zoom(1.5); return true;
    case "ArrowLeft": move(-part); return true;
    case "ArrowRight": move(part); return true;
    case "Home": move(-1e9); return true;
    case "End": move(1e9); return true;
    case "0": stage.setView(stage.whole); return true;
    case "n": case "N": case "]": stage.step(1); return true;
    case "p": case "P": case "[": stage.step(-1); return true;
    case " ": player.toggle(); return true;
    case "Escape":
      player.rewind();
      stage.select(null);
      return true;
    default: return false;
  }
}
