import { type Client, createClient } from "@/lib/client/client";
import type { CallHomePurpose } from "@/lib/core/purpose";
import { ok } from "@/lib/core/result";
import { isInActions } from "./actions-run";
import { ask } from "./ask";
import { exchangeIdentity, type RunToken } from "./exchange";
import type { Answer } from "./failure";
import { hasToken, readToken, readUrl } from "./settings";
import type { Terminal } from "./terminal";

/** What every command works with. */
export type Session = {
  api: Client;
  url: string;
  env: SessionOptions["env"];
  /** What the server gave to this workflow run in place of a stored token; null where there is one. */
  run: RunToken | null;
  terminal: Terminal;
  isJson: boolean;
  now(): Date;
  /** From this call on an interrupt no longer ends the process but this signal, so that a tail ends well. */
  interrupted(): AbortSignal;
  /** The team that was named, else the token's own, which is asked for once. */
  team(named: string | null): Promise<Answer<string>>;
};

export type SessionOptions = {
  env: Readonly<Record<string, string | undefined>>;
  terminal: Terminal;
  isJson: boolean;
  interrupted(): AbortSignal;
  /** What the command would do with a version, where a workflow run may do it without a stored token. */
  purpose: CallHomePurpose | null;
};

/** Nobody waits longer than some five seconds to learn that a server is down. */
const RETRY = { triesMax: 5, waitMs: 300 };

export async function openSession(options: SessionOptions): Promise<Answer<Session>> {
  const { env, terminal, isJson, interrupted, purpose } = options;
  const url = readUrl(env);
  if (!url.ok) {
    return url;
  }
  const isRun = purpose !== null && !hasToken(env) && isInActions(env);
  const run = isRun ? await exchangeIdentity({ url: url.value, env, terminal, purposes: [purpose] }) : null;
  if (run && !run.ok) {
    return run;
  }
  const token = run ? ok(run.value.token) : readToken(env);
  if (!token.ok) {
    return token;
  }

  const onRetry = ({ waitMs }: { waitMs: number }) =>
    terminal.draw(`The server is not ready. Trying again in ${Math.ceil(waitMs / 1_000)} s …`);
  const api = createClient({ url: url.value, token: token.value, retry: { ...RETRY, onRetry } });
  let own: Promise<Answer<string>> | null = null;

  return ok({
    api,
    url: url.value,
    env,
    run: run?.value ?? null,
    terminal,
    isJson,
    now: () => new Date(),
    interrupted,
    async team(named) {
      own ??= named === null ? teamOf(api, run?.value ?? null) : null;
      return named === null && own ? own : ok(named ?? "");
    },
  });
}

/** Prints what a command answers: the very JSON of the API for machines, or what `forPeople` makes of it. */
export function tell(session: Session, value: unknown, forPeople: () => void): { ok: true; value: null } {
  if (session.isJson) {
    session.terminal.out(JSON.stringify(value, null, 2));
  } else {
    forPeople();
  }
  return ok(null);
}

async function teamOf(api: Client, run: RunToken | null): Promise<Answer<string>> {
  if (run) {
    return ok(run.team);
  }
  const caller = await ask(api.GET("/whoami"));
  return caller.ok ? ok(caller.value.team.name) : caller;
}
