import "server-only";
import { cache } from "react";
import type { TeamScope } from "@/lib/core/actor";
import { listProtectedAliases } from "@/lib/registry/aliases/queries";
import { db } from "./runtime";

const NAMES_MAX = 200;

/** The names that only admins move, for the chips of a page. */
export const protectedAliasNames = cache(async (scope: TeamScope): Promise<ReadonlySet<string>> => {
  const page = await listProtectedAliases(await db(), scope, { limit: NAMES_MAX });
  return new Set(page.ok ? page.value.items.map(({ name }) => name) : []);
});
