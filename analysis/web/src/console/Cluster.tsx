// The console of a cluster that answers: its sections, what is chosen in them, and what was said last.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Api } from "./api";
import { ConsoleContext, type Console, type ItemChoice } from "./context";
import type { ClusterState } from "./data";
import { Charts } from "./parts/Charts";
import { ItemSection } from "./parts/ItemSection";
import { Losses } from "./parts/Losses";
import { Regions } from "./parts/Regions";
import { NoteText, RunBand } from "./parts/RunBand";
import { Totals } from "./parts/Totals";
import type { View } from "./view";

/** How long what went well stands at the foot of the page; what did not stays until the next. */
const SAID_MS = 6000;

const SILENCE = { sentence: "", bad: false, up: false };

/** What was just moved or pressed lies in the lower half: what is said of it stands above then. */
function handIsBelow(): boolean {
  const on = document.activeElement;
  return on !== null && on !== document.body && on.getBoundingClientRect().bottom > window.innerHeight / 2;
}

export function Cluster({ api, view, state }: { api: Api; view: View; state: ClusterState }) {
  const [said, setSaid] = useState(SILENCE);
  const [item, setItem] = useState<ItemChoice | null>(null);
  useEffect(() => {
    if (said.sentence === "" || said.bad) return;
    const timer = setTimeout(() => setSaid(SILENCE), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const itemSection = useRef<HTMLElement>(null);
  const actions = useMemo(() => {
    const say = (sentence: string, bad = false) => setSaid({ sentence, bad, up: handIsBelow() });
    const command = async (path: string, body: unknown, done?: string) => {
      const answer = await api.post(path, body);
      say(answer.ok ? done ?? answer.value.done : answer.problem, !answer.ok);
      return answer.ok;
    };
    const showItem = (choice: ItemChoice) => {
      setItem({ ...choice });
      itemSection.current?.scrollIntoView({ block: "start" });
      itemSection.current?.focus({ preventScroll: true });
    };
    return { say, command, showItem };
  }, [api]);
  const context: Console = { api, view, state, mayChange: view.mayChange, ...actions };
  return (
    <ConsoleContext.Provider value={context}>
      <main class="console">
        <h1 class="visually-hidden">Console of {state.regions.map((r) => r.region).join(", ")}</h1>
        {view.note && <p class="notice" role="status" data-note={view.note.last ? "last" : "pause"}><NoteText note={view.note} /></p>}
        {state.run && <RunBand run={state.run} state={state} />}
        {state.broken && <p class="notice" role="status">Losses are told no more: {state.broken}.</p>}
        {!state.watching && <p class="notice">This cluster was started with --no-losses: lost writes and lags are not told.</p>}
        <Totals />
        <Regions />
        <section id="item" ref={itemSection} tabIndex={-1} aria-labelledby="item-title"><ItemSection wanted={item} /></section>
        <Losses />
        <Charts />
        <p class={`said ${said.bad ? "bad" : ""} ${said.up ? "up" : ""}`} role="status" aria-live="polite">{said.sentence}</p>
      </main>
    </ConsoleContext.Provider>
  );
}
