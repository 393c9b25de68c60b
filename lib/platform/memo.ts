/**
 * Keeps what a pure function answered, for the keys that were asked for last. For what is asked again thousands of times
 * within a moment, as a busy webhook's keys are; a process's memory holds no more than `max` answers.
 */
export function createMemo<T>(max: number, make: (key: string) => T): (key: string) => T {
  const kept = new Map<string, T>();

  return function recall(key) {
    const known = kept.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = make(key);
    const [oldest] = kept.keys();
    if (kept.size >= max && oldest !== undefined) {
      kept.delete(oldest);
    }
    kept.set(key, made);
    return made;
  };
}
