/** Whether moments are written out: the hover says so too, but fingers and keyboards have none. */
let isExact = false;
const listeners = new Set<() => void>();

export function toggleExactTimes(): void {
  isExact = !isExact;
  for (const listener of listeners) {
    listener();
  }
}

export function areTimesExact(): boolean {
  return isExact;
}

export function subscribeToExactTimes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
