// Which item, regions and fates a diagram shows.
import { useMemo } from "preact/hooks";
import { fateLook } from "../fates";
import { Glyph } from "../Glyph";
import type { Stage } from "./stage";

/** More would make a list that nobody can use; the text field takes any. */
const KEYS_LISTED = 500;

const without = (set: ReadonlySet<number> | null, all: number[], value: number): ReadonlySet<number> | null => {
  const next = new Set(set ?? all);
  if (!next.delete(value)) next.add(value);
  return next.size === all.length ? null : next;
};

export function Filters({ stage, id }: { stage: Stage; id: string }) {
  const d = stage.diagram;
  const { filter } = stage;
  const regions = d.regions.map((_, r) => r);
  const fates = useMemo(() => [...new Set(d.writes.fate)].sort((a, b) => a - b), [d]);
  const active = filter.key !== null || filter.regions !== null || filter.fates !== null || !filter.reads;
  const chooseKey = (text: string) => {
    const key = d.keys.indexOf(text);
    if (text === "" || key >= 0) stage.setFilter({ ...filter, key: text === "" ? null : key });
  };
  return (
    <details class="filters no-print" open={active}>
      <summary>Filter{active ? " (on)" : ""}</summary>
      <div class="filter-row">
        <label for={`${id}-key`}>item</label>
        <input id={`${id}-key`} list={`${id}-keys`} placeholder={`any of ${d.keys.length}`} size={18}
          value={filter.key === null ? "" : d.keys[filter.key] ?? ""} onInput={(e) => chooseKey(e.currentTarget.value)} />
        <datalist id={`${id}-keys`}>{d.keys.slice(0, KEYS_LISTED).map((k) => <option value={k} />)}</datalist>
        {d.reads.at_us.length > 0 && (
          <button type="button" aria-pressed={filter.reads} onClick={() => stage.setFilter({ ...filter, reads: !filter.reads })}>reads</button>
        )}
        {active && (
          <button type="button" onClick={() => stage.setFilter({ key: null, regions: null, fates: null, reads: true })}>clear filters</button>
        )}
      </div>
      <div class="filter-row" role="group" aria-label="Regions shown">
        <span class="filter-name">regions</span>
        {regions.map((r) => (
          <button type="button" aria-pressed={filter.regions?.has(r) ?? true}
            onClick={() => stage.setFilter({ ...filter, regions: without(filter.regions, regions, r) })}>{d.regions[r]}</button>
        ))}
      </div>
      <div class="filter-row" role="group" aria-label="Fates shown">
        <span class="filter-name">fates</span>
        {fates.map((f) => (
          <button type="button" aria-pressed={filter.fates?.has(f) ?? true}
            onClick={() => stage.setFilter({ ...filter, fates: without(filter.fates, fates, f) })}>
            <Glyph fate={d.fates[f] ?? "?"} /> {fateLook(d.fates[f] ?? "?").words}
          </button>
        ))}
      </div>
    </details>
  );
}
