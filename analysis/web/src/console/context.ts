// What every part of the console may use.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Api } from "./api";
import type { ClusterState } from "./data";
import type { View } from "./view";

export interface ItemChoice {
  table: string;
  key: string; // as traces write it
}

export interface Console {
  api: Api;
  view: View;
  state: ClusterState;
  mayChange: boolean;
  /** Sends a command and tells at the foot of the page what came of it, by `done` or the cluster's own words; true: done. */
  command: (path: string, body: unknown, done?: string) => Promise<boolean>;
  say: (sentence: string, bad?: boolean) => void;
  showItem: (item: ItemChoice) => void;
}

export const ConsoleContext = createContext<Console>(null as unknown as Console);
export const useConsole = (): Console => useContext(ConsoleContext);
