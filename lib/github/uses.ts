import { and, asc, inArray, isNull } from "drizzle-orm";
import type { InstallationView } from "@/lib/core/github-app";
import type { Id } from "@/lib/core/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";

/** The automations that go through each of these installations, by name. */
export async function listInstallationUses(
  db: Database | Transaction,
  ids: readonly Id<"installation">[],
): Promise<Map<Id<"installation">, InstallationView["usedBy"]>> {
  const uses = new Map<Id<"installation">, InstallationView["usedBy"]>(ids.map((id) => [id, []]));
  const found =
    ids.length === 0
      ? []
      : await db
          .select({ id: automations.id, name: automations.name, installationId: automations.installationId })
          .from(automations)
          .where(and(inArray(automations.installationId, [...ids]), isNull(automations.deletedAt)))
          .orderBy(asc(automations.name), asc(automations.id))
          .limit(USES_MAX);
  for (const { installationId, ...automation } of found) {
    if (installationId) {
      uses.get(installationId)?.push(automation);
    }
  }
  return uses;
}

/** More automations than a team has in practice. */
const USES_MAX = 10_000;
