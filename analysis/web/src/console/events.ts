// Server-sent events over fetch: unlike EventSource it can send the token in a header, so that the token is
// in no address.
//
//   const parser = new EventParser((name, data) => …);
//   parser.take("event: state\ndata: {}\n\n");          // in pieces as they come
import type { Api } from "./api";
import type { Change } from "./view";

export class EventParser {
  private rest = "";

  constructor(private readonly tell: (name: string, data: string) => void) {}

  take(piece: string): void {
    this.rest += piece;
    for (let end = this.rest.indexOf("\n\n"); end >= 0; end = this.rest.indexOf("\n\n")) {
      const block = this.rest.slice(0, end);
      this.rest = this.rest.slice(end + 2);
      this.tellOf(block);
    }
  }

  private tellOf(block: string): void {
    let name = "message";
    const data: string[] = [];
    for (const line of block.split("\n")) {
      if (line.startsWith("event: ")) name = line.slice(7);
      if (line.startsWith("data: ")) data.push(line.slice(6));
    }
    if (data.length > 0) this.tell(name, data.join("\n"));
  }
}

/** The server says something at least every ten seconds. */
const SILENCE_MS = 25_000;
const RETRY_MS = [500, 1000, 2000, 4000];

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
  });

/** Follows the cluster until `signal` or its last note, and tries again where the connection is lost. */
export async function follow(api: Api, dispatch: (change: Change) => void, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const outcome = await followOnce(api, dispatch, signal);
    if (signal.aborted || outcome === "refused" || outcome === "over") return;
    failures = outcome === "served" ? 0 : failures + 1;
    await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!, signal);
  }
}

function isLast(note: string): boolean {
  try {
    return (JSON.parse(note) as { last?: unknown }).last === true;
  } catch {
    return false;
  }
}

async function followOnce(api: Api, dispatch: (change: Change) => void, signal: AbortSignal): Promise<"served" | "failed" | "refused" | "over"> {
  const once = new AbortController();
  const stop = () => once.abort();
  signal.addEventListener("abort", stop);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(stop, SILENCE_MS);
  };
  let served = false;
  let over = false;
  try {
    heard();
    const response = await api.open("/events", once.signal);
    if (response.status === 403) {
      dispatch({ kind: "connection", now: "refused", problem: await api.problemOf(response) });
      return "refused";
    }
    if (!response.ok || !response.body) {
      dispatch(response.status === 503 ? { kind: "connection", now: "full", problem: await api.problemOf(response) } : { kind: "connection", now: "lost" });
      return "failed";
    }
    const reader = response.body.getReader();
    const words = new TextDecoder();
    const parser = new EventParser((name, data) => {
      over = name === "note" && isLast(data);
      dispatch({ kind: "event", name, data });
    });
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      served = true;
      heard();
      parser.take(words.decode(value, { stream: true }));
    }
  } catch {
    // The connection broke; told below.
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", stop);
  }
  if (over) return "over";
  if (!signal.aborted) dispatch({ kind: "connection", now: "lost" });
  return served ? "served" : "failed";
}
