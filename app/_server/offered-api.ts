import type { Answer } from "./exchange";

/**
 * How the API, which Next bundles and its `instrumentation.ts` brings up, is reached by the server around Next, which is
 * bundled by itself: so the process has one copy of everything, and the server holds nothing but sockets.
 */
const KEY = Symbol.for("modelwire.api");
type Holder = { [KEY]?: () => Promise<Answer> };
const holder = globalThis as Holder;

/** Takes what loads the API, not the API: where Next serves alone, nobody asks and nothing is loaded. */
export function offerApi(load: () => Promise<Answer>): void {
  holder[KEY] = load;
}

/** Null until the process has come up, and where the API needs Next around it. */
export async function offeredApi(): Promise<Answer | null> {
  return (await holder[KEY]?.()) ?? null;
}
