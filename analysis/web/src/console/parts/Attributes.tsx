// What an item holds beside its key. Of very many attributes the first are shown until one asks for all.
import { useState } from "preact/hooks";
import { count } from "../../shared/format";
import { LongText } from "../../shared/LongText";
import type { Item, Table } from "../data";
import { attributesBeside } from "../words";

const SHOWN = 50;

export function Attributes({ item, table }: { item: Item; table: Table }) {
  const [all, show] = useState(false);
  const attributes = attributesBeside(item, table.key);
  const shown = all ? attributes : attributes.slice(0, SHOWN);
  return (
    <>
      <dl class={`attributes ${all ? "all" : ""}`} {...(all ? { tabIndex: 0 } : {})}>
        {shown.map(([name, value]) => (
          <div><dt><LongText text={name} of="the name" /></dt><dd class="mono" data-attribute={name}><LongText text={value} of={name.slice(0, 40)} /></dd></div>
        ))}
      </dl>
      {attributes.length > SHOWN && (
        <button type="button" class="more" aria-expanded={all} onClick={() => show(!all)}>
          {all ? `show ${count(SHOWN)} attributes` : `show all ${count(attributes.length)} attributes`}
        </button>
      )}
    </>
  );
}
