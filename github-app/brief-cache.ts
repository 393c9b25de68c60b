import type { Clock } from "@/lib/platform/clock";

export type BriefCache<T> = {
  /** What was answered a moment ago, no longer than `agedMsMax`, or is being asked right now; else what `ask` answers. */
  get(key: string, ask: () => Promise<T>, options?: { agedMsMax?: number }): Promise<T>;
};

export type BriefCacheOptions<T> = {
  clock: Clock;
  max: number;
  /** How long an answer stands; one that is not whole is asked again sooner. */
  keepMs: (answer: T) => number;
};

type Kept<T> = { answer: Promise<T>; toldMs: number; endsMs: number };

/** Keeps answers for so short a time that nobody waits for a change to show, and typing does not ask at each letter. */
export function createBriefCache<T>({ clock, max, keepMs }: BriefCacheOptions<T>): BriefCache<T> {
  const kept = new Map<string, Kept<T>>();

  function keep(key: string, answer: Promise<T>): Promise<T> {
    const entry: Kept<T> = { answer, toldMs: Number.POSITIVE_INFINITY, endsMs: Number.POSITIVE_INFINITY };
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > max && oldest !== undefined) {
      kept.delete(oldest);
    }
    answer.then(
      (told) => {
        entry.toldMs = clock.now().getTime();
        entry.endsMs = entry.toldMs + keepMs(told);
      },
      () => {
        entry.endsMs = 0;
      },
    );
    return answer;
  }

  return {
    get(key, ask, { agedMsMax = Number.POSITIVE_INFINITY } = {}) {
      const known = kept.get(key);
      const nowMs = clock.now().getTime();
      const stands = known !== undefined && known.endsMs > nowMs && nowMs - known.toldMs < agedMsMax;
      return stands ? known.answer : keep(key, ask());
    },
  };
}
