/** One place where our answer is not the recorded one: `field` is dotted, with `[]` for whatever stands in a list. */
export type Difference = { call: string; field: string; kind: "added" | "missing" | "changed" | "reordered" };

export type KeptDifference = {
  /** As the table of docs/mlflow.md calls it. */
  name: string;
  covers(difference: Difference): boolean;
};

/** The differences that are kept on purpose: their reasons stand in docs/mlflow.md, row by row. */
export const KEPT: readonly KeptDifference[] = [
  { name: "`user_id`", covers: ({ field, kind }) => kind === "added" && /(^|\.)user_id$/.test(field) },
  {
    name: "`sqlstate`, `error_class`",
    covers: ({ field, kind }) => kind === "missing" && ["sqlstate", "error_class"].includes(field),
  },
  {
    name: "`aliases` in lists",
    covers: ({ field, kind }) => kind === "added" && /(latest_versions|^model_versions)\[\]\.aliases$/.test(field),
  },
  { name: "Order of `tags`", covers: ({ field, kind }) => kind === "reordered" && /(^|\.)tags$/.test(field) },
  {
    name: "Stages are aliases",
    covers: ({ field, kind }) =>
      kind === "added" && ["registered_model.aliases", "model_version.aliases"].includes(field),
  },
];

const IGNORED = /(^|\.)(creation_timestamp|last_updated_timestamp|next_page_token|webhook_id)$/;

/** Compares without regard to times, ids and tokens; those must be there where they were. */
export function differencesOf(call: string, recorded: unknown, ours: unknown, field = ""): Difference[] {
  if (IGNORED.test(field)) {
    return [];
  }
  if (Array.isArray(recorded) && Array.isArray(ours) && recorded.length === ours.length) {
    if (JSON.stringify(recorded) !== JSON.stringify(ours) && isSameSet(recorded, ours)) {
      return [{ call, field, kind: "reordered" }];
    }
    return recorded.flatMap((value, index) => differencesOf(call, value, ours[index], `${field}[]`));
  }
  if (isObject(recorded) && isObject(ours)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(ours)])];
    return keys.flatMap((key) => differenceAt(call, recorded, ours, { key, field }));
  }
  return JSON.stringify(recorded) === JSON.stringify(ours) ? [] : [{ call, field, kind: "changed" }];
}

type At = { key: string; field: string };
type Fields = Record<string, unknown>;

function differenceAt(call: string, recorded: Fields, ours: Fields, { key, field }: At): Difference[] {
  const path = field === "" ? key : `${field}.${key}`;
  if (recorded[key] === undefined || ours[key] === undefined) {
    const isTime = /_timestamp$/.test(key); // Left out of the recording.
    return isTime ? [] : [{ call, field: path, kind: recorded[key] === undefined ? "added" : "missing" }];
  }
  return differencesOf(call, recorded[key], ours[key], path);
}

function isSameSet(one: readonly unknown[], other: readonly unknown[]): boolean {
  const [mine, theirs] = [one, other].map((list) => list.map((value) => JSON.stringify(value)).sort());
  return JSON.stringify(mine) === JSON.stringify(theirs);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
