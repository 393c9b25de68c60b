import "server-only";
import { notFound } from "next/navigation";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import type { TeamScope } from "@/lib/core/actor";
import type { EventView } from "@/lib/core/event";
import type { JsonObject } from "@/lib/core/json";
import type { AgentView } from "@/lib/core/launch-agent";
import { defaultsOf } from "@/lib/core/launch-job";
import type { LaunchRunDetail } from "@/lib/core/launch-run";
import { encodeCursor, PAGE_LIMIT_MAX } from "@/lib/core/page";
import { getEvent } from "@/lib/events/queries";
import { listAgents } from "@/lib/launch/admission/queries";
import { listJobVersions } from "@/lib/launch/jobs/queries";
import { readLog } from "@/lib/launch/logs";
import { getRun } from "@/lib/launch/runs/queries";
import type { LogPage } from "./log-lines";

/** So much of its end is in the page itself, and all that there is before JavaScript. */
const TAIL_LINES = 500;

export type RunParams = Promise<{ team: string; run: string }>;

/** The run that the address names, in the person's scope; ends the request where there is none. */
export async function requireRun(params: RunParams): Promise<{ scope: TeamScope; run: LaunchRunDetail }> {
  const { team, run: segment } = await params;
  const scope = await requireScope(team);
  const number = runNumberOf(segment);
  const found = number === null ? null : await getRun(await db(), scope, String(number));
  return found?.ok ? { scope, run: found.value } : notFound();
}

/** Reads `17`; null for what is no number of a run. */
export function runNumberOf(segment: string): number | null {
  return /^[1-9]\d{0,8}$/.test(segment) ? Number(segment) : null;
}

export type RunPageView = {
  log: LogPage;
  /** What its job's version says by default, for what was given instead. */
  defaults: JsonObject;
  /** The event that caused it; null where a person did, or where it is forgotten. */
  event: EventView | null;
  agent: AgentView | null;
};

export async function readRunPage(scope: TeamScope, run: LaunchRunDetail): Promise<RunPageView> {
  const pool = await db();
  const { eventId } = run.cause;
  const [log, defaults, event, agents] = await Promise.all([
    readLogPage(scope, run.number, { from: Math.max(0, run.log.lines - TAIL_LINES), limit: TAIL_LINES }),
    readDefaults(scope, run.job),
    eventId === null ? null : getEvent(pool, scope, eventId),
    run.agent === null ? null : listAgents(pool, scope, run.queue.name, { limit: PAGE_LIMIT_MAX }),
  ]);
  return {
    log: log ?? { first: 0, lines: [], hasMore: false, isCut: false, isOver: true },
    defaults,
    event: event?.ok ? event.value : null,
    agent: (agents?.ok && agents.value.items.find(({ id }) => id === run.agent?.id)) || null,
  };
}

/** What the version of the job says by default of its parameters; nothing where the job is gone. */
export async function readDefaults(scope: TeamScope, { name, version }: LaunchRunDetail["job"]): Promise<JsonObject> {
  const from = encodeCursor([version + 1]); // The list goes from the newest down.
  const found = await listJobVersions(await db(), scope, name, { limit: 1, cursor: from });
  const [known] = found.ok ? found.value.items : [];
  return known?.number === version ? defaultsOf(known.parameters) : {};
}

/** Lines of a run's log, and how the log stands; null where there is no such run. */
export async function readLogPage(
  scope: TeamScope,
  run: number,
  { from, limit }: { from: number; limit: number },
): Promise<LogPage | null> {
  const read = await readLog(await db(), scope, String(run), { fromLine: from + 1, limit });
  if (!read.ok) {
    return null;
  }
  const { lines, hasMore, isCut, isEnded: isOver } = read.value;
  // What else is known of a line is not for the page.
  return { first: from, lines: lines.map(({ at, stream, text }) => ({ at, stream, text })), hasMore, isCut, isOver };
}
