import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What MLflow's own client and its own server (3.11.2) said to each other in 60 of MLflow's tests, recorded by a proxy.
 * Times are left out, and ids are named in the order in which they appear. Each exchange stands once in
 * `exchanges.jsonl`; `sequences.jsonl` names them by their lines.
 */
export type Exchange = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: Record<string, unknown>;
  status: number;
  response: Record<string, unknown>;
};

export type Sequence = { test: string; exchanges: Exchange[] };

/** Sequences that write the same, one after the other, and then only read: they share one team. */
export type SequenceGroup = { writes: Exchange[]; reads: { test: string; exchanges: Exchange[] }[] };

export function readSequences(): Sequence[] {
  const exchanges = linesOf<Exchange>("exchanges.jsonl");
  return linesOf<{ test: string; exchanges: number[] }>("sequences.jsonl").map((sequence) => ({
    test: sequence.test,
    exchanges: sequence.exchanges.flatMap((index) => exchanges[index] ?? []),
  }));
}

export function groupSequences(sequences: readonly Sequence[]): SequenceGroup[] {
  const groups = new Map<string, SequenceGroup>();
  for (const { test, exchanges } of sequences) {
    const end = exchanges.findLastIndex(({ method }) => method !== "GET") + 1;
    const writes = exchanges.slice(0, end);
    const key = JSON.stringify(writes);
    const group = groups.get(key) ?? { writes, reads: [] };
    group.reads.push({ test, exchanges: exchanges.slice(end) });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function linesOf<T>(file: string): T[] {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
