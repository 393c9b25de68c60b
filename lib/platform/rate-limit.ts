/** How many calls a second, and how many at once after a quiet time. */
export type Rate = { perSecond: number; burst: number };

/**
 * Of the calls of one token: generous, so that a benchmark stays below it and a runaway loop does not. And of the calls
 * from one address that brought no valid token: somebody who tries tokens is slowed down, while the good tokens behind
 * the same address go on working.
 */
export const TOKEN_RATE: Rate = { perSecond: 2_000, burst: 4_000 };
export const FAILED_RATE: Rate = { perSecond: 20 / 60, burst: 20 };

export type RateLimit = {
  /** Takes one call of the key. Answers 0, or the milliseconds until there is one to take. */
  take(key: string): number;
};

type Bucket = { tokens: number; filledAt: number };

/** Past this many, the buckets that are full again are dropped: they say nothing. */
const BUCKETS_MAX = 10_000;

/**
 * A token bucket for each key, in this process: the limit protects the process, and several processes share the load as
 * they share the callers. `now` answers milliseconds that never run backwards.
 */
export function createRateLimit({ perSecond, burst }: Rate, now: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();

  function refill(bucket: Bucket, at: number): Bucket {
    const gained = (Math.max(0, at - bucket.filledAt) / 1_000) * perSecond;
    bucket.tokens = Math.min(burst, bucket.tokens + gained);
    bucket.filledAt = at;
    return bucket;
  }

  function dropFull(at: number): void {
    for (const [key, bucket] of buckets) {
      if (refill(bucket, at).tokens >= burst) {
        buckets.delete(key);
      }
    }
    // A flood of keys that are all in use: the oldest go, which only forgives them.
    for (const key of buckets.keys()) {
      if (buckets.size < BUCKETS_MAX) {
        return;
      }
      buckets.delete(key);
    }
  }

  return {
    take(key) {
      const at = now();
      if (!buckets.has(key) && buckets.size >= BUCKETS_MAX) {
        dropFull(at);
      }
      const bucket = refill(buckets.get(key) ?? { tokens: burst, filledAt: at }, at);
      buckets.set(key, bucket);
      if (bucket.tokens < 1) {
        return Math.ceil(((1 - bucket.tokens) / perSecond) * 1_000);
      }
      bucket.tokens -= 1;
      return 0;
    },
  };
}
