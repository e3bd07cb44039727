// What came of writes that were made at once: who won, and who was told OK for nothing.
import { milliseconds } from "./words";
import type { ItemEverywhere, WriteInRegion } from "./data";

export interface Round {
  writes: WriteInRegion[];
  tookMs: number; // from the answers until all regions agreed, or until now
  item: ItemEverywhere | null;
  down?: readonly string[]; // regions that did not run then
}

/** Regions that can still differ are waited for; those that do not run are not. */
export function settled(item: ItemEverywhere | null): boolean {
  return item !== null && !item.differ && item.regions.some((r) => r.stamp !== undefined);
}

const unasked = (item: ItemEverywhere) => item.regions.filter((r) => r.problem !== undefined).map((r) => r.region);

/** Who can agree: a region that is down has no say. */
export const allThatRun = (item: ItemEverywhere): string => (unasked(item).length > 0 ? "All regions that run" : "All regions");

/** "; eu-west-1 is down". `down`: the regions that do not run; another that has a problem does not answer. */
export function absent(item: ItemEverywhere, down: readonly string[]): string {
  const told = (names: string[], one: string, more: string) => (names.length === 0 ? "" : `; ${names.join(" and ")} ${names.length > 1 ? more : one}`);
  const names = unasked(item);
  return told(names.filter((n) => down.includes(n)), "is down", "are down") + told(names.filter((n) => !down.includes(n)), "does not answer", "do not answer");
}

/** A sentence or two: as far as it is known. */
export function verdict(round: Round): string[] {
  const refused = round.writes.filter((w) => w.problem !== undefined).map((w) => `${w.region} refused: ${w.problem}.`);
  const told = round.writes.filter((w) => w.stamp !== undefined);
  if (told.length === 0) return refused;
  const names = told.map((w) => w.region).join(" and ");
  if (!settled(round.item)) {
    const were = ["was", "were both", "were all"][Math.min(told.length, 3) - 1]!;
    return [...refused, `${names} ${were} told OK. The regions do not agree yet (${milliseconds(round.tookMs)}).`];
  }
  const final = round.item!.regions.find((r) => r.stamp !== undefined)!.stamp!;
  const winner = told.find((w) => w.stamp === final);
  const agreed = `${allThatRun(round.item!)} agree after ${milliseconds(round.tookMs)}${absent(round.item!, round.down ?? [])}.`;
  if (!winner) return [...refused, agreed, `What stands is another write, ${final}: all ${told.length} of this round were overwritten.`];
  const losers = told.filter((w) => w !== winner);
  if (losers.length === 0) return [...refused, agreed, `The write of ${winner.region} stands.`];
  return [...refused, agreed, `${winner.region} won: ${losers.map((l) => margin(winner, l)).join("; ")}.`,
    `The write of ${losers.map((l) => l.region).join(" and of ")} had been told OK, and was overwritten.`];
}

function margin(winner: WriteInRegion, loser: WriteInRegion): string {
  const ms = (winner.stamp_ms ?? 0) - (loser.stamp_ms ?? 0);
  return ms > 0 ? `its stamp is ${milliseconds(ms)} later than that of ${loser.region}` : `its stamp ties with that of ${loser.region}, and the region's name decided`;
}
