// The selected event in words, with ways to what it is tied to. Announced when one steps.
import { LongText } from "../LongText";
import { FateBadge } from "../Glyph";
import { fateLook } from "../fates";
import type { Stage } from "./stage";
import { detail, writeName } from "./words";

export function Details({ stage }: { stage: Stage }) {
  if (stage.selected === null) {
    return (
      <div class="details" aria-live="polite">
        <p class="small quiet">Select a mark, or step through the events: what happened there stands here.</p>
      </div>
    );
  }
  const d = stage.diagram;
  const { title, fate, lines, base, displacer, write } = detail(d, stage.selected);
  const isWrite = stage.selected < d.writes.label.length;
  return (
    <div class="details">
      <p class="details-title" aria-live="polite">
        <b>{title}</b> {fate && <FateBadge fate={fate} />}
      </p>
      {fate && <p class="small">{fateLook(fate).meaning}</p>}
      <dl>
        {lines.filter(([, value]) => value !== "").map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd><LongText text={value} of={name} /></dd>
          </div>
        ))}
      </dl>
      <div class="details-links no-print">
        {!isWrite && write !== null && <Go stage={stage} to={write} words={`the write ${d.writes.label[write]!}`} />}
        {base !== null && <Go stage={stage} to={base} words={`computed from ${writeName(d, base)}`} />}
        {displacer !== null && <Go stage={stage} to={displacer} words={`displaced by ${writeName(d, displacer)}`} />}
      </div>
    </div>
  );
}

function Go({ stage, to, words }: { stage: Stage; to: number; words: string }) {
  return <button type="button" onClick={() => stage.selectWrite(to)}>→ {words}</button>;
}
