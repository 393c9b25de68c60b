import "server-only";
import type { Route } from "next";
import { notFound } from "next/navigation";
import type { SetupActor } from "@/github-app/setup";
import type { SessionUser } from "@/lib/auth/authenticate";
import { scopeOfMember } from "@/lib/auth/authenticate";
import type { SetupRefusal, SetupStep } from "@/lib/core/github-setup";
import type { SetupPerson, SetupResult } from "@/lib/github/setup-state";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { githubPath, settingsPath, signInPath } from "./paths";
import { db, startRuntime } from "./runtime";
import { findUser, requestContext, requireScope, requireUser } from "./session";

/** Who connects GitHub, in which browser, for the team that the address names. */
export async function requireSetupActor(team: string): Promise<SetupActor> {
  const scope = await requireScope(team);
  return { scope, person: personOf(await requireUser()) };
}

export function personOf({ id, sessionHash, isOperator }: SessionUser): SetupPerson {
  return { userId: id, sessionHash, isOperator };
}

/**
 * The address of a step, to be followed as a plain link: it must not be fetched ahead, and what GitHub sends back comes to
 * the address that it knows us by, where the session has to be too.
 */
export function setupUrl(path: Route): string {
  return `${env().MODELWIRE_URL}${path}`;
}

type Beginning = (actor: SetupActor) => Promise<SetupResult<{ url: string }>>;

/**
 * Sends the person to GitHub. A link does it, not a form, because the policy that forms go nowhere but here would stop the
 * browser on its way; so a link of another site is told apart by the browser.
 */
export async function beginSetup(request: Request, team: string, begin: Beginning): Promise<Response> {
  const from = request.headers.get("sec-fetch-site");
  const actor = await requireSetupActor(team);
  if (from !== null && from !== "same-origin" && from !== "none") {
    notFound();
  }
  const begun = await begin(actor);
  return begun.ok ? sendTo(begun.value.url) : refused({ ...begun.problem, team: actor.scope.teamName });
}

type Coming = {
  step: SetupStep;
  /** What GitHub handed back of ours. */
  state: string | null;
  /** What it says beside it, if it is all there. */
  run: (actor: SetupActor, state: string) => Promise<SetupResult<string>>;
};

/** Takes the person back from GitHub, and on to where `run` says. */
export async function continueSetup({ step, state, run }: Coming): Promise<Response> {
  const user = await findUser();
  if (!user) {
    return sendTo(signInPath({}));
  }
  let team: string | undefined;
  try {
    const { ports } = await startRuntime();
    const named = ports.githubApp.setup.teamOf(step, state ?? "", personOf(user));
    if (!named.ok) {
      return refused(named.problem);
    }
    team = named.value;
    const scope = await scopeOfMember(await db(), user, team, await requestContext());
    if (!scope.ok) {
      return refused({ reason: "foreign" });
    }
    const done = await run({ scope: scope.value, person: personOf(user) }, state ?? "");
    return done.ok ? sendTo(done.value) : refused({ ...done.problem, team });
  } catch (error) {
    log().error({ err: error, step }, "GitHub could not be connected.");
    return refused({ reason: "unreachable", ...(team === undefined ? {} : { team }) });
  }
}

/** Where the person reads why it was not done: in the team's settings, or where no team is known, on a page of its own. */
export function refused({ reason, team }: { reason: SetupRefusal; team?: string }): Response {
  return sendTo(
    team === undefined ? githubPath({ refused: reason }) : settingsPath(team, "github", [], { refused: reason }),
  );
}

/** The addresses hold codes: no cache keeps them, and no next page is told of them. */
function sendTo(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

/** A number of GitHub's out of an address. */
export function numberIn(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
