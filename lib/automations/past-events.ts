import { and, desc, eq, lt } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type AutomationFilter, PREVIEW_DAYS, type PreviewView } from "@/lib/core/automation";
import type { EventType, RegistryEvent } from "@/lib/core/event";
import { type CompiledFilter, compileFilter, matchesEvent } from "@/lib/core/filter";
import { type Id, isId } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { events } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";

export type PastEvents = {
  lookedAt: number;
  matchCount: number;
  /** The newest of those that match, at most `keptMax`. */
  matches: RegistryEvent[];
  recent: PreviewView["recent"];
};

type Wanted = {
  modelId: Id<"model"> | null;
  eventType: EventType;
  filter: AutomationFilter;
  eventsMax: number;
  keptMax: number;
  now?: Date;
};

/** Events carry whole metadata: a chunk at a time keeps a look back at a thousand of them small. */
const CHUNK_MAX = 100;

/** Looks back, newest first, at the events that an automation of this type and model would have been tried on. */
export async function findPastMatches(db: Database, scope: TeamScope, wanted: Wanted): Promise<Result<PastEvents>> {
  const compiled = compileFilter(wanted.filter);
  if (!compiled.ok) {
    return compiled;
  }

  const perDay = Array.from({ length: PREVIEW_DAYS }, () => 0);
  const past: PastEvents = { lookedAt: 0, matchCount: 0, matches: [], recent: { lookedAt: 0, matchCount: 0, perDay } };
  const today = dayOf(wanted.now ?? new Date());
  let before: Id<"event"> | null = null;
  while (past.lookedAt < wanted.eventsMax) {
    const limit = Math.min(CHUNK_MAX, wanted.eventsMax - past.lookedAt);
    const chunk: RegistryEvent[] = await readChunk(db, scope, { ...wanted, before, limit });
    tryAll(chunk, compiled.value, { keptMax: wanted.keptMax, today }, past);
    before = chunk.at(-1)?.id ?? null;
    if (chunk.length < limit) {
      break;
    }
  }
  return ok(past);
}

function tryAll(
  chunk: readonly RegistryEvent[],
  filter: CompiledFilter,
  { keptMax, today }: { keptMax: number; today: number },
  past: PastEvents,
): void {
  for (const event of chunk) {
    const isMatch = matchesEvent(filter, event);
    past.lookedAt += 1;
    past.matchCount += Number(isMatch);
    if (isMatch && past.matches.length < keptMax) {
      past.matches.push(event);
    }
    countDay(past.recent, PREVIEW_DAYS - 1 - (today - dayOf(new Date(event.occurredAt))), isMatch);
  }
}

function countDay(recent: PastEvents["recent"], day: number, isMatch: boolean): void {
  const before = recent.perDay[day];
  if (before === undefined) {
    return;
  }
  recent.lookedAt += 1;
  recent.matchCount += Number(isMatch);
  recent.perDay[day] = before + Number(isMatch);
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / 86_400_000);
}

/** One event that the automation would be tried on, by its id; null where the scope knows none such. */
export async function findPastEvent(
  db: Database,
  scope: TeamScope,
  { eventId, modelId, eventType }: Pick<Wanted, "modelId" | "eventType"> & { eventId: string },
): Promise<RegistryEvent | null> {
  if (!isId("event", eventId)) {
    return null;
  }
  const [found] = await db
    .select({ event: events.event })
    .from(events)
    .where(
      and(
        eq(events.id, eventId),
        eq(events.teamId, scope.teamId),
        eq(events.type, eventType),
        modelId ? eq(events.modelId, modelId) : undefined,
        visibleModels(scope, events.modelId),
      ),
    );
  return found?.event ?? null;
}

async function readChunk(
  db: Database,
  scope: TeamScope,
  { modelId, eventType, before, limit }: Wanted & { before: Id<"event"> | null; limit: number },
): Promise<RegistryEvent[]> {
  const found = await db
    .select({ event: events.event })
    .from(events)
    .where(
      and(
        eq(events.teamId, scope.teamId),
        eq(events.type, eventType),
        modelId ? eq(events.modelId, modelId) : undefined,
        visibleModels(scope, events.modelId),
        before ? lt(events.id, before) : undefined,
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit);
  return found.map(({ event }) => event);
}
