import { setTimeout as wait } from "node:timers/promises";
import type { LaunchState } from "@/lib/core/launch-run";
import { ok } from "@/lib/core/result";
import { ask } from "../ask";
import type { Answer } from "../failure";
import type { Session } from "../session";
import { shown } from "../terminal";

const LOOK_EVERY_MS = 1_000;
const RECONNECT_MS = 5_000;

type Line = { at: number; stream: "out" | "err" | "agent"; text: string; number: number };

/** Prints a run's log: what there is, or with `--follow` until the run has ended or somebody interrupts. */
export async function runLogsCommand(
  session: Session,
  ref: string,
  { follow }: { follow: boolean },
): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const told = follow ? await followRun(session, team.value, ref) : await printFrom(session, team.value, ref, 1);
  return told.ok ? ok(null) : told;
}

/** Follows a run's log to its end, and answers that; null where it was interrupted. A server that restarts is waited for. */
export async function followRun(session: Session, team: string, ref: string): Promise<Answer<LaunchState | null>> {
  const interrupted = session.interrupted();
  let fromLine = 1;
  while (!interrupted.aborted) {
    const told = await printFrom(session, team, ref, fromLine);
    if (!told.ok && told.problem.kind !== "unreachable") {
      return told;
    }
    if (told.ok && told.value.isEnded) {
      return ok(told.value.state);
    }
    if (told.ok) {
      fromLine = told.value.nextLine;
    } else {
      session.terminal.note(`${told.problem.message} Trying again in ${RECONNECT_MS / 1_000} s.`);
    }
    await wait(told.ok ? LOOK_EVERY_MS : RECONNECT_MS, undefined, { signal: interrupted }).catch(() => undefined);
  }
  return ok(null);
}

type Told = { nextLine: number; state: LaunchState; isEnded: boolean };

/** All that there is from a line on, page by page. */
async function printFrom(session: Session, team: string, run: string, fromLine: number): Promise<Answer<Told>> {
  for (let next = fromLine; ; ) {
    const params = { path: { team, run }, query: { fromLine: next } };
    const page = await ask(session.api.GET("/teams/{team}/runs/{run}/logs", { params }));
    if (!page.ok) {
      return page;
    }
    for (const line of page.value.lines) {
      session.terminal.out(session.isJson ? JSON.stringify(line) : lineText(session, line));
    }
    const { nextLine, state, isEnded, isCut, hasMore } = page.value;
    if (!hasMore || page.value.lines.length === 0) {
      if (isEnded && isCut && !session.isJson) {
        session.terminal.note("Parts of this log are missing.");
      }
      return ok({ nextLine, state, isEnded });
    }
    next = nextLine;
  }
}

/** Without the colours of the program, and without whatever else would move a terminal. */
function lineText({ terminal }: Session, { stream, text }: Line): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one.
  const plain = shown(text.replace(/\u001b\[[\d;]*m/g, ""));
  return stream === "out" ? plain : terminal.paint(plain, stream === "err" ? "warn" : "quiet");
}
