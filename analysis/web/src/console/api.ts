// Asks the control address that served this page. What goes wrong is a sentence, never an exception.

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: string };

export class Api {
  constructor(private readonly token: string) {}

  open(path: string, signal?: AbortSignal): Promise<Response> {
    return fetch(path, { headers: this.headers(), cache: "no-store", ...(signal ? { signal } : {}) });
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.answer<T>(() => this.open(path));
  }

  post<T = { done: string }>(path: string, body: unknown): Promise<Answer<T>> {
    return this.answer<T>(() => fetch(path, { method: "POST", headers: this.headers(), body: JSON.stringify(body) }));
  }

  async problemOf(response: Response): Promise<string> {
    try {
      const said = (await response.json()) as { error?: unknown };
      if (typeof said.error === "string") return said.error;
    } catch {
      // Not JSON: the status must do.
    }
    return `The cluster answered ${response.status}.`;
  }

  private headers(): Record<string, string> {
    return { "x-lastwrite-token": this.token };
  }

  private async answer<T>(ask: () => Promise<Response>): Promise<Answer<T>> {
    try {
      const response = await ask();
      if (!response.ok) return { ok: false, problem: await this.problemOf(response) };
      return { ok: true, value: (await response.json()) as T };
    } catch {
      return { ok: false, problem: "The cluster does not answer." };
    }
  }
}
