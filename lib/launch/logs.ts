import { and, asc, eq, gte, lte, max, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { isEnded, type LaunchState, type LogLine } from "@/lib/core/launch-run";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { runLogs, runs } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

export const LOG_LINES_DEFAULT = 1_000;
export const LOG_LINES_MAX = 5_000;

/** `number` counts from 1 over the whole run; `lease` grows where another agent began anew. */
export type NumberedLine = LogLine & { number: number; lease: number };

export type LogPage = {
  lines: NumberedLine[];
  /** Where the next page begins. */
  nextLine: number;
  /** Whether there is more at this moment; while `isEnded` is false more may come. */
  hasMore: boolean;
  state: LaunchState;
  isEnded: boolean;
  /** Something is missing: an agent was lost, or the log grew past what is kept. */
  isCut: boolean;
};

/** The log of a run from a line on, which counts from 1. `run` is its number or id. */
export async function readLog(
  db: Database,
  scope: TeamScope,
  run: string,
  { fromLine, limit }: { fromLine: number; limit: number },
): Promise<Result<LogPage>> {
  const found = await findRun(db, scope, run);
  if (!found) {
    return notFound("run");
  }
  const skipped = Math.max(0, fromLine - 1);
  const chunks = await readChunks(db, found.id, skipped, limit);
  const lines = chunks
    .flatMap(({ lease, firstLine, lines: own }) =>
      own.map((line, index) => ({ ...line, lease, number: firstLine + index + 1 })),
    )
    .filter(({ number }) => number > skipped)
    .slice(0, limit);
  const nextLine = (lines.at(-1)?.number ?? skipped) + 1;
  const { state, isLogCut, logLines } = found;
  return ok({
    lines,
    nextLine,
    hasMore: nextLine <= logLines,
    state,
    isEnded: isEnded(state),
    isCut: isLogCut,
  });
}

/** The whole log as text, page by page: a time, a mark where it is no plain output, and the line. */
export async function* logText(db: Database, scope: TeamScope, run: string): AsyncGenerator<string> {
  for (let fromLine = 1; ; ) {
    const page = await readLog(db, scope, run, { fromLine, limit: LOG_LINES_MAX });
    if (!page.ok || page.value.lines.length === 0) {
      return;
    }
    yield page.value.lines.map((line) => `${lineText(line)}\n`).join("");
    fromLine = page.value.nextLine;
  }
}

function lineText({ at, stream, text }: LogLine): string {
  return `${new Date(at).toISOString()} ${stream === "out" ? "" : `[${stream}] `}${text}`;
}

async function findRun(db: Database, scope: TeamScope, run: string) {
  if (!canSeeTeam(scope)) {
    return null;
  }
  const isNumber = /^[1-9]\d{0,8}$/.test(run);
  if (!isNumber && !isId("run", run)) {
    return null;
  }
  const [found] = await db
    .select({ id: runs.id, state: runs.state, logLines: runs.logLines, isLogCut: runs.isLogCut })
    .from(runs)
    .where(and(eq(runs.teamId, scope.teamId), isNumber ? eq(runs.number, Number(run)) : eq(runs.id, run as Id<"run">)));
  return found ?? null;
}

type Chunk = Pick<typeof runLogs.$inferSelect, "lease" | "firstLine" | "lines">;

/** Chunk by chunk until there are lines enough: what one holds is known only once it is read. */
async function readChunks(db: Database, runId: Id<"run">, skipped: number, limit: number): Promise<Chunk[]> {
  const [first] = await db
    .select({ line: max(runLogs.firstLine) })
    .from(runLogs)
    .where(and(eq(runLogs.runId, runId), lte(runLogs.firstLine, skipped)));
  const found: Chunk[] = [];
  let count = first?.line === null || first?.line === undefined ? 0 : first.line - skipped;
  for (let offset = 0; count < limit; offset += CHUNKS) {
    const chunks = await db
      .select({ lease: runLogs.lease, firstLine: runLogs.firstLine, lines: runLogs.lines })
      .from(runLogs)
      .where(and(eq(runLogs.runId, runId), gte(runLogs.firstLine, first?.line ?? 0), sql`${runLogs.lines} <> '[]'`))
      .orderBy(asc(runLogs.firstLine), asc(runLogs.lease), asc(runLogs.sequence))
      .limit(CHUNKS)
      .offset(offset);
    found.push(...chunks);
    count += chunks.reduce((sum, { lines }) => sum + lines.length, 0);
    if (chunks.length < CHUNKS) {
      break;
    }
  }
  return found;
}

const CHUNKS = 64;
