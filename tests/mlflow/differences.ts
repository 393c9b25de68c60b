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
    name: "Order of `latest_versions`",
    covers: ({ field, kind }) => kind === "reordered" && /\.latest_versions$/.test(field),
  },
  {
    name: "Stages are aliases",
    covers: ({ field, kind }) => kind === "added" && /^(registered_models?(\[\])?|model_version)\.aliases$/.test(field),
  },
];

const IGNORED = /(^|\.)(creation_timestamp|last_updated_timestamp|next_page_token|webhook_id)$/;

/** Compares without regard to times, ids and tokens; those must be there where they were. */
export function differencesOf(call: string, recorded: unknown, ours: unknown, field = ""): Difference[] {
  if (IGNORED.test(field)) {
    return [];
  }
  if (Array.isArray(recorded) && Array.isArray(ours) && recorded.length === ours.length) {
    return differencesOfLists(call, recorded, ours, field);
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

/** What holds the same in another order is compared in the order of the recording. */
function differencesOfLists(
  call: string,
  recorded: readonly unknown[],
  ours: readonly unknown[],
  field: string,
): Difference[] {
  const keys = recorded.map(keyOf);
  const isReordered =
    keys.some((key, index) => key !== keyOf(ours[index])) && keys.toSorted().join() === ours.map(keyOf).sort().join();
  const aligned = isReordered
    ? ours.toSorted((one, other) => keys.indexOf(keyOf(one)) - keys.indexOf(keyOf(other)))
    : ours;
  return [
    ...(isReordered ? [{ call, field, kind: "reordered" as const }] : []),
    ...recorded.flatMap((value, index) => differencesOf(call, value, aligned[index], `${field}[]`)),
  ];
}

function keyOf(value: unknown): string {
  return isObject(value) ? [value.name, value.version, value.key, value.alias].join() : String(value);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
