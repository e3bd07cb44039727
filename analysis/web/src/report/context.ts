// What the sections share: the whole data, and the strategy and pair the reader looks at.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReportData, StrategyData } from "./data";
import type { StrategySummary, Summary } from "./summary";

export interface Report {
  data: ReportData;
  summary: Summary;
  strategy: StrategyData | null;
  numbers: StrategySummary | null;
  choose: (strategy: string) => void;
  pair: { from: string; to: string } | null;
  choosePair: (from: string, to: string) => void;
}

export const ReportContext = createContext<Report>(null as unknown as Report);

export const useReport = (): Report => useContext(ReportContext);

/** Why a part that needs every write is missing. */
export function whyNothing(report: Report, otherwise: string): string {
  const { detail } = report.data.run;
  if (!report.strategy) return "This run has no strategy, so there is nothing to show.";
  if (detail === "summary") return "This run was made with --detail summary: it counted, and kept no events to draw.";
  return otherwise;
}
