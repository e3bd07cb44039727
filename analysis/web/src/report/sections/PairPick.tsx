// Which pair of regions the following charts show.
import type { PairLag } from "../data";
import { useReport } from "../context";

export function PairPick({ pairs, chosen }: { pairs: PairLag[]; chosen: PairLag }) {
  const { choosePair } = useReport();
  const froms = [...new Set(pairs.map((p) => p.from))];
  const tos = pairs.filter((p) => p.from === chosen.from).map((p) => p.to);
  const from = (value: string) => choosePair(value, pairs.find((p) => p.from === value)!.to);
  return (
    <div class="pick pair-pick">
      <label for="pair-from">The following charts show</label>
      <select id="pair-from" value={chosen.from} onChange={(e) => from(e.currentTarget.value)}>
        {froms.map((r) => <option value={r}>{r}</option>)}
      </select>
      <span aria-hidden="true">→</span>
      <select id="pair-to" aria-label="to" value={chosen.to} onChange={(e) => choosePair(chosen.from, e.currentTarget.value)}>
        {tos.map((r) => <option value={r}>{r}</option>)}
      </select>
    </div>
  );
}
