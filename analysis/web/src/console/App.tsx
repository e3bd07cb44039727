// The page: the door for those without a word, or the cluster.
import { useEffect, useReducer, useState } from "preact/hooks";
import { ErrorBoundary } from "../shared/ErrorBoundary";
import { toggleTheme, useTheme } from "../shared/theme";
import { Api } from "./api";
import { Cluster } from "./Cluster";
import { NoteText } from "./parts/RunBand";
import { follow } from "./events";
import { keepToken, takeToken, wordIn } from "./token";
import { NOTHING, reduce, type View } from "./view";
import { runTitle } from "./words";

export function App() {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const changed = () => wordIn(location.hash) !== null && setToken(takeToken());
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  const enter = (word: string) => {
    keepToken(word);
    setToken(word);
  };
  return token === "" ? <Door problem="" enter={enter} /> : <Connected key={token} token={token} enter={enter} />;
}

function Connected({ token, enter }: { token: string; enter: (word: string) => void }) {
  const [api] = useState(() => new Api(token));
  const [view, dispatch] = useReducer(reduce, NOTHING);
  useEffect(() => {
    const end = new AbortController();
    void follow(api, dispatch, end.signal);
    return () => end.abort();
  }, [api]);
  if (view.connection === "refused") return <Door problem={view.problem} enter={enter} />;
  return (
    <>
      <TopBar view={view} />
      {view.state
        ? <ErrorBoundary what="The console" words="the cluster said something that this page does not understand; reload it"><Cluster api={api} view={view} state={view.state} /></ErrorBoundary>
        : <main class="page problem"><h1>Lastwrite console</h1><p role="status">{view.note ? <NoteText note={view.note} /> : sentence(view)}</p></main>}
    </>
  );
}

function sentence(view: View): string {
  return view.connection === "full" && view.problem ? `${view.problem}. Trying again …` : CONNECTION[view.connection];
}

const CONNECTION: Record<View["connection"], string> = {
  connecting: "Asking the cluster …",
  open: "Waiting for the first news …",
  lost: "The cluster does not answer. Trying again …",
  refused: "Refused.",
  full: "Too many are watching this cluster already. Trying again …",
};

function TopBar({ view }: { view: View | null }) {
  const theme = useTheme();
  const run = view?.state?.run;
  return (
    <header class="top-bar">
      <a class="skip" href="#regions">To the regions</a>
      <span class="brand">{run ? "Lastwrite" : "Lastwrite console"}</span>
      {view && (
        <span class="top-facts">
          <Badge view={view} />
          {run && <b class="run-title" data-run={run.strategy}>{runTitle(run)}</b>}
          {view.state && !view.mayChange && <span class="badge">looking only</span>}
        </span>
      )}
      <button type="button" onClick={toggleTheme} aria-label={`Switch to ${theme === "dark" ? "light" : "dark"} colours`}>
        {theme === "dark" ? "☀ light" : "☾ dark"}
      </button>
    </header>
  );
}

function Badge({ view }: { view: View }) {
  const lost = view.connection !== "open";
  const words = lost ? "no connection" : view.note === null ? "live" : view.note.last ? "over" : "waiting";
  return <span class={`badge ${lost ? "bad" : view.note === null ? "good" : ""}`} role="status">{words}</span>;
}

function Door({ problem, enter }: { problem: string; enter: (word: string) => void }) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (e: Event) => {
    e.preventDefault();
    const word = wordIn(text);
    setWrong(word === null);
    if (word !== null) enter(word);
  };
  return (
    <>
      <TopBar view={null} />
      <main class="page problem">
        <h1>Which cluster’s console?</h1>
        {problem && <p role="alert">{problem}</p>}
        <p>`lastwrite up` and `lastwrite run --watch` print an address that ends in # and a word. Open that address, or paste it here.</p>
        <form class="door" onSubmit={submit}>
          <label for="word">Address, or the word after #</label>
          <input id="word" value={text} onInput={(e) => setText(e.currentTarget.value)} autocomplete="off" spellcheck={false} />
          <button type="submit">Open</button>
        </form>
        {wrong && <p role="alert">That has no word of 32 digits and letters in it.</p>}
      </main>
    </>
  );
}
