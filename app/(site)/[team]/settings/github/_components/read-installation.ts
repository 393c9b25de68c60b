import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getInstallation } from "@/lib/github/installations";

/** The installation that the address names; another team's, or one that is disconnected, is no such page. */
export const requireInstallation = cache(async (team: string, segment: string) => {
  const scope = await requireScope(team);
  const installation = await getInstallation(await db(), scope, nameInPath(segment));
  return installation.ok ? { scope, installation: installation.value } : notFound();
});
