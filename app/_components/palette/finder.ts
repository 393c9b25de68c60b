import type { FoundEntry } from "./found";

const PAUSE_MS = 120;

export type Answer = { kind: "found"; entries: readonly FoundEntry[] } | { kind: "failed" };

/** Asks the server once the typing pauses, and forgets what an older question still has under way. */
export function createFinder(url: string, onAnswer: (answer: Answer) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  function stop(): void {
    clearTimeout(timer);
    asking?.abort();
  }

  function ask(text: string, model: string | null): void {
    stop();
    if (text.trim() === "") {
      onAnswer({ kind: "found", entries: [] });
      return;
    }
    timer = setTimeout(async () => {
      const own = new AbortController();
      asking = own;
      const answer = await fetchFound(`${url}?${new URLSearchParams({ q: text, ...(model ? { model } : {}) })}`, own);
      if (!own.signal.aborted) {
        onAnswer(answer);
      }
    }, PAUSE_MS);
  }

  return { ask, stop };
}

async function fetchFound(url: string, { signal }: AbortController): Promise<Answer> {
  try {
    const response = await fetch(url, { signal, headers: { accept: "application/json" } });
    const isOurs = response.ok && response.headers.get("content-type")?.startsWith("application/json");
    return isOurs ? { kind: "found", entries: await response.json() } : { kind: "failed" };
  } catch {
    return { kind: "failed" }; // Called off, or the server is away.
  }
}
