// One region: how it is, and what can be done to it.
import { count } from "../../shared/format";
import { useConsole } from "../context";
import type { Region } from "../data";
import { CLOCK_STEPS, clockAt, clockPosition, offsetText, outstandingText } from "../words";
import { Action } from "./Action";
import { Slider } from "./Slider";

/** `over`: the cluster is gone, and no news will come. */
export function stateText(region: Region, over: boolean): string {
  if (over) return region.running ? "it ran until the run was over" : "it was down when the run was over";
  if (!region.running) return `down: ${region.down ?? "it does not answer"}`;
  return region.silent ? "does not answer; this is what it said before" : "runs";
}

export function RegionPanel({ region }: { region: Region }) {
  const { view, mayChange } = useConsole();
  return (
    <div class="panel" data-panel={region.region}>
      <h3>{region.region}</h3>
      <dl class="facts">
        <div><dt>state</dt><dd>{stateText(region, view.note?.last === true)}</dd></div>
        {region.endpoint && <div><dt>endpoint</dt><dd class="mono">{region.endpoint}</dd></div>}
        <div><dt>writes told OK</dt><dd>{count(region.writes)}, {count(region.lost)} of them lost</dd></div>
        {(region.peers ?? []).map((p) => (
          <div><dt>not yet in {p.peer}</dt><dd>{outstandingText(p)}</dd></div>
        ))}
        {!mayChange && <div><dt>clock</dt><dd>{offsetText(region.clock_offset_ms)}</dd></div>}
      </dl>
      {mayChange && <RegionActions region={region} />}
    </div>
  );
}

function RegionActions({ region }: { region: Region }) {
  const { state, command } = useConsole();
  const name = region.region;
  const mine = state.links.filter((l) => l.from === name || l.to === name);
  const offset = region.clock_offset_ms ?? 0;
  const allPaused = mine.length > 0 && mine.every((l) => l.paused);
  return (
    <>
      <Slider id="clock" label="Clock" min={-CLOCK_STEPS} max={CLOCK_STEPS} value={clockPosition(offset)} shown={offsetText(region.clock_offset_ms)}
        text={(p) => offsetText(clockAt(p))} set={(p) => command("/clock", { region: name, offset: `${clockAt(p)}ms` })} disabled={!region.running} />
      <div class="actions">
        <Action off={!region.running || mine.length === 0 || mine.every((l) => l.partitioned)} act={() => command("/partition", { side: [name] })}>Partition: cut it off</Action>
        <Action off={!region.running || mine.length === 0} act={() => command("/pause", { from: name, resume: allPaused })}>{allPaused ? "Resume replication" : "Pause replication"}</Action>
        {region.running
          ? <button type="button" class="danger" onClick={() => command("/kill", { region: name }, `${name} is dead. Restart brings it back.`)}>Kill</button>
          : <button type="button" onClick={() => command("/restart", { region: name })}>Restart</button>}
      </div>
    </>
  );
}
