import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findSessionUser, listTeamsOf, type SessionUser, scopeOfMember } from "@/lib/auth/authenticate";
import { contextless, type RequestContext } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { addressOf } from "./address";
import { PATH_HEADER } from "./path-header";
import { signInPath } from "./paths";
import { db } from "./runtime";
import { readSessionCookie } from "./session-cookie";

/** The person whose browser this is, if somebody is signed in there. Asks the database: a session may have been revoked. */
export const findUser = cache(async (): Promise<SessionUser | null> => {
  return findSessionUser(await db(), await readSessionCookie());
});

/** The person whose browser this is; sends everybody else to the sign-in page, and from there back. */
export const requireUser = cache(async (): Promise<SessionUser> => {
  const user = await findUser();
  return user ?? redirect(signInPath({ next: (await headers()).get(PATH_HEADER) ?? "/" }));
});

/** The person's scope in the team that the URL names. Without a membership there is no such page. */
export const requireScope = cache(async (team: string): Promise<TeamScope> => {
  const user = await requireUser();
  const scope = await scopeOfMember(await db(), user, decodeURIComponent(team), await requestContext());
  return scope.ok ? scope.value : notFound();
});

/** The teams of the person, by name. */
export const listMyTeams = cache(async (): Promise<string[]> => {
  const user = await requireUser();
  return listTeamsOf(await db(), user.id);
});

/** What the audit log is told of this request. */
export async function requestContext(): Promise<RequestContext> {
  return { ...contextless(), address: addressOf(await headers()) };
}

/** Whether that cookie still signs in a member of the team: for what outlives the request that it came with. */
export async function isSessionIn(cookie: string | undefined, team: string): Promise<boolean> {
  const pool = await db();
  const user = await findSessionUser(pool, cookie);
  return user !== null && (await scopeOfMember(pool, user, team, contextless())).ok;
}
