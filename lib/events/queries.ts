import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { EventView } from "@/lib/core/event";
import type { EventSearch } from "@/lib/core/event-search";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { findModelId } from "@/lib/db/find-model-id";
import { events, versions } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";

/** The team's events, newest first. */
export async function listEvents(
  db: Database,
  scope: TeamScope,
  search: EventSearch,
): Promise<Result<Page<EventView>>> {
  const after = decodeCursor(search.cursor, cursorKey);
  if (!after.ok) {
    return after;
  }
  if (search.version !== undefined && search.model === undefined) {
    return refuse({ code: "invalid", field: "version", message: "Name the model whose version is meant." });
  }
  const modelId = search.model === undefined ? null : await findModelId(db, scope, search.model);
  if (search.model !== undefined && modelId === null) {
    return notFound("model");
  }

  const versionId = modelId && search.version !== undefined ? await findVersionId(db, modelId, search.version) : null;
  const found = await db
    .select({ id: events.id, event: events.event })
    .from(events)
    .where(
      and(
        eq(events.teamId, scope.teamId),
        visibleModels(scope, events.modelId),
        ...filters(search, modelId, versionId),
        after.value ? lt(events.id, after.value[0]) : undefined,
      ),
    )
    .orderBy(desc(events.id))
    .limit(search.limit + 1);
  return ok(
    pageOf(
      found,
      search.limit,
      ({ event }) => event,
      ({ id }) => [id],
    ),
  );
}

export async function getEvent(db: Database, scope: TeamScope, id: string): Promise<Result<EventView>> {
  if (!isId("event", id)) {
    return notFound("event");
  }
  const [found] = await db
    .select({ event: events.event })
    .from(events)
    .where(and(eq(events.id, id), eq(events.teamId, scope.teamId), visibleModels(scope, events.modelId)));
  return found ? ok(found.event) : notFound("event");
}

async function findVersionId(db: Database, modelId: Id<"model">, number: number): Promise<Id<"version"> | null> {
  const [found] = await db
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.modelId, modelId), eq(versions.number, number)));
  return found?.id ?? null;
}

function filters(
  search: EventSearch,
  modelId: Id<"model"> | null,
  versionId: Id<"version"> | null,
): (SQL | undefined)[] {
  return [
    search.type && eq(events.type, search.type),
    modelId ? eq(events.modelId, modelId) : undefined,
    versionId ? eq(events.versionId, versionId) : undefined,
    // An unlinked version has no row any more, but its events tell its number; they are few among those of a model.
    search.version === undefined || versionId
      ? undefined
      : sql`(${events.event} -> 'version' ->> 'number')::int = ${search.version}`,
    search.since ? gte(events.occurredAt, new Date(search.since)) : undefined,
    search.until ? lt(events.occurredAt, new Date(search.until)) : undefined,
  ];
}

const cursorKey = z.tuple([z.custom<Id<"event">>((id) => typeof id === "string" && isId("event", id))]);
