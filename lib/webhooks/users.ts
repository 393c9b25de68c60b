import { and, asc, count, eq, isNull } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { Problem } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";

const USERS_TOLD_MAX = 10;

/** The automations that use a webhook: some by name, and how many in all. */
export type Users = { names: string[]; total: number };

export async function listUsersOf(tx: Transaction, webhookId: Id<"webhook">): Promise<Users> {
  const isUser = and(eq(automations.webhookId, webhookId), isNull(automations.deletedAt));
  const [total] = await tx.select({ count: count() }).from(automations).where(isUser);
  const named = await tx
    .select({ name: automations.name })
    .from(automations)
    .where(isUser)
    .orderBy(asc(automations.name))
    .limit(USERS_TOLD_MAX);
  return { names: named.map(({ name }) => name), total: total?.count ?? 0 };
}

/** The refusal to delete a webhook that automations use. */
export function inUse(webhook: string, { names, total }: Users): Problem {
  const rest = total - names.length;
  return {
    code: "conflict",
    message: `${webhook} is used by ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}. Change these automations first, or force the deletion, which pauses them.`,
    errors: names.map((name, index) => ({ path: `usedBy.${index}`, message: name })),
  };
}
