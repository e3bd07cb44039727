// The page: what went wrong with the data, or the sections in their order.
import { useMemo, useState } from "preact/hooks";
import { toggleTheme, useTheme } from "../shared/theme";
import { ReportContext, type Report } from "./context";
import type { ReportData } from "./data";
import type { Reading } from "./read";
import { Clocks } from "./sections/Clocks";
import { Convergence } from "./sections/Convergence";
import { Fates } from "./sections/Fates";
import { Lag } from "./sections/Lag";
import { LagOnly } from "./sections/LagOnly";
import { NotCovered } from "./sections/NotCovered";
import { Repeat } from "./sections/Repeat";
import { Staleness } from "./sections/Staleness";
import { Stories } from "./sections/Stories";
import { Strategies } from "./sections/Strategies";
import { StrategyBar } from "./sections/StrategyBar";
import { Theory } from "./sections/Theory";
import { Verdict } from "./sections/Verdict";
import { asSummary } from "./summary";

const CONTENTS: [string, string][] = [["verdict", "Verdict"], ["repeat", "Run it again"], ["strategies", "Strategies"], ["fates", "Fates"], ["lag", "Lag"],
  ["convergence", "Convergence"], ["clocks", "Clocks"], ["staleness", "Staleness"], ["theory", "Theory"], ["stories", "Stories"], ["not-covered", "Not covered"]];

export function App({ reading }: { reading: Reading }) {
  if ("problem" in reading) {
    return (
      <>
        <TopBar />
        <main class="page problem">
          <h1>No report to show</h1>
          <p role="alert">{reading.problem}</p>
        </main>
      </>
    );
  }
  return (
    <>
      <TopBar />
      <Loaded data={reading.data} note={reading.note} />
    </>
  );
}

function TopBar() {
  const theme = useTheme();
  return (
    <div class="top-bar no-print">
      <a class="skip" href="#verdict">To the report</a>
      <span class="brand">Lastwrite</span>
      <button type="button" onClick={toggleTheme} aria-label={`Switch to ${theme === "dark" ? "light" : "dark"} colours`}>{theme === "dark" ? "☀ light" : "☾ dark"}</button>
    </div>
  );
}

/** The lag of anyone's samples: no run, and so nothing but its lag. */
function LagPage({ note }: { note: string | null }) {
  return (
    <div class="columns lone">
      <main class="page">
        {note && <p class="notice" role="status">{note}</p>}
        <LagOnly />
      </main>
    </div>
  );
}

function Loaded({ data, note }: { data: ReportData; note: string | null }) {
  const summary = useMemo(() => asSummary(data.summary), [data]);
  const [name, choose] = useState(() => firstToShow(data, summary.strategies));
  const [pair, setPair] = useState<Report["pair"]>(null);
  const report: Report = {
    data, summary, choose, pair,
    strategy: data.strategies.find((s) => s.name === name) ?? null,
    numbers: summary.strategies.find((s) => s.name === name) ?? null,
    choosePair: (from, to) => setPair({ from, to }),
  };
  if (data.run.runtime === "samples") return <ReportContext.Provider value={report}><LagPage note={note} /></ReportContext.Provider>;
  return (
    <ReportContext.Provider value={report}>
      <div class="columns">
        <nav class="contents no-print" aria-label="Contents">
          <ol>{CONTENTS.map(([id, words]) => <li><a href={`#${id}`}>{words}</a></li>)}</ol>
        </nav>
        <main class="page">
          {note && <p class="notice" role="status">{note}</p>}
          <Verdict />
          <Repeat />
          <Strategies />
          <Fates />
          <StrategyBar />
          <Lag />
          <Convergence />
          <Clocks />
          <Staleness />
          <Theory />
          <Stories />
          <NotCovered />
          <footer class="small quiet">Lastwrite {data.run.version}. This file needs no network, and sends nothing.</footer>
        </main>
      </div>
    </ReportContext.Provider>
  );
}

/** The strategy that lost most: what a reader came to see. */
export function firstToShow(data: ReportData, numbers: { name: string; lost: number }[]): string {
  const lost = new Map(numbers.map((s) => [s.name, s.lost]));
  const best = [...data.strategies].sort((a, b) => (lost.get(b.name) ?? 0) - (lost.get(a.name) ?? 0))[0];
  return best?.name ?? numbers[0]?.name ?? "";
}
