// One item in all regions side by side: chosen here, watched, and written in several regions at once.
import { useEffect, useState } from "preact/hooks";
import { abridged } from "../../shared/format";
import { useConsole, type ItemChoice } from "../context";
import type { Table } from "../data";
import { fieldsOf, keyMistake, keyOf } from "../keys";
import { Hands } from "./Hands";
import { NoTable } from "./NoTable";

export function ItemSection({ wanted }: { wanted: ItemChoice | null }) {
  const { state } = useConsole();
  return (
    <>
      <h2 id="item-title">One item, in all regions</h2>
      {state.tables.length === 0 ? <NoTable /> : <Explorer wanted={wanted} />}
    </>
  );
}

function Explorer({ wanted }: { wanted: ItemChoice | null }) {
  const { state } = useConsole();
  const [name, setName] = useState(state.tables[0]!.name);
  const table = state.tables.find((t) => t.name === name) ?? state.tables[0]!;
  const [fields, setFields] = useState<string[]>(() => firstFields(table));
  useEffect(() => {
    if (!wanted) return;
    const of = state.tables.find((t) => t.name === wanted.table);
    if (of) show(of, wanted.key);
  }, [wanted]);
  const show = (of: Table, key: string) => {
    setName(of.name);
    setFields(fieldsOf(of.key, key));
  };
  const choose = (to: string) => {
    const of = state.tables.find((t) => t.name === to)!;
    setName(to);
    setFields(firstFields(of));
  };
  // Of a run the page shows an item that the run writes; of one's own cluster one that is not in use.
  const [chosen, setChosen] = useState(!state.run);
  const first = state.written.find((w) => w.table === table.name);
  useEffect(() => {
    if (chosen || !first) return;
    setChosen(true);
    setFields(fieldsOf(table.key, first.key));
  }, [chosen, first]);
  const recent = state.written.filter((w) => state.tables.some((t) => t.name === w.table)).slice(0, 8);
  const mistake = keyMistake(table.key, fields);
  return (
    <>
      <form class="chooser" onSubmit={(e) => e.preventDefault()} aria-label="Which item">
        <label>Table{" "}
          <select value={table.name} onChange={(e) => choose(e.currentTarget.value)}>
            {state.tables.map((t) => <option value={t.name}>{t.name}</option>)}
          </select>
        </label>
        {table.key.map((attribute, i) => (
          <label>{attribute.name}{attribute.type !== "S" && <span class="quiet"> ({attribute.type})</span>}{" "}
            <input data-key={i} value={fields[i] ?? ""} autocomplete="off" spellcheck={false} aria-invalid={mistake !== null}
              onInput={(e) => setFields(table.key.map((_, k) => (k === i ? e.currentTarget.value : fields[k] ?? "")))} />
          </label>
        ))}
        {recent.length > 0 && (
          <span class="recent">
            <span class="quiet small">written last:</span>
            {recent.map((w) => (
              <button type="button" class="chip" onClick={() => show(state.tables.find((t) => t.name === w.table)!, w.key)}>
                {state.tables.length > 1 ? `${w.table} ` : ""}{abridged(w.key, 120)}
              </button>
            ))}
          </span>
        )}
      </form>
      {mistake ? <p class="empty" role="status">{mistake}.</p> : <Hands key={`${table.name} ${JSON.stringify(fields)}`} table={table} itemKey={keyOf(table.key, fields)} />}
    </>
  );
}

function firstFields(table: Table): string[] {
  return table.key.map((attribute) => (attribute.type === "S" ? "demo" : attribute.type === "N" ? "1" : "00"));
}
