import { isJsonObject, type Json } from "./json";

export type JsonChange = "same" | "changed" | "added" | "removed";

/** One key of two objects, side by side. Undefined: that side has no such key. */
export type DiffNode = {
  key: string;
  path: string;
  change: JsonChange;
  before: Json | undefined;
  after: Json | undefined;
  /** Where both sides are objects or both lists: what is inside. */
  children: DiffNode[] | null;
};

/** Two JSON values side by side, key by key; keys of both in the first one's order, then those that are new. */
export function diffJson(before: Json, after: Json): DiffNode[] {
  return childrenOf(before, after, "") ?? [];
}

/** Only what differs, with the branches that lead there. */
export function changesOnly(nodes: readonly DiffNode[]): DiffNode[] {
  return nodes.flatMap((node) => {
    if (node.change === "same") {
      return [];
    }
    return [node.children === null ? node : { ...node, children: changesOnly(node.children) }];
  });
}

/** How many keys differ in which way: leaves, and branches that one side has not. */
export function countChanges(nodes: readonly DiffNode[]): Record<Exclude<JsonChange, "same">, number> {
  const counts = { changed: 0, added: 0, removed: 0 };
  for (const { change, children } of nodes) {
    if (children !== null) {
      const inner = countChanges(children);
      counts.changed += inner.changed;
      counts.added += inner.added;
      counts.removed += inner.removed;
    } else if (change !== "same") {
      counts[change] += 1;
    }
  }
  return counts;
}

function nodeOf(key: string, path: string, before: Json | undefined, after: Json | undefined): DiffNode {
  const node = { key, path, before, after };
  if (before === undefined || after === undefined) {
    return { ...node, change: before === undefined ? "added" : "removed", children: null };
  }
  const children = childrenOf(before, after, path);
  if (children === null) {
    return { ...node, change: before === after ? "same" : "changed", children: null };
  }
  return { ...node, change: children.every(({ change }) => change === "same") ? "same" : "changed", children };
}

function childrenOf(before: Json, after: Json, path: string): DiffNode[] | null {
  const one = entriesOf(before, after);
  const other = entriesOf(after, before);
  if (one === null || other === null) {
    return null;
  }
  return [...new Set([...one.keys(), ...other.keys()])].map((key) =>
    nodeOf(key, path === "" ? key : `${path}.${key}`, one.get(key), other.get(key)),
  );
}

/** Null unless both are objects or both lists: an object beside a list is one change. */
function entriesOf(value: Json, beside: Json): Map<string, Json> | null {
  if (isJsonObject(value) && isJsonObject(beside)) {
    return new Map(Object.entries(value));
  }
  if (Array.isArray(value) && Array.isArray(beside)) {
    return new Map(value.map((entry, place) => [String(place), entry]));
  }
  return null;
}
