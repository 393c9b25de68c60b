import { and, eq, isNull, like, ne } from "drizzle-orm";
import { AUTOMATION_NAME_LENGTH_MAX } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { lockNames } from "@/lib/db/name-lock";
import { automations } from "@/lib/db/schema";

/** Refuses a name that another automation of the team has, and keeps it until the transaction ends. */
export async function claimName(
  tx: Transaction,
  teamId: Id<"team">,
  name: string,
  own: Id<"automation"> | null,
): Promise<Result<null>> {
  await lockNames(tx, "automation", teamId);
  const [other] = await tx
    .select({ id: automations.id })
    .from(automations)
    .where(
      and(
        eq(automations.teamId, teamId),
        eq(automations.name, name),
        isNull(automations.deletedAt),
        own ? ne(automations.id, own) : undefined,
      ),
    );
  return other
    ? refuse({
        code: "conflict",
        field: "name",
        message: `An automation named ${name} already exists. Choose another name.`,
      })
    : ok(null);
}

/** A name for a copy that nothing has yet. */
export async function freeName(tx: Transaction, teamId: Id<"team">, name: string): Promise<string> {
  // Cut where no pair of surrogates is split.
  const stem = `${name.slice(0, AUTOMATION_NAME_LENGTH_MAX - 20).replace(/[\uD800-\uDBFF]$/, "")} (copy`;
  const taken = await tx
    .select({ name: automations.name })
    .from(automations)
    .where(
      and(
        eq(automations.teamId, teamId),
        isNull(automations.deletedAt),
        like(automations.name, `${stem.replace(/[\\%_]/g, "\\$&")}%`),
      ),
    );
  const names = new Set(taken.map((row) => row.name));
  let candidate = `${stem})`;
  for (let number = 2; names.has(candidate); number += 1) {
    candidate = `${stem} ${number})`;
  }
  return candidate;
}
