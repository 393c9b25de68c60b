import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getWebhook } from "@/lib/webhooks/queries";

/** The webhook that the address names; another team's is no such page. */
export const requireWebhook = cache(async (team: string, segment: string) => {
  const scope = await requireScope(team);
  const webhook = await getWebhook(await db(), scope, nameInPath(segment));
  return webhook.ok ? { scope, webhook: webhook.value } : notFound();
});
