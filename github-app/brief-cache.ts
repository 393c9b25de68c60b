import type { Clock } from "@/lib/platform/clock";

export type BriefCache<T> = {
  /** What was answered a moment ago, or is being asked right now; else what `ask` answers. */
  get(key: string, ask: () => Promise<T>, options?: { isFresh?: boolean }): Promise<T>;
};

export type BriefCacheOptions<T> = {
  clock: Clock;
  max: number;
  /** How long an answer stands; one that is not whole is asked again sooner. */
  keepMs: (answer: T) => number;
};

type Kept<T> = { answer: Promise<T>; endsMs: number };

/** Keeps answers for so short a time that nobody waits for a change to show, and typing does not ask at each letter. */
export function createBriefCache<T>({ clock, max, keepMs }: BriefCacheOptions<T>): BriefCache<T> {
  const kept = new Map<string, Kept<T>>();

  function keep(key: string, answer: Promise<T>): Promise<T> {
    const entry: Kept<T> = { answer, endsMs: Number.POSITIVE_INFINITY };
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > max && oldest !== undefined) {
      kept.delete(oldest);
    }
    answer.then(
      (told) => {
        entry.endsMs = clock.now().getTime() + keepMs(told);
      },
      () => {
        entry.endsMs = 0;
      },
    );
    return answer;
  }

  return {
    get(key, ask, { isFresh = false } = {}) {
      const known = kept.get(key);
      const isUnderWay = known?.endsMs === Number.POSITIVE_INFINITY;
      const stands = known !== undefined && (isUnderWay || (!isFresh && known.endsMs > clock.now().getTime()));
      return stands ? known.answer : keep(key, ask());
    },
  };
}
