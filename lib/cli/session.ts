import { type Client, createClient } from "@/lib/client/client";
import { ok } from "@/lib/core/result";
import { ask } from "./ask";
import type { Answer } from "./failure";
import { readSettings } from "./settings";
import type { Terminal } from "./terminal";

/** What every command works with. */
export type Session = {
  api: Client;
  url: string;
  env: SessionOptions["env"];
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
};

/** Nobody waits longer than some five seconds to learn that a server is down. */
const RETRY = { triesMax: 5, waitMs: 300 };

export function openSession({ env, terminal, isJson, interrupted }: SessionOptions): Answer<Session> {
  const settings = readSettings(env);
  if (!settings.ok) {
    return settings;
  }

  const { url, token } = settings.value;
  const onRetry = ({ waitMs }: { waitMs: number }) =>
    terminal.draw(`The server is not ready. Trying again in ${Math.ceil(waitMs / 1_000)} s …`);
  const api = createClient({ url, token, retry: { ...RETRY, onRetry } });
  let own: Promise<Answer<string>> | null = null;

  return ok({
    api,
    url,
    env,
    terminal,
    isJson,
    now: () => new Date(),
    interrupted,
    async team(named) {
      own ??= named === null ? teamOfToken(api) : null;
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

async function teamOfToken(api: Client): Promise<Answer<string>> {
  const caller = await ask(api.GET("/whoami"));
  return caller.ok ? ok(caller.value.team.name) : caller;
}
