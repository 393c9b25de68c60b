import { ok, type Result, refuse } from "../result";

export type Direction = "ASC" | "DESC";
export type Ordering<K extends string> = { key: K; direction: Direction };

export type ModelOrderKey = "name" | "last_updated_timestamp";
export type VersionOrderKey = "name" | "version_number" | "creation_timestamp" | "last_updated_timestamp";

const CLAUSE = /^\s*(`[^`]*`|"[^"]*"|[^\s,;'"`]+)(?:\s+([^\s,;'"`]+))?\s*$/;

const MODEL_KEYS = {
  name: "name",
  timestamp: "last_updated_timestamp",
  last_updated_timestamp: "last_updated_timestamp",
} as const satisfies Record<string, ModelOrderKey>;

const VERSION_KEYS = {
  name: "name",
  version_number: "version_number",
  creation_timestamp: "creation_timestamp",
  last_updated_timestamp: "last_updated_timestamp",
} as const satisfies Record<VersionOrderKey, VersionOrderKey>;

/** Reads the `order_by` of a search of models; what ties is put in the order of names, so that pages never overlap. */
export function parseModelOrder(clauses: readonly string[]): Result<Ordering<ModelOrderKey>[]> {
  const named = (key: string) => `Invalid order by key '${key}' specified. Valid keys are '{'name', 'timestamp'}'`;
  const read = readOrder(clauses, { keys: new Map(Object.entries(MODEL_KEYS)), refusal: named });
  return read.ok ? ok(completed(read.value, [{ key: "name", direction: "ASC" }])) : read;
}

/** The same of versions: the last changed first, unless told otherwise. */
export function parseVersionOrder(clauses: readonly string[]): Result<Ordering<VersionOrderKey>[]> {
  const keys = new Map(Object.entries(VERSION_KEYS));
  const valid = [...keys.keys()].map((key) => `'${key}'`).join(", ");
  const named = (key: string) => `Invalid attribute key '${key}' specified. Valid keys are '{${valid}}'`;
  const read = readOrder(clauses.map(withoutPrefix), { keys, refusal: named });
  if (!read.ok) {
    return read;
  }
  const wanted = clauses.length > 0 ? read.value : NEWEST_FIRST;
  return ok(
    completed(wanted, [
      { key: "name", direction: "ASC" },
      { key: "version_number", direction: "DESC" },
    ]),
  );
}

const NEWEST_FIRST: readonly Ordering<VersionOrderKey>[] = [{ key: "last_updated_timestamp", direction: "DESC" }];

type Keys<K> = { keys: ReadonlyMap<string, K>; refusal: (key: string) => string };

function readOrder<K extends string>(clauses: readonly string[], { keys, refusal }: Keys<K>): Result<Ordering<K>[]> {
  const read: Ordering<K>[] = [];
  for (const clause of clauses) {
    const [, written, direction = "ASC"] = CLAUSE.exec(clause) ?? [];
    if (written === undefined) {
      return refuseOrder(`Invalid order_by clause '${clause}'. Could not be parsed.`);
    }
    const known = (["ASC", "DESC"] as const).find((one) => one === direction.toUpperCase());
    if (!known) {
      return refuseOrder(`Invalid ordering key in order_by clause '${clause}'.`);
    }
    const key = keys.get(written.replace(/^[`"](.*)[`"]$/, "$1"));
    if (key === undefined) {
      return refuseOrder(refusal(written));
    }
    read.push({ key, direction: known });
  }
  return new Set(read.map(({ key }) => key)).size === read.length
    ? ok(read)
    : refuseOrder(`\`order_by\` contains duplicate fields: [${clauses.map((clause) => `'${clause}'`).join(", ")}]`);
}

function completed<K extends string>(wanted: readonly Ordering<K>[], ties: readonly Ordering<K>[]): Ordering<K>[] {
  return [...wanted, ...ties.filter((tie) => wanted.every(({ key }) => key !== tie.key))];
}

function withoutPrefix(clause: string): string {
  return clause.replace(/^\s*attribute\./, "");
}

function refuseOrder(message: string): Result<never> {
  return refuse({ code: "invalid", field: "order_by", message });
}
