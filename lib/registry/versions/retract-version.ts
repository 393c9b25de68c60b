import { asc, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { aliases, versions } from "@/lib/db/schema";
import { appendEvent } from "@/lib/events/append";
import { protectedAmong, takeAlias } from "../aliases/put-aliases";
import type { LockedModel } from "../models/locked-model";
import { snapshotOf, type VersionRow } from "./version-row";

/** Takes a version out of its model: an event for each alias, then the one of the version. Its artifact stays. */
export async function retractVersion(
  tx: Transaction,
  scope: TeamScope,
  { model, version }: { model: LockedModel; version: VersionRow },
): Promise<Result<null>> {
  const held = await tx
    .select({ name: aliases.name })
    .from(aliases)
    .where(eq(aliases.versionId, version.id))
    .orderBy(asc(aliases.name));
  const names = held.map(({ name }) => name);
  const [guarded] = await protectedAmong(tx, scope, names);
  if (guarded !== undefined) {
    return refuse({
      code: "conflict",
      message: `v${version.number} carries the protected alias ${guarded}. An admin has to move or remove it first.`,
    });
  }

  for (const name of names) {
    await takeAlias(tx, scope, { model, version, name });
  }
  await appendEvent(tx, scope, {
    type: "UNLINK_ARTIFACT",
    model: { id: model.id, name: model.name },
    version: snapshotOf(version),
  });
  await tx.delete(versions).where(eq(versions.id, version.id));
  return ok(null);
}
