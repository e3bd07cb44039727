// Which strategy the charts below show; stays in sight while one scrolls.
import { Scroll } from "../../shared/Scroll";
import { useReport } from "../context";

export function StrategyBar() {
  const { data, strategy, choose } = useReport();
  if (data.strategies.length < 2) return null;
  const names = data.strategies.map((s) => s.name);
  const step = (e: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!by) return;
    e.preventDefault();
    const next = (names.indexOf(strategy!.name) + by + names.length) % names.length;
    choose(names[next]!);
    ((e.currentTarget as HTMLElement).children[next + 1] as HTMLElement).focus();
  };
  return (
    <>
    <p class="print-only">From here on: strategy <b>{strategy?.name}</b>.</p>
    <Scroll class="strategy-bar" role="radiogroup" aria-label="Strategy shown below" onKeyDown={step}>
      <span class="small quiet" id="strategy-bar-label">Below:</span>
      {names.map((name) => (
        <button type="button" role="radio" aria-checked={name === strategy?.name} tabIndex={name === strategy?.name ? 0 : -1} onClick={() => choose(name)}>{name}</button>
      ))}
    </Scroll>
    </>
  );
}
