"use client";

import { useLayoutEffect, useSyncExternalStore } from "react";

/** What the ids in addresses are called, as the pages that show them have said. */
let names: ReadonlyMap<string, string> = new Map();
const listeners = new Set<() => void>();

/** Tells the breadcrumb what an id in the page's address is called: the frame around a page does not know. */
export function CrumbName({ id, name }: { id: string; name: string }) {
  // An effect, because the breadcrumb stands above this page; before the paint, so that the id is not seen first.
  useLayoutEffect(() => {
    if (names.get(id) !== name) {
      names = new Map([...names, [id, name]]);
      for (const listener of listeners) {
        listener();
      }
    }
  }, [id, name]);
  return null;
}

export function useCrumbNames(): ReadonlyMap<string, string> {
  return useSyncExternalStore(subscribe, current, none);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function current(): ReadonlyMap<string, string> {
  return names;
}

const NONE: ReadonlyMap<string, string> = new Map();

function none(): ReadonlyMap<string, string> {
  return NONE;
}
