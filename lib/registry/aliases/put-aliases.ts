import { and, eq, inArray, sql } from "drizzle-orm";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { aliasName } from "@/lib/core/names";
import type { AliasMoved } from "@/lib/core/registry";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { aliases, aliasMoves, protectedAliases } from "@/lib/db/schema";
import { appendEvent } from "@/lib/events/append";
import { newId } from "@/lib/platform/id";
import type { LockedModel } from "../models/locked-model";
import { snapshotOf, type VersionRow } from "../versions/version-row";

/** Keeps a page of models small: pages show all aliases of each. */
export const ALIASES_PER_MODEL_MAX = 1_000;

export type Holder = { versionId: Id<"version">; number: number };

/** What a command has to know of the aliases that it is about to put: who holds them, and which are protected. */
export type AliasesAsked = { holders: ReadonlyMap<string, Holder>; protectedNames: ReadonlySet<string> };

/** Refuses the lot when one is no alias, or protected from this actor. */
export async function askAliases(
  tx: Transaction,
  scope: TeamScope,
  model: LockedModel,
  names: readonly string[],
): Promise<Result<AliasesAsked>> {
  if (names.length === 0) {
    return ok({ holders: new Map(), protectedNames: new Set() });
  }
  for (const name of names) {
    const problem = problemOfAlias(name);
    if (problem) {
      return refuse(problem);
    }
  }

  const [held, guarded] = await Promise.all([
    tx
      .select({ name: aliases.name, versionId: aliases.versionId, number: aliases.versionNumber })
      .from(aliases)
      .where(and(eq(aliases.modelId, model.id), inArray(aliases.name, [...names]))),
    protectedAmong(tx, scope, names),
  ]);
  const [first] = guarded;
  if (first !== undefined && !can(scope.role, "alias.protected")) {
    return refuse({ code: "forbidden", message: `${onlySentence("alias.protected")} ${first} is one.` });
  }
  const holders = new Map(held.map(({ name, versionId, number }) => [name, { versionId, number }]));
  return ok({ holders, protectedNames: new Set(guarded) });
}

/** Why this is no alias that people may put; null when it is one. */
export function problemOfAlias(name: string): Problem | null {
  const parsed = aliasName.safeParse(name);
  return parsed.success
    ? null
    : { code: "invalid", field: "alias", message: parsed.error.issues[0]?.message ?? "Choose another alias." };
}

export async function protectedAmong(tx: Transaction, scope: TeamScope, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) {
    return [];
  }
  const found = await tx
    .select({ name: protectedAliases.name })
    .from(protectedAliases)
    .where(and(eq(protectedAliases.teamId, scope.teamId), inArray(protectedAliases.name, [...names])))
    .orderBy(protectedAliases.name);
  return found.map(({ name }) => name);
}

/**
 * Puts aliases on a version, each with its event and its line of history, in the order given. The caller holds the
 * model's lock and has asked. One that is there already stays as it is and raises nothing.
 */
export async function putAliases(
  tx: Transaction,
  scope: TeamScope,
  { model, version, names }: { model: LockedModel; version: VersionRow; names: readonly string[] },
  { holders }: AliasesAsked,
): Promise<Result<{ moved: AliasMoved[]; since: Date | null }>> {
  const toPut = names.filter((name) => holders.get(name)?.versionId !== version.id);
  const hasRoom = toPut.every((name) => holders.has(name)) || (await hasRoomFor(tx, model, toPut.length));
  if (!hasRoom) {
    return refuse({
      code: "conflict",
      message: `A model holds at most ${ALIASES_PER_MODEL_MAX.toLocaleString("en")} aliases. Remove some first.`,
    });
  }

  // The statements do not depend on one another, so they go out together; the events' ids keep their order.
  const [since, moved] = await Promise.all([
    upsert(tx, scope, { model, version, names: toPut }),
    Promise.all(
      names.map((name) =>
        toPut.includes(name)
          ? tellPut(tx, scope, { model, version, name }, holders.get(name) ?? null)
          : { alias: name, from: version.number, to: version.number, eventId: null },
      ),
    ),
  ]);
  await keepHistory(tx, scope, model, moved);
  return ok({ moved, since });
}

/** Takes an alias off the version that holds it, with its event and its line of history. */
export async function takeAlias(
  tx: Transaction,
  scope: TeamScope,
  { model, version, name }: { model: LockedModel; version: VersionRow; name: string },
): Promise<AliasMoved> {
  await tx.delete(aliases).where(and(eq(aliases.modelId, model.id), eq(aliases.name, name)));
  const event = await appendEvent(tx, scope, {
    type: "REMOVE_ARTIFACT_ALIAS",
    model: { id: model.id, name: model.name },
    version: snapshotOf(version),
    alias: name,
  });

  const moved = { alias: name, from: version.number, to: null, eventId: event.id };
  await keepHistory(tx, scope, model, [moved]);
  return moved;
}

async function hasRoomFor(tx: Transaction, model: LockedModel, more: number): Promise<boolean> {
  return (await tx.$count(aliases, eq(aliases.modelId, model.id))) + more <= ALIASES_PER_MODEL_MAX;
}

async function upsert(
  tx: Transaction,
  scope: TeamScope,
  { model, version, names }: { model: LockedModel; version: VersionRow; names: readonly string[] },
): Promise<Date | null> {
  if (names.length === 0) {
    return null;
  }
  const place = { versionId: version.id, versionNumber: version.number, setBy: scope.actor.name };
  const [put] = await tx
    .insert(aliases)
    .values(names.map((name) => ({ modelId: model.id, name, teamId: scope.teamId, ...place })))
    .onConflictDoUpdate({ target: [aliases.modelId, aliases.name], set: { ...place, since: sql`now()` } })
    .returning({ since: aliases.since });
  return put?.since ?? null;
}

async function tellPut(
  tx: Transaction,
  scope: TeamScope,
  { model, version, name }: { model: LockedModel; version: VersionRow; name: string },
  previous: Holder | null,
): Promise<AliasMoved> {
  const event = await appendEvent(tx, scope, {
    type: "ADD_ARTIFACT_ALIAS",
    model: { id: model.id, name: model.name },
    version: snapshotOf(version),
    alias: name,
    previousVersion: previous && { id: previous.versionId, number: previous.number },
  });
  return { alias: name, from: previous?.number ?? null, to: version.number, eventId: event.id };
}

async function keepHistory(
  tx: Transaction,
  scope: TeamScope,
  model: LockedModel,
  moved: readonly AliasMoved[],
): Promise<void> {
  const steps = moved.filter((step) => step.eventId !== null);
  if (steps.length === 0) {
    return;
  }
  await tx.insert(aliasMoves).values(
    steps.map((step) => ({
      id: newId("aliasMove"),
      teamId: scope.teamId,
      modelId: model.id,
      alias: step.alias,
      fromNumber: step.from,
      toNumber: step.to,
      eventId: step.eventId,
      actorKind: scope.actor.kind,
      actorId: scope.actor.id,
      actorName: scope.actor.name,
    })),
  );
}
