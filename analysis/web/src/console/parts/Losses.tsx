// The lost writes, each a story, the newest first.
import { abridged, count } from "../../shared/format";
import { fateLook } from "../../shared/fates";
import { Glyph } from "../../shared/Glyph";
import { LongText } from "../../shared/LongText";
import { useConsole } from "../context";
import type { Loss } from "../data";

export function Losses() {
  const { view, state } = useConsole();
  const hidden = state.lost - view.losses.length;
  return (
    <section id="losses" aria-labelledby="losses-title">
      <h2 id="losses-title">Lost writes</h2>
      {view.losses.length === 0
        ? <p class="empty">No write that was told OK has been lost. A write counts as lost a second after nothing holds it any more.</p>
        : <ol class="losses" reversed>{view.losses.map((loss) => <Story key={loss.number} loss={loss} />)}</ol>}
      {hidden > 0 && <p class="small quiet">{count(hidden)} more were lost; {state.run ? "the run’s report tells of all" : "`lastwrite ctl losses` has the last 10 000"}.</p>}
    </section>
  );
}

/** Characters of a key. */
const KEY_SHOWN = 120;

/** Every line; a long key in it is cut, as it stands above the story. */
export function storyText({ key, story }: Pick<Loss, "key" | "story">): string {
  const short = abridged(key, KEY_SHOWN);
  return story.map((line) => (short === key ? line : line.split(key).join(short)).trim()).join("\n");
}

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;

function Story({ loss }: { loss: Loss }) {
  const { showItem } = useConsole();
  const look = fateLook(loss.cause);
  return (
    <li value={loss.number} data-loss={loss.number}>
      <details>
        <summary>
          <Glyph fate={loss.cause} />{" "}
          <b>#{loss.number} {loss.pattern}</b> of <span class="mono">{loss.table} {abridged(loss.key, KEY_SHOWN)}</span> in {loss.write.region} at {loss.write.at}
          <span class="quiet">: {look.words}, to {withArticle(loss.overwritten_by.kind)} in {loss.overwritten_by.region}</span>
        </summary>
        {loss.key.length > KEY_SHOWN && <p class="small">Its key: <span class="mono"><LongText text={loss.key} of="the key" /></span></p>}
        <pre class="story-text" tabIndex={0} role="group" aria-label={`Story of #${loss.number}`}>{storyText(loss)}</pre>
        <button type="button" onClick={() => showItem({ table: loss.table, key: loss.key })}>Show this item in all regions</button>
      </details>
    </li>
  );
}
