// Watching one item in every region.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Api } from "./api";
import type { Item, ItemEverywhere } from "./data";

const PACE_MS = 400;

export function itemPath(table: string, key: Item): string {
  return `/item?table=${encodeURIComponent(table)}&key=${encodeURIComponent(JSON.stringify(key))}`;
}

export interface Watched {
  item: ItemEverywhere | null;
  problem: string;
}

/** Asks again and again while the page is seen and there is somebody to ask; `news` hears each answer. */
export function useItem(api: Api | null, table: string, key: Item, news: (item: ItemEverywhere) => void): Watched {
  const [watched, set] = useState<Watched>({ item: null, problem: "" });
  const tell = useRef(news);
  tell.current = news;
  const path = itemPath(table, key);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async () => {
      if (api && !document.hidden) {
        const answer = await api.get<ItemEverywhere>(path);
        if (over) return;
        set((old) => (answer.ok ? { item: answer.value, problem: "" } : { item: old.item, problem: answer.problem }));
        if (answer.ok) tell.current(answer.value);
      }
      timer = setTimeout(ask, PACE_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [api, path]);
  return api ? watched : { ...watched, problem: "" };
}
