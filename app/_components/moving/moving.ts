/** Where the browser is on its way to, within the site; null while it stands. */
let target: string | null = null;
const listeners = new Set<() => void>();

export function beginMoving(href: string): void {
  change(href);
}

/** Ends the way to one place: another may have begun since. */
export function endMoving(href: string): void {
  if (target === href) {
    change(null);
  }
}

export function readMoving(): string | null {
  return target;
}

export function subscribeToMoving(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: string | null): void {
  target = next;
  for (const listener of listeners) {
    listener();
  }
}
