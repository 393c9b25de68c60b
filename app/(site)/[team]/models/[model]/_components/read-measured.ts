import "server-only";
import type { TeamScope } from "@/lib/core/actor";
import type { VersionSummary } from "@/lib/core/registry";
import { metricsOfVersions } from "@/lib/registry/versions/metric-rows";
import { listVersionsNumbered } from "@/lib/registry/versions/queries";
import { metricNames, metricsByVersion, type VersionMetrics } from "./metrics";

/** The database as queries take it: the edges do not name its type. */
export type Pool = Parameters<typeof listVersionsNumbered>[0];

export type Measured = { byNumber: ReadonlyMap<number, VersionMetrics>; names: string[] };

/** Some versions of a model with their numbers, by version number. */
export async function readMeasured(
  db: Pool,
  scope: TeamScope,
  model: string,
  numbers: readonly number[],
): Promise<Measured> {
  const found = await listVersionsNumbered(db, scope, model, [...new Set(numbers)]);
  return measure(db, scope, found);
}

/** The same of versions that are read already. */
export async function measure(db: Pool, scope: TeamScope, versions: readonly VersionSummary[]): Promise<Measured> {
  const recorded = await metricsOfVersions(
    db,
    scope,
    versions.map(({ id }) => id),
  );
  const series = metricsByVersion(versions, recorded);
  return {
    byNumber: new Map(series.map((entry) => [entry.version.number, entry])),
    names: metricNames(series, recorded),
  };
}
