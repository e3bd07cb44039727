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
  return (
    <Section id="fates" title="The fates of acknowledged writes" lead="Every write that a client was told OK has exactly one fate.">
      {summary.strategies.map((s, i) => <One s={s} id={`wf${i}`} />)}
      {summary.strategies.length === 0 && <p class="empty">No strategy was run, so no write has a fate.</p>}
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

function One({ s, id }: { s: StrategySummary; id: string }) {
  const data = () => tsv(["strategy", "fate", "writes"],
    [[s.name, "acknowledged", s.acknowledged], ...ACKNOWLEDGED.map((f) => [s.name, f, s.fates[f] ?? 0])]);
  const surplus = Object.entries(s.fates).filter(([name, n]) => n > 0 && !ACKNOWLEDGED.includes(name));
  return (
    <Figure title={s.name} unit="acknowledged writes" data={data} empty={!s.acknowledged && `${s.name}: no write was told OK.`}
      how="from the top, each step takes away the writes with one fate; what is left at the bottom survives. Grey steps were replaced on purpose; those in colour are losses.">
      {() => (
        <>
          <Waterfall name={s.name} fates={s.fates} acknowledged={s.acknowledged} id={id} />
          {surplus.length > 0 && <p class="small">Besides: {surplus.map(([name, n]) => `${fateLook(name).words} ${count(n)}`).join(", ")}.</p>}
        </>
      )}
    </Figure>
  );
}
