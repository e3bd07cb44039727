// The item as each region holds it, a hand in each to write with, and who won.
import { useRef, useState } from "preact/hooks";
import { useConsole } from "../context";
import type { Item, ItemEverywhere, ItemInRegion, Table, WriteInRegion } from "../data";
import { useItem } from "../item";
import { absent, allThatRun, settled, verdict, type Round } from "../verdict";
import { Action } from "./Action";
import { Attributes } from "./Attributes";

const FIRST_WORDS = ["red", "blue", "green", "white", "black", "brown"];

interface Running {
  writes: WriteInRegion[];
  since: number;
  round: Round;
}

export function Hands({ table, itemKey }: { table: Table; itemKey: Item }) {
  const { api, view, state, mayChange, say } = useConsole();
  const [words, setWords] = useState<Record<string, string>>({});
  const [ticked, setTicked] = useState<Record<string, boolean>>({});
  const [rounds, setRounds] = useState<Round[]>([]); // newest first
  const running = useRef<Running | null>(null);
  const down = state.regions.filter((r) => !r.running).map((r) => r.region);
  const { item, problem } = useItem(view.note ? null : api, table.name, itemKey, (seen) => {
    const run = running.current;
    if (!run) return;
    run.round = { writes: run.writes, tookMs: performance.now() - run.since, item: seen, down };
    if (settled(seen)) running.current = null;
    setRounds((old) => [run.round, ...old.slice(1)]);
  });
  const names = state.regions.map((r) => r.region);
  const word = (name: string) => words[name] ?? FIRST_WORDS[names.indexOf(name) % FIRST_WORDS.length]!;
  const writesAtOnce = (name: string) => ticked[name] ?? names.indexOf(name) < 2;
  const send = async (regions: string[], what: (region: string) => object) => {
    const writes = regions.map((region) => ({ region, ...what(region) }));
    const answer = await api.post<{ writes: WriteInRegion[] }>("/item", { table: table.name, key: itemKey, writes });
    if (!answer.ok) return say(answer.problem, true);
    running.current = { writes: answer.value.writes, since: performance.now(), round: { writes: answer.value.writes, tookMs: 0, item: null } };
    setRounds((old) => [running.current!.round, ...old].slice(0, 5));
  };
  const put = (region: string) => ({ item: { ...itemKey, value: { S: word(region) } } });
  const addOne = () => ({ UpdateExpression: "ADD #n :one", ExpressionAttributeNames: { "#n": "count" }, ExpressionAttributeValues: { ":one": { N: "1" } } });
  const atOnce = names.filter(writesAtOnce);
  return (
    <>
      <p class={`agreement ${item?.differ ? "bad" : ""}`} role="status" data-agreement={item === null ? "unknown" : item.differ ? "differ" : "same"}>
        {problem || agreement(item, down)}
      </p>
      <div class="hands">
        {names.map((name) => (
          <div class={`card hand ${held(item, name)?.newest === false && item?.differ ? "stale" : ""}`} data-hand={name}>
            <Held name={name} held={held(item, name)} table={table} differs={item?.differ ?? false} />
            {mayChange && (
              <form class="hand-form" onSubmit={(e) => { e.preventDefault(); void send([name], put); }}>
                <label class="visually-hidden" for={`word-${name}`}>Value to write in {name}</label>
                <input id={`word-${name}`} value={word(name)} onInput={(e) => setWords({ ...words, [name]: e.currentTarget.value })} autocomplete="off" />
                <button type="submit" aria-label={`Write here: ${name}`}>Write here</button>
                <button type="button" onClick={() => void send([name], () => ({}))} aria-label={`Delete: ${name}`}>Delete</button>
                <label class="check"><input type="checkbox" checked={writesAtOnce(name)} onChange={(e) => setTicked({ ...ticked, [name]: e.currentTarget.checked })} /> at once</label>
              </form>
            )}
          </div>
        ))}
      </div>
      {mayChange && (
        <div class="actions two-hands">
          <Action class="primary" off={atOnce.length === 0} act={() => void send(atOnce, put)}>Write in {atOnce.join(" and ") || "no region"} at once</Action>
          <Action off={atOnce.length === 0} act={() => void send(atOnce, addOne)}>Add 1 to count in each at once</Action>
        </div>
      )}
      {rounds.length > 0 && (
        <ol class="rounds" aria-label="What came of it, the newest first">
          {rounds.map((round, i) => <li class={i === 0 ? "" : "quiet"} {...(i === 0 ? { role: "status", "data-verdict": settled(round.item) ? "settled" : "open" } : {})}>{verdict(round).join(" ")}</li>)}
        </ol>
      )}
    </>
  );
}

const held = (item: { regions: ItemInRegion[] } | null, name: string): ItemInRegion | undefined => item?.regions.find((r) => r.region === name);

function agreement(item: ItemEverywhere | null, down: readonly string[]): string {
  if (item === null) return "Asking the regions …";
  if (item.regions.every((r) => r.problem !== undefined)) return `No region can be asked${absent(item, down)}.`;
  if (item.differ) return `The regions hold different versions${absent(item, down)}.`;
  if (item.regions.every((r) => r.stamp === undefined)) return `No region has ever held this item${absent(item, down)}.`;
  return `${allThatRun(item)} hold the same version${absent(item, down)}.`;
}

function Held({ name, held: of, table, differs }: { name: string; held: ItemInRegion | undefined; table: Table; differs: boolean }) {
  return (
    <div class="held">
      <h3>{name}{of?.newest && differs && <span class="badge good">newest</span>}</h3>
      {!of && <p class="quiet">…</p>}
      {of?.problem && <p class="bad">{of.problem}</p>}
      {of && !of.problem && !of.stamp && <p class="quiet">nothing</p>}
      {of?.stamp && !of.item && <p>deleted: a tombstone</p>}
      {of?.item && <Attributes item={of.item} table={table} />}
      {of?.stamp && <p class="small quiet stamp" title="The stamp: the origin's clock when it accepted the write, and the origin">{of.stamp}</p>}
    </div>
  );
}
