// The buttons of a diagram: play, step, zoom, export.
import { duration } from "../format";
import { download, toPng, toSvg } from "./export";
import type { Player } from "./player";
import type { Stage } from "./stage";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

interface Props {
  stage: Stage;
  player: Player;
  title: string;
  part: string | undefined; // what is kept, where that is not all
}

export function Toolbar({ stage, player, title, part }: Props) {
  const svg = () => download(`${title}.svg`, new Blob([toSvg(stage.scene(), title)], { type: "image/svg+xml" }));
  const png = async () => {
    const image = await toPng(stage.scene());
    if (image) download(`${title}.png`, image);
  };
  return (
    <div class="spacetime-tools no-print" role="toolbar" aria-label={`Diagram: ${title}`}>
      <span class="tool-group">
        <button type="button" onClick={() => player.toggle()} aria-pressed={player.playing} title="Play or pause (space)">
          {player.playing ? "❚❚ pause" : "▶ play"}
        </button>
        <select aria-label="Speed" title={`A second of playing shows ${duration(player.rate * 1e3)} of the run`} value={String(player.speed)}
          onChange={(e) => { player.speed = Number(e.currentTarget.value); stage.select(stage.selected, false); }}>
          {SPEEDS.map((s) => <option value={String(s)}>×{s}</option>)}
        </select>
        {stage.until !== null && <button type="button" onClick={() => player.rewind()}>show all</button>}
      </span>
      <span class="tool-group">
        <button type="button" onClick={() => stage.step(-1)} title="Previous event (P)">◂ previous</button>
        <button type="button" onClick={() => stage.step(1)} title="Next event (N)">next ▸</button>
      </span>
      <span class="tool-group">
        <button type="button" onClick={() => stage.zoom(1 / 1.6)} aria-label="Zoom in" title="Zoom in (+)">+</button>
        <button type="button" onClick={() => stage.zoom(1.6)} aria-label="Zoom out" title="Zoom out (−)">−</button>
        <button type="button" onClick={() => stage.setView(stage.whole)} title={part ? `All that is kept: the ${part} (0)` : "The whole time (0)"}>{part ?? "whole"}</button>
      </span>
      <span class="tool-group">
        <button type="button" onClick={svg} title="Save what is in view as a vector drawing">SVG</button>
        <button type="button" onClick={() => void png()} title="Save what is in view as an image">PNG</button>
      </span>
    </div>
  );
}
