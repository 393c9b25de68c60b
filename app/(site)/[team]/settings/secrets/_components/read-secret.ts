import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getSecret } from "@/lib/secrets/queries";

/** The secret that the address names, to whom it may be known; else there is no such page. */
export const requireSecret = cache(async (team: string, segment: string) => {
  const scope = await requireScope(team);
  const secret = await getSecret(await db(), scope, nameInPath(segment));
  return secret.ok ? { scope, secret: secret.value } : notFound();
});
