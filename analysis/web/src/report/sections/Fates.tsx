// Waterfalls: what became of the acknowledged writes.
import { Figure } from "../../shared/Figure";
import { ACKNOWLEDGED, fateLook } from "../../shared/fates";
import { count } from "../../shared/format";
import { Glyph } from "../../shared/Glyph";
import { tsv } from "../../shared/tsv";
import { Waterfall } from "../charts/Waterfall";
import { useReport } from "../context";
import type { StrategySummary } from "../summary";
import { Section } from "./Section";

export function Fates() {
  const { summary } = useReport();
  const none = summary.strategies.length === 0 && "No strategy was run, so no write has a fate.";
  return (
    <Section id="fates" title="The fates of acknowledged writes" lead="Every write that a client was told OK has exactly one fate.">
      <Figure title="From told OK to what is left" unit="acknowledged writes" data={() => table(summary.strategies)} empty={none}
        how="from the top of each drawing, a step takes away the writes with one fate; what stands at the bottom survives. Grey steps were replaced on purpose; all others are losses.">
        {() => summary.strategies.map((s, i) => <One s={s} id={`wf${i}`} />)}
      </Figure>
      <details class="meanings" open={false}>
        <summary>What the fates mean</summary>
        <dl>
          {[...ACKNOWLEDGED].reverse().map((name) => (
            <div>
              <dt><Glyph fate={name} /> {fateLook(name).words} <code>{name}</code></dt>
              <dd>{fateLook(name).meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  );
}

function table(strategies: StrategySummary[]): string {
  return tsv(["strategy", "fate", "writes"], strategies.flatMap((s) =>
    [[s.name, "acknowledged", s.acknowledged], ...ACKNOWLEDGED.map((f) => [s.name, f, s.fates[f] ?? 0])]));
}

function One({ s, id }: { s: StrategySummary; id: string }) {
  const surplus = Object.entries(s.fates).filter(([name, n]) => n > 0 && !ACKNOWLEDGED.includes(name));
  if (!s.acknowledged) return <p class="empty">{s.name}: no write was told OK.</p>;
  return (
    <div class="waterfall">
      <h4>{s.name}</h4>
      <Waterfall name={s.name} fates={s.fates} acknowledged={s.acknowledged} id={id} />
      {surplus.length > 0 && <p class="small">Besides: {surplus.map(([name, n]) => `${fateLook(name).words} ${count(n)}`).join(", ")}.</p>}
    </div>
  );
}
