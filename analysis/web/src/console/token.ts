// The word that opens the cluster. It comes in the fragment of the address, which browsers send to nobody;
// then it is kept for this tab and taken out of the address bar, so that a projector does not show it.

const PLACE = "lastwrite-token";
const WORD = /^#?([0-9a-f]{32})$/;

/** The word in a fragment or an address that somebody pasted; null where there is none. */
export function wordIn(text: string): string | null {
  return WORD.exec(text.slice(Math.max(0, text.indexOf("#"))).trim())?.[1] ?? null;
}

export function takeToken(): string {
  const given = wordIn(location.hash);
  if (given === null) return sessionStorage.getItem(PLACE) ?? "";
  keepToken(given);
  history.replaceState(null, "", location.pathname);
  return given;
}

export function keepToken(word: string): void {
  sessionStorage.setItem(PLACE, word);
}
