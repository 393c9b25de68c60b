import type { Id } from "@/lib/core/ids";
import type { Json, JsonObject } from "@/lib/core/json";
import type { VersionSummary } from "@/lib/core/registry";

export type VersionMetrics = { version: VersionSummary; values: Readonly<Record<string, number>> };

/** How deep metadata is searched for numbers: `params.learning_rate` is one, a list's elements are not. */
const DEPTH_MAX = 3;
const NAMES_MAX = 24;

/** Each version's numbers, oldest first: those of its metadata and, over them, what was recorded on it. */
export function metricsByVersion(
  versions: readonly VersionSummary[],
  recorded: ReadonlyMap<Id<"version">, Record<string, number>>,
): VersionMetrics[] {
  return versions
    .map((version) => ({ version, values: { ...numbersOf(version.metadata), ...recorded.get(version.id) } }))
    .sort((a, b) => a.version.number - b.version.number);
}

/** The names worth a chart or a column: what was recorded before what is only described, and what most versions have first. */
export function metricNames(
  series: readonly VersionMetrics[],
  recorded: ReadonlyMap<Id<"version">, Record<string, number>>,
): string[] {
  const counts = new Map<string, number>();
  for (const { values } of series) {
    for (const name of Object.keys(values)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const measured = new Set([...recorded.values()].flatMap((values) => Object.keys(values)));
  return [...counts]
    .sort(([a, aCount], [b, bCount]) => {
      return Number(measured.has(b)) - Number(measured.has(a)) || bCount - aCount;
    })
    .slice(0, NAMES_MAX)
    .map(([name]) => name);
}

function numbersOf(metadata: JsonObject, prefix = "", depth = 1): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [key, value] of Object.entries(metadata)) {
    const name = `${prefix}${key}`;
    if (typeof value === "number" && Number.isFinite(value)) {
      found[name] = value;
    } else if (isObject(value) && depth < DEPTH_MAX) {
      Object.assign(found, numbersOf(value, `${name}.`, depth + 1));
    }
  }
  return found;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
