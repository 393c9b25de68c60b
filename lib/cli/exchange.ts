import { setTimeout as delay } from "node:timers/promises";
import { createClient } from "@/lib/client/client";
import type { paths } from "@/lib/client/schema";
import type { CallHomePurpose } from "@/lib/core/purpose";
import { maskLine, readDelivery, requestIdentity } from "./actions-run";
import { ask } from "./ask";
import type { Answer } from "./failure";
import type { Terminal } from "./terminal";

/** What the server gives to a run that called home. */
export type RunToken = paths["/oidc/exchange"]["post"]["responses"]["200"]["content"]["application/json"];

type ExchangeOptions = {
  url: string;
  env: Readonly<Record<string, string | undefined>>;
  terminal: Terminal;
  purposes: readonly CallHomePurpose[];
};

const TRIES_MAX = 4;
const WAIT_MS = 500;

/**
 * Exchanges this job's identity for a token of the delivery's version. Where the network fails, all of it is done again:
 * an identity token is good once, and nobody knows whether that once has been.
 */
export async function exchangeIdentity({ url, env, terminal, purposes }: ExchangeOptions): Promise<Answer<RunToken>> {
  const delivery = await readDelivery(env);
  if (!delivery.ok) {
    return delivery;
  }
  const api = createClient({ url, token: "none", retry: { triesMax: 1 } });
  const audience = env.MODELWIRE_AUDIENCE?.trim() || url;

  for (let tries = 1; ; tries += 1) {
    const identity = await requestIdentity(env, audience);
    const answer = identity.ok
      ? await ask(
          api.POST("/oidc/exchange", {
            body: { token: identity.value, delivery: delivery.value, purpose: [...purposes] },
          }),
        )
      : identity;
    if (answer.ok) {
      tellMask(terminal, env, answer.value.token);
      return answer;
    }
    if (answer.problem.kind !== "unreachable" || tries === TRIES_MAX) {
      return withRemedy(answer.problem, audience);
    }
    await delay(WAIT_MS * 2 ** (tries - 1));
  }
}

function tellMask(terminal: Terminal, env: ExchangeOptions["env"], token: string): void {
  if (env.GITHUB_ACTIONS === "true") {
    terminal.note(maskLine(token));
  }
}

function withRemedy(problem: Failed, audience: string): { ok: false; problem: Failed } {
  const message =
    problem.reason === "wrong_audience"
      ? `The server is not known to itself as ${audience}. Set MODELWIRE_URL, or MODELWIRE_AUDIENCE beside it, to the address that people use.`
      : problem.message;
  const reason = problem.reason === undefined ? "" : ` (${problem.reason})`;
  return { ok: false, problem: { ...problem, message: `${message}${reason}` } };
}

type Failed = Extract<Answer<never>, { ok: false }>["problem"];
