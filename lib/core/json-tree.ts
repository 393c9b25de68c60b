import { isJsonObject, type Json } from "./json";

export type JsonNode = {
  key: string;
  /** Dotted, as conditions and templates name it. */
  path: string;
  value: Json;
  /** Null for a scalar. */
  children: JsonNode[] | null;
};

/** The entries of an object or list as a tree, at most `nodesMax` of them. Keys keep the order in which they are stored. */
export function jsonTree(root: Json, nodesMax: number): { nodes: JsonNode[]; isCut: boolean } {
  const budget = { left: nodesMax, isCut: false };
  return { nodes: childrenOf(root, "", budget) ?? [], isCut: budget.isCut };
}

/** Of a tree those branches that hold a text in a key or a value, whatever its case. A key that matches keeps all below it. */
export function searchTree(nodes: readonly JsonNode[], text: string): JsonNode[] {
  const wanted = text.toLowerCase();
  return nodes.flatMap((node) => {
    if (node.key.toLowerCase().includes(wanted)) {
      return [node];
    }
    if (node.children === null) {
      return String(node.value).toLowerCase().includes(wanted) ? [node] : [];
    }
    const children = searchTree(node.children, text);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

type Budget = { left: number; isCut: boolean };

function childrenOf(value: Json, path: string, budget: Budget): JsonNode[] | null {
  if (typeof value !== "object" || value === null) {
    return null;
  }
  const nodes: JsonNode[] = [];
  for (const [key, child] of isJsonObject(value) ? Object.entries(value) : value.entries()) {
    if (budget.left <= 0) {
      budget.isCut = true;
      break;
    }
    budget.left -= 1;
    const below = path === "" ? String(key) : `${path}.${key}`;
    nodes.push({ key: String(key), path: below, value: child, children: childrenOf(child, below, budget) });
  }
  return nodes;
}
