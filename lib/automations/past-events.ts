import { and, desc, eq, lt } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationFilter } from "@/lib/core/automation";
import type { EventType, RegistryEvent } from "@/lib/core/event";
import { type CompiledFilter, compileFilter, matchesEvent } from "@/lib/core/filter";
import type { Id } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { events } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";

export type PastEvents = {
  lookedAt: number;
  matchCount: number;
  /** The newest of those that match, at most `keptMax`. */
  matches: RegistryEvent[];
};

type Wanted = {
  modelId: Id<"model"> | null;
  eventType: EventType;
  filter: AutomationFilter;
  eventsMax: number;
  keptMax: number;
};

/** Events carry whole metadata: a chunk at a time keeps a look back at a thousand of them small. */
const CHUNK_MAX = 100;

/** Looks back, newest first, at the events that an automation of this type and model would have been tried on. */
export async function findPastMatches(db: Database, scope: TeamScope, wanted: Wanted): Promise<Result<PastEvents>> {
  const compiled = compileFilter(wanted.filter);
  if (!compiled.ok) {
    return compiled;
  }

  const past: PastEvents = { lookedAt: 0, matchCount: 0, matches: [] };
  let before: Id<"event"> | null = null;
  while (past.lookedAt < wanted.eventsMax) {
    const limit = Math.min(CHUNK_MAX, wanted.eventsMax - past.lookedAt);
    const chunk: RegistryEvent[] = await readChunk(db, scope, { ...wanted, before, limit });
    tryAll(chunk, compiled.value, wanted.keptMax, past);
    before = chunk.at(-1)?.id ?? null;
    if (chunk.length < limit) {
      break;
    }
  }
  return ok(past);
}

function tryAll(chunk: readonly RegistryEvent[], filter: CompiledFilter, keptMax: number, past: PastEvents): void {
  past.lookedAt += chunk.length;
  for (const event of chunk.filter((one) => matchesEvent(filter, one))) {
    past.matchCount += 1;
    if (past.matches.length < keptMax) {
      past.matches.push(event);
    }
  }
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
