import { and, desc, eq } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { AliasMove, AliasMoved } from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { aliasMoves, protectedAliases } from "@/lib/db/schema";
import { type LockedModel, touchModel, transactOnModel } from "../models/locked-model";
import { targetName } from "../stored-text";
import { findVersion, findVersionByNumber, type VersionRow } from "../versions/version-row";
import { type AliasesAsked, askAliases, problemOfAlias, putAliases, takeAlias } from "./put-aliases";
import { followAliases, leaveStages } from "./stages";

/** `expectedVersion` as in `AliasMove`: who must hold the alias now, null for nobody, left out for whoever does. */
export type AliasRef = { model: string; alias: string; expectedVersion?: number | null | undefined };

/** Puts an alias on a version, or moves it there. Where it is already, nothing happens and no event is raised. */
export async function moveAlias(
  db: Database,
  scope: TeamScope,
  { model: name, alias, version: ref, expectedVersion }: AliasMove & { model: string; alias: string },
): Promise<Result<AliasMoved>> {
  const write = { permission: "alias.write", action: "alias.moved", model: name, about: alias } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const [asked, version] = await Promise.all([
      askAlias(tx, scope, model, { alias, expectedVersion }),
      findVersion(tx, scope, model.id, ref),
    ]);
    if (!asked.ok) {
      return asked;
    }
    return version ? put(tx, scope, { model, version, alias }, asked.value) : notFound("version");
  });
}

/** Takes an alias off the version that holds it. */
export async function removeAlias(
  db: Database,
  scope: TeamScope,
  { model: name, alias, expectedVersion }: AliasRef,
): Promise<Result<AliasMoved>> {
  const write = { permission: "alias.write", action: "alias.removed", model: name, about: alias } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const asked = await askAlias(tx, scope, model, { alias, expectedVersion });
    if (!asked.ok) {
      return asked;
    }
    const holder = asked.value.holders.get(alias);
    const version = holder && (await findVersionByNumber(tx, model.id, holder.number));
    if (!version) {
      return notFound("alias");
    }

    const moved = await takeAlias(tx, scope, { model, version, name: alias });
    await Promise.all([touchModel(tx, model.id), leaveStages(tx, { version, names: [alias] })]);
    return ok(moved);
  });
}

/**
 * Puts an alias back to where it stood before its last step: after a move to the version before, after a removal to the
 * version that held it. It is a move like any other, so that doing it twice undoes it.
 */
export async function rollbackAlias(
  db: Database,
  scope: TeamScope,
  { model: name, alias, expectedVersion }: AliasRef,
): Promise<Result<AliasMoved>> {
  const write = { permission: "alias.write", action: "alias.rolled_back", model: name, about: alias } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const asked = await askAlias(tx, scope, model, { alias, expectedVersion });
    if (!asked.ok) {
      return asked;
    }
    const version = await findVersionBefore(tx, model, alias);
    return version.ok ? put(tx, scope, { model, version: version.value, alias }, asked.value) : version;
  });
}

/** Lets only admins put, move or remove an alias of this name, in every model of the team. Twice is the same as once. */
export async function protectAlias(
  db: Database,
  scope: TeamScope,
  { name }: { name: string },
): Promise<Result<{ name: string }>> {
  const target = { name: targetName(name) };
  const write = { permission: "alias.protect", action: "alias.protected", target, isTeamWide: true } as const;

  return transact(db, scope, write, async (tx) => {
    const problem = problemOfAlias(name);
    if (problem) {
      return refuse(problem);
    }
    await tx
      .insert(protectedAliases)
      .values({ teamId: scope.teamId, name, createdBy: scope.actor.name })
      .onConflictDoNothing({ target: [protectedAliases.teamId, protectedAliases.name] });
    return ok({ name });
  });
}

export async function unprotectAlias(
  db: Database,
  scope: TeamScope,
  { name }: { name: string },
): Promise<Result<{ name: string }>> {
  const target = { name: targetName(name) };
  const write = { permission: "alias.protect", action: "alias.unprotected", target, isTeamWide: true } as const;

  return transact(db, scope, write, async (tx) => {
    const problem = problemOfAlias(name);
    if (problem) {
      return refuse(problem);
    }
    const [gone] = await tx
      .delete(protectedAliases)
      .where(and(eq(protectedAliases.teamId, scope.teamId), eq(protectedAliases.name, name)))
      .returning({ name: protectedAliases.name });
    return gone ? ok(gone) : notFound("protected alias");
  });
}

/** Asks who holds the alias; refused when that is not whom the caller expects. */
async function askAlias(
  tx: Transaction,
  scope: TeamScope,
  model: LockedModel,
  { alias, expectedVersion }: Pick<AliasRef, "alias" | "expectedVersion">,
): Promise<Result<AliasesAsked>> {
  const asked = await askAliases(tx, scope, model, [alias]);
  if (!asked.ok) {
    return asked;
  }

  const number = asked.value.holders.get(alias)?.number ?? null;
  return expectedVersion === undefined || expectedVersion === number
    ? asked
    : refuse({
        code: "conflict",
        field: "expectedVersion",
        message: `${alias} is ${placeOf(number)}, not ${placeOf(expectedVersion)}. Look again, then decide anew.`,
      });
}

async function put(
  tx: Transaction,
  scope: TeamScope,
  { model, version, alias }: { model: LockedModel; version: VersionRow; alias: string },
  asked: AliasesAsked,
): Promise<Result<AliasMoved>> {
  const isThere = asked.holders.get(alias)?.versionId === version.id;
  const [put] = await Promise.all([
    putAliases(tx, scope, { model, version, names: [alias] }, asked),
    isThere ? null : touchModel(tx, model.id),
    isThere ? null : followAliases(tx, { model, version, names: [alias] }),
  ]);
  if (!put.ok) {
    return put;
  }

  const [step] = put.value.moved;
  if (!step) {
    throw new Error("Putting one alias answers with one step.");
  }
  return ok(step);
}

async function findVersionBefore(tx: Transaction, model: LockedModel, alias: string): Promise<Result<VersionRow>> {
  const [last] = await tx
    .select({ from: aliasMoves.fromNumber })
    .from(aliasMoves)
    .where(and(eq(aliasMoves.modelId, model.id), eq(aliasMoves.alias, alias)))
    .orderBy(desc(aliasMoves.id))
    .limit(1);
  if (!last) {
    return notFound("alias");
  }
  if (last.from === null) {
    return refuse({
      code: "conflict",
      message: `${alias} stood on no version before. Remove it, or move it to another version.`,
    });
  }

  const version = await findVersionByNumber(tx, model.id, last.from);
  return version
    ? ok(version)
    : refuse({
        code: "conflict",
        message: `${alias} stood on v${last.from} before, which is gone. Move it to another version.`,
      });
}

function placeOf(number: number | null): string {
  return number === null ? "on no version" : `on v${number}`;
}
