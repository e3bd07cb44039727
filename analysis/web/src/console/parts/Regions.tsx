// Regions and the links between them: a map to see, a table to choose by, and what can be done to the chosen.
import { useState } from "preact/hooks";
import type { Link } from "../data";
import { useConsole } from "../context";
import { Action } from "./Action";
import { LinkPanel } from "./LinkPanel";
import { LinkTable } from "./LinkTable";
import { RegionMap } from "./RegionMap";
import { RegionPanel } from "./RegionPanel";

export type Chosen = { region: string } | { from: string; to: string };

export function Regions() {
  const { state, mayChange, command } = useConsole();
  const [chosen, choose] = useState<Chosen>({ region: state.regions[0]!.region });
  const region = "region" in chosen ? state.regions.find((r) => r.region === chosen.region) : undefined;
  const link = "from" in chosen ? state.links.find((l) => l.from === chosen.from && l.to === chosen.to) : undefined;
  return (
    <section id="regions" aria-labelledby="regions-title">
      <div class="section-head">
        <h2 id="regions-title">Regions</h2>
        {mayChange && (
          <div class="actions">
            <Action off={!state.links.some(disturbed)} act={() => command("/heal", {})}>Heal: end cuts and pauses</Action>
            <button type="button" onClick={() => command("/heal", { links: true })}>Links as at the start</button>
          </div>
        )}
      </div>
      <div class="regions-grid">
        <div class="card"><RegionMap chosen={chosen} choose={choose} /></div>
        <div class="card">
          <LinkTable chosen={chosen} choose={choose} />
          {region && <RegionPanel key={region.region} region={region} />}
          {link && <LinkPanel key={`${link.from}>${link.to}`} link={link} />}
        </div>
      </div>
    </section>
  );
}

export const disturbed = (link: Link): boolean => link.partitioned || link.paused;
