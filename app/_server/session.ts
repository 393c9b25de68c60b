import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findSessionUser, listTeamsOf, scopeOfMember } from "@/lib/auth/authenticate";
import { contextless } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { addressOf } from "./address";
import { db } from "./runtime";

export const SESSION_COOKIE = "modelwire_session";

/** The person whose browser this is; sends everybody else to the sign-in page. */
export const requireUser = cache(async (): Promise<{ id: Id<"user">; name: string }> => {
  const jar = await cookies();
  const user = await findSessionUser(await db(), jar.get(SESSION_COOKIE)?.value);
  return user ?? redirect("/sign-in");
});

/** The person's scope in the team that the URL names. Without a membership there is no such page. */
export const requireScope = cache(async (team: string): Promise<TeamScope> => {
  const user = await requireUser();
  const context = { ...contextless(), address: addressOf(await headers()) };
  const scope = await scopeOfMember(await db(), user, decodeURIComponent(team), context);
  return scope.ok ? scope.value : notFound();
});

/** The teams of the person, by name. */
export const listMyTeams = cache(async (): Promise<string[]> => {
  const user = await requireUser();
  return listTeamsOf(await db(), user.id);
});

/** Whether that cookie still signs in a member of the team: for what outlives the request that it came with. */
export async function isSessionIn(cookie: string | undefined, team: string): Promise<boolean> {
  const pool = await db();
  const user = await findSessionUser(pool, cookie);
  return user !== null && (await scopeOfMember(pool, user, team, contextless())).ok;
}
