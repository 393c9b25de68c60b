/** Longer than any token and any private key in PEM. */
const KEY_LENGTH_MAX = 8_192;

/**
 * Keeps what a pure function answered, for the keys that were asked for last. For what is asked again thousands of times
 * within a moment, as a busy webhook's keys are; a process's memory holds no more than `max` answers, and none to a longer key
 * than `KEY_LENGTH_MAX`: a secret may have 64 KiB, and a thousand such with all their spellings would fill a gigabyte.
 */
export function createMemo<T>(max: number, make: (key: string) => T): (key: string) => T {
  const kept = new Map<string, T>();

  return function recall(key) {
    const known = kept.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = make(key);
    if (key.length > KEY_LENGTH_MAX) {
      return made;
    }
    const [oldest] = kept.keys();
    if (kept.size >= max && oldest !== undefined) {
      kept.delete(oldest);
    }
    kept.set(key, made);
    return made;
  };
}
