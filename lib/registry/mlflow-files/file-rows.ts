import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { mlflowFiles } from "@/lib/db/schema";

/** The paths as the index keeps them. */
const PATH = sql`${mlflowFiles.path} collate "C"`;

export function isAt(path: string): SQL {
  return sql`${PATH} = ${path}::text`;
}

/** Below a folder: from its slash up to the character after that. Everything, where no folder is named. */
export function isBelow(folder: string): SQL {
  return folder === ""
    ? isNotNull(mlflowFiles.path)
    : sql`(${PATH} >= ${`${folder}/`}::text and ${PATH} < ${`${folder}0`}::text)`;
}

/**
 * The files that a scope may see: all of its team. A token restricted to some models sees only what it stored itself, as
 * with artifacts.
 */
export function visibleFiles(scope: TeamScope): SQL | undefined {
  const { kind, id } = scope.actor;
  const isOwn = id === null ? sql`false` : and(eq(mlflowFiles.actorKind, kind), eq(mlflowFiles.actorId, id));
  return and(eq(mlflowFiles.teamId, scope.teamId), scope.models === "all" ? undefined : isOwn);
}
