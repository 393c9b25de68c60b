import { ok } from "@/lib/core/result";
import type { Answer } from "./failure";

/** Does the work on each, at most so many at once; starts nothing new after the first failure, and answers with that. */
export async function inParallel<T>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<Answer<unknown>>,
): Promise<Answer<null>> {
  const waiting = things.values();
  let failure: Answer<null> | null = null;

  async function takeOn(): Promise<void> {
    for (const thing of waiting) {
      const answer = await work(thing);
      if (!answer.ok) {
        failure ??= answer;
      }
      if (failure !== null) {
        return;
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, takeOn));
  return failure ?? ok(null);
}
