import { listPageCommands, type PageCommand } from "../keys/page-keys";

/** The palette as it stands: what the page offered is read when it opens, while the focus is still in its place. */
export type PaletteState = { text: string; commands: readonly PageCommand[] };

let state: PaletteState | null = null;
const listeners = new Set<() => void>();

export function openPalette(text = ""): void {
  change({ text, commands: state?.commands ?? listPageCommands() });
}

export function closePalette(): void {
  change(null);
}

/** Opens it, or closes it again; always does one of both. */
export function togglePalette(): true {
  if (state) {
    closePalette();
  } else {
    openPalette();
  }
  return true;
}

export function readPalette(): PaletteState | null {
  return state;
}

export function subscribeToPalette(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: PaletteState | null): void {
  state = next;
  for (const listener of listeners) {
    listener();
  }
}
