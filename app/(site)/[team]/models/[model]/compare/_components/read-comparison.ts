import "server-only";
import type { TeamScope } from "@/lib/core/actor";
import type { EvaluationView, VersionView } from "@/lib/core/registry";
import { type FileChanges, listFileChanges } from "@/lib/registry/artifacts/file-changes";
import { getModel } from "@/lib/registry/models/queries";
import { getVersion, listVersions } from "@/lib/registry/versions/queries";
import { measure, type Pool } from "../../_components/read-measured";

const CHOICES_MAX = 50;
const FILES_MAX = 200;

export type Side = Pick<VersionView, "number" | "metadata" | "fileCount" | "referenceUri"> & {
  values: Readonly<Record<string, number>>;
  /** By evaluation and check: the newest result of each. */
  checks: ReadonlyMap<string, boolean>;
};

export type Pair = { before: Side; after: Side; metricNames: string[]; files: FileChanges };

export type Comparison = {
  /** Null until two versions are named that there are. */
  pair: Pair | null;
  versions: number[];
  problem: string | null;
};

export type ComparisonWish = { model: string; a: string | undefined; b: string | undefined };

/** Null where there is no such model. */
export async function readComparison(
  db: Pool,
  scope: TeamScope,
  { model, a, b }: ComparisonWish,
): Promise<Comparison | null> {
  const [found, recent, before, after] = await Promise.all([
    getModel(db, scope, model),
    listVersions(db, scope, model, { limit: CHOICES_MAX, metadata: [] }),
    a === undefined ? null : getVersion(db, scope, model, a),
    b === undefined ? null : getVersion(db, scope, model, b),
  ]);
  if (!found.ok) {
    return null;
  }
  const versions = recent.ok ? recent.value.items.map(({ number }) => number) : [];
  const missing = [before?.ok === false ? a : null, after?.ok === false ? b : null].find(Boolean);
  if (!before?.ok || !after?.ok) {
    return { pair: null, versions, problem: missing ? `There is no version ${missing}. Choose another one.` : null };
  }
  return { pair: await readPair(db, scope, before.value, after.value), versions, problem: null };
}

async function readPair(db: Pool, scope: TeamScope, before: VersionView, after: VersionView): Promise<Pair> {
  const [measured, files] = await Promise.all([
    measure(db, scope, before.id === after.id ? [before] : [before, after]),
    listFileChanges(db, scope, { before: before.artifact.id, after: after.artifact.id, limit: FILES_MAX }),
  ]);
  const sideOf = (version: VersionView): Side => ({
    number: version.number,
    metadata: version.metadata,
    fileCount: version.fileCount,
    referenceUri: version.referenceUri,
    values: measured.byNumber.get(version.number)?.values ?? {},
    checks: checksOf(version.evaluations),
  });
  return {
    before: sideOf(before),
    after: sideOf(after),
    metricNames: measured.names,
    files: files.ok ? files.value : { changes: [], isCut: false },
  };
}

/** Evaluations come newest first, so the last one set is the oldest: it goes in first. */
function checksOf(evaluations: readonly EvaluationView[]): Map<string, boolean> {
  const checks = new Map<string, boolean>();
  for (const { name, checks: results } of [...evaluations].reverse()) {
    for (const [check, isPassed] of Object.entries(results)) {
      checks.set(`${name}: ${check}`, isPassed);
    }
  }
  return checks;
}
