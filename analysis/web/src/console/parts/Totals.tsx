// How much was written and how much of it is lost, in one line of numbers.
import { count, share } from "../../shared/format";
import { useConsole } from "../context";

export function Totals() {
  const { state } = useConsole();
  const { rate } = state;
  return (
    <section class="totals" aria-label="Totals">
      <Tile name="told OK" value={count(state.writes)} more={`${count(state.second.writes)} in the last second`} id="writes" />
      <Tile name="lost" value={count(state.lost)} more={state.writes > 0 ? `${share(rate.estimate)} (${share(rate.low)} to ${share(rate.high)})` : "nothing was written yet"} id="lost" bad={state.lost > 0} />
      <Tile name="not decided yet" value={count(state.open)} more="on their way, or about to be" id="open" />
      <Tile name="stand or were replaced knowingly" value={count(state.standing + state.superseded)} more={state.given_up > 0 ? `${count(state.given_up)} given up` : "nothing wrong with them"} id="standing" />
    </section>
  );
}

function Tile({ name, value, more, id, bad = false }: { name: string; value: string; more: string; id: string; bad?: boolean }) {
  return (
    <div class="tile">
      <span class="tile-name">{name}</span>
      <b class={bad ? "bad" : ""} data-total={id}>{value}</b>
      <span class="quiet small">{more}</span>
    </div>
  );
}
