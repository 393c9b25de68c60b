import type { TeamScope } from "@/lib/core/actor";
import type { AliasView, TagView, VersionSummary, VersionView } from "@/lib/core/registry";
import type { Database } from "@/lib/db/client";
import { aliasesOfVersions, latestAlias } from "../aliases/alias-view";
import { tagsOfVersions } from "../tag-rows";
import { evaluationView, selectEvaluations } from "./evaluation-view";
import type { VersionRow } from "./version-row";

/** Evaluations that a version's own view shows; `listEvaluations` pages through the rest. */
const EVALUATIONS_SHOWN = 50;

/** The views of a page of versions: their aliases and tags come in one query each, however many they are. */
export async function versionSummaries(
  db: Database,
  scope: TeamScope,
  found: readonly VersionRow[],
): Promise<VersionSummary[]> {
  const ids = found.map((row) => row.id);
  const [aliases, tags] = await Promise.all([aliasesOfVersions(db, scope, ids), tagsOfVersions(db, ids)]);
  return found.map((row) => versionSummary(row, aliases.get(row.id) ?? [], tags.get(row.id) ?? []));
}

/** The whole view of one version. */
export async function versionView(db: Database, scope: TeamScope, row: VersionRow): Promise<VersionView> {
  const [aliases, tags, evaluations] = await Promise.all([
    aliasesOfVersions(db, scope, [row.id]),
    tagsOfVersions(db, [row.id]),
    selectEvaluations(db, row.id, { limit: EVALUATIONS_SHOWN }),
  ]);
  const summary = versionSummary(row, aliases.get(row.id) ?? [], tags.get(row.id) ?? []);
  return { ...summary, ...originOf(row), evaluations: evaluations.map(evaluationView) };
}

export type NewAliases = { names: readonly string[]; protectedNames: ReadonlySet<string>; since: Date | null };

/** The same of one that this transaction has just made: all of it is known, so nobody reads it back. */
export function newVersionView(row: VersionRow, { names, protectedNames, since }: NewAliases): VersionView {
  const aliases = [...names].sort().map((name) => ({
    name,
    version: row.number,
    isProtected: protectedNames.has(name),
    isSystem: false,
    since: (since ?? row.linkedAt).toISOString(),
    by: row.linkedBy,
  }));
  return { ...versionSummary(row, aliases, []), ...originOf(row), evaluations: [] };
}

function originOf({ artifactType, source }: VersionRow): Pick<VersionView, "artifactType" | "source"> {
  return { artifactType, source };
}

function versionSummary(row: VersionRow, aliases: AliasView[], tags: TagView[]): VersionSummary {
  return {
    id: row.id,
    model: { id: row.modelId, name: row.modelName },
    number: row.number,
    aliases: row.number === row.latestNumber ? [latestAlias(row), ...aliases] : aliases,
    tags,
    description: row.description,
    artifact: { id: row.artifactId, project: row.project, name: row.artifactName, number: row.artifactNumber },
    digest: row.digest,
    sizeBytes: row.sizeBytes,
    fileCount: row.fileCount,
    referenceUri: row.referenceUri,
    metadata: row.metadata,
    linkedAt: row.linkedAt.toISOString(),
    linkedBy: row.linkedBy,
  };
}
