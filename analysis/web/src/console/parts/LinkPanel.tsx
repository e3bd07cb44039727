// One link: what it did in the last second, what waits, and what can be done to it.
import { useState } from "preact/hooks";
import { count, digits } from "../../shared/format";
import { useConsole } from "../context";
import type { Lag, Link } from "../data";
import { fixedMs, LATENCY_STEPS, latencyAt, latencyPosition, LOSSES, lossPosition, milliseconds, outstandingText, peerOf } from "../words";
import { Action } from "./Action";
import { Slider } from "./Slider";

export function LinkPanel({ link }: { link: Link }) {
  const { state, mayChange } = useConsole();
  const lag = state.second.lags[state.links.indexOf(link)];
  return (
    <div class="panel" data-panel={`${link.from}>${link.to}`}>
      <h3>{link.from} → {link.to}{link.partitioned && <span class="badge bad">cut</span>}{link.paused && <span class="badge bad">paused</span>}</h3>
      <dl class="facts">
        <div><dt>lag, last second</dt><dd>{lagText(lag)}</dd></div>
        <div><dt>outstanding</dt><dd>{outstandingText(peerOf(state.regions, link))}</dd></div>
        {!mayChange && <div><dt>latency</dt><dd>{latencyText(link)}</dd></div>}
        {!mayChange && <div><dt>loss</dt><dd>{lossText(link.loss_ppm)}</dd></div>}
        {link.pipeline !== "0ms" && <div><dt>pipeline on top</dt><dd class="mono">{link.pipeline}</dd></div>}
      </dl>
      {mayChange && <LinkActions link={link} />}
    </div>
  );
}

function lagText(lag: Lag | null | undefined): string {
  if (!lag) return "nothing arrived";
  return `p50 ${milliseconds(lag.p50_ms)}, p99 ${milliseconds(lag.p99_ms)}, the last ${milliseconds(lag.last_ms)}; ${count(lag.records)} records`;
}

function latencyText(link: Link): string {
  const ms = fixedMs(link.latency);
  return ms === null ? link.latency : milliseconds(ms);
}

function lossText(ppm: number): string {
  return `${digits(ppm / 10_000, 3)} %`;
}

function LinkActions({ link }: { link: Link }) {
  const { command } = useConsole();
  const [both, setBoth] = useState(true);
  const { from, to } = link;
  const change = (what: Record<string, string>) => command("/link", { from, to, both, ...what });
  const ms = fixedMs(link.latency) ?? 0;
  return (
    <>
      <Slider id="latency" label="Latency" min={0} max={LATENCY_STEPS} value={latencyPosition(ms)} shown={latencyText(link)}
        text={(p) => milliseconds(latencyAt(p))} set={(p) => change({ latency: `${latencyAt(p)}ms` })} />
      <Slider id="loss" label="Loss" min={0} max={LOSSES.length - 1} value={lossPosition(link.loss_ppm)} shown={lossText(link.loss_ppm)}
        text={(p) => `${LOSSES[p]} %`} set={(p) => change({ loss: `${LOSSES[p]}%` })} />
      <div class="actions">
        <label class="check"><input type="checkbox" checked={both} onChange={(e) => setBoth(e.currentTarget.checked)} /> both ways</label>
        {link.pipeline !== "0ms" && <button type="button" onClick={() => change({ pipeline: "0ms" })}>No pipeline</button>}
        <button type="button" onClick={() => command("/pause", { from, to, both, resume: link.paused })}>{link.paused ? "Resume" : "Pause"}</button>
        <Action off={link.partitioned} act={() => command("/partition", { side: [from], other: [to] })}>Partition these two</Action>
      </div>
    </>
  );
}
