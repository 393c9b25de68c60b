import type { ModelSummary, VersionSummary } from "@/lib/core/registry";
import { countOf, formatBytes, timeAgo } from "../amounts";
import { ask } from "../ask";
import type { Answer } from "../failure";
import { listUpTo } from "../list";
import { parseModelReference } from "../references";
import { type Session, tell } from "../session";
import { type Cell, printTable } from "../table";
import { shown } from "../terminal";

/** The shapes that the columns need; the API's answers have them. */
type ModelRow = Pick<ModelSummary, "name" | "latestVersion" | "versionCount" | "updatedAt"> & { aliases: AliasRow[] };
type AliasRow = { name: string; version: number; isSystem: boolean };
type VersionRow = Pick<
  VersionSummary,
  "number" | "tags" | "sizeBytes" | "fileCount" | "referenceUri" | "linkedAt" | "linkedBy"
> & { aliases: AliasRow[]; artifact: { project: string; name: string; number: number } };

export async function listModelsCommand(
  session: Session,
  options: { limit: number; name?: string; tag?: string; alias?: string },
): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const { limit, ...search } = options;
  const models = await listUpTo(limit, (page) =>
    ask(
      session.api.GET("/teams/{team}/models", {
        params: { path: { team: team.value }, query: { ...search, ...page } },
      }),
    ),
  );
  if (!models.ok) {
    return models;
  }

  return tell(session, models.value.items, () => {
    if (models.value.items.length === 0) {
      session.terminal.note("No models. Make one: modelwire link PROJECT/ARTIFACT MODEL --create");
      return;
    }
    const rows = models.value.items.map((model) => modelCells(model, session.now()));
    printTable(session.terminal, ["MODEL", "LATEST", "VERSIONS", "ALIASES", "CHANGED"], rows);
    noteMore(session, models.value.hasMore);
  });
}

export async function listVersionsCommand(
  session: Session,
  text: string,
  options: { limit: number; alias?: string; tag?: string; metadata?: string[] },
): Promise<Answer<null>> {
  const reference = parseModelReference(text);
  if (!reference.ok) {
    return reference;
  }
  const team = await session.team(reference.value.team);
  if (!team.ok) {
    return team;
  }
  const path = { team: team.value, model: reference.value.model };
  const { limit, ...search } = options;
  const versions = await listUpTo(limit, (page) =>
    ask(session.api.GET("/teams/{team}/models/{model}/versions", { params: { path, query: { ...search, ...page } } })),
  );
  if (!versions.ok) {
    return versions;
  }

  return tell(session, versions.value.items, () => {
    if (versions.value.items.length === 0) {
      session.terminal.note(`${shown(path.model)} has no such versions.`);
      return;
    }
    const rows = versions.value.items.map((version) => versionCells(version, session.now()));
    printTable(session.terminal, ["VERSION", "ALIASES", "TAGS", "FROM", "SIZE", "LINKED", "BY"], rows);
    noteMore(session, versions.value.hasMore);
  });
}

function noteMore(session: Session, hasMore: boolean): void {
  if (hasMore) {
    session.terminal.note("There are more: raise --limit.");
  }
}

function modelCells(model: ModelRow, now: Date): Cell[] {
  const aliases = model.aliases.filter((alias) => !alias.isSystem).map((alias) => `${alias.name}→v${alias.version}`);
  return [
    { text: model.name, tone: "strong" },
    model.latestVersion === null ? "–" : `v${model.latestVersion}`,
    String(model.versionCount),
    aliases.join(" ") || "–",
    { text: timeAgo(model.updatedAt, now), tone: "quiet" },
  ];
}

function versionCells(version: VersionRow, now: Date): Cell[] {
  const { project, name, number } = version.artifact;
  return [
    { text: `v${version.number}`, tone: "strong" },
    { text: version.aliases.map((alias) => alias.name).join(" ") || "–", tone: "good" },
    version.tags.map(({ key, value }) => (value === "" ? key : `${key}=${value}`)).join(" ") || "–",
    version.referenceUri ?? `${project}/${name}:v${number}`,
    version.referenceUri === null ? `${formatBytes(version.sizeBytes)} in ${countOf(version.fileCount, "file")}` : "–",
    { text: timeAgo(version.linkedAt, now), tone: "quiet" },
    { text: version.linkedBy, tone: "quiet" },
  ];
}
