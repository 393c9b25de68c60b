import { asc, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { RegistryEvent } from "@/lib/core/event";
import { type NewVersion, newModel, newVersion, versionSearch } from "@/lib/core/registry";
import type { Problem, Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { events } from "@/lib/db/schema";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { must } from "../support/must";

export function problemOf(result: Result<unknown>): Problem {
  if (result.ok) {
    throw new Error("Expected a refusal.");
  }
  return result.problem;
}

export async function makeModel(db: Database, scope: TeamScope, name: string) {
  return must(await createModel(db, scope, newModel.parse({ name })));
}

/** Links the next version from a URI: the shortest way to one. */
export async function link(
  db: Database,
  scope: TeamScope,
  model: string,
  wish: { aliases?: string[]; metadata?: object; key?: string } = {},
) {
  return linkVersion(db, scope, { model, ...uriVersion(wish) });
}

export function uriVersion({
  metadata = {},
  ...rest
}: {
  aliases?: string[];
  metadata?: object;
  key?: string;
}): NewVersion {
  return newVersion.parse({ source: { uri: "s3://models/weights.safetensors", metadata }, ...rest });
}

export function search(wish: object = {}) {
  return versionSearch.parse(wish);
}

/** The team's events in order, each in a few words: `ADD_ARTIFACT_ALIAS v1 production (from v0)`. */
export async function tellEvents(db: Database, scope: TeamScope): Promise<string[]> {
  const found = await db
    .select({ event: events.event })
    .from(events)
    .where(eq(events.teamId, scope.teamId))
    .orderBy(asc(events.id));
  return found.map(({ event }) => inWords(event));
}

function inWords(event: RegistryEvent): string {
  return [
    event.type,
    event.version ? `v${event.version.number}` : event.model.name,
    event.alias ?? event.tag?.key ?? event.evaluation?.name,
    event.previousVersion ? `(from v${event.previousVersion.number})` : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(" ");
}
