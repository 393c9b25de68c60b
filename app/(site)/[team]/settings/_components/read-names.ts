import "server-only";
import { db } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import { listSecretNames } from "@/lib/secrets/names";
import { listWebhookChoices } from "@/lib/webhooks/choices";

/** The names of the team's secrets, for the fields that choose one; none for who may not see them. */
export async function readSecretNames(scope: TeamScope): Promise<string[]> {
  return listSecretNames(await db(), scope);
}

export async function readWebhookNames(scope: TeamScope): Promise<string[]> {
  return (await listWebhookChoices(await db(), scope)).map(({ name }) => name);
}
