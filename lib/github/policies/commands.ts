import { and, count, eq, inArray } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import {
  type NewPolicy,
  POLICIES_PER_TEAM_MAX,
  type PolicyRule,
  type PolicyView,
  type StoredPolicyRule,
} from "@/lib/core/oidc-policy";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { lockNames } from "@/lib/db/name-lock";
import { githubPolicies, models } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { findInstalledRepository } from "../queries";
import { readPolicy } from "./queries";

/** Adds a rule for runs that call home; it counts from the next exchange on. */
export async function createPolicy(db: Database, scope: TeamScope, input: NewPolicy): Promise<Result<PolicyView>> {
  const id = newId("githubPolicy");
  return transact(db, scope, writeOf("policy.created", input.name), async (tx) => {
    await lockNames(tx, "policy", scope.teamId);
    const [held] = await tx
      .select({ total: count() })
      .from(githubPolicies)
      .where(eq(githubPolicies.teamId, scope.teamId));
    if ((held?.total ?? 0) >= POLICIES_PER_TEAM_MAX) {
      return refuse({
        code: "conflict",
        message: `A team has at most ${POLICIES_PER_TEAM_MAX} policies. Delete one that is not needed.`,
      });
    }
    const rule = await storedRule(tx, scope, input.rule);
    if (!rule.ok) {
      return rule;
    }
    const [created] = await tx
      .insert(githubPolicies)
      .values({ id, teamId: scope.teamId, name: input.name, rule: rule.value, createdBy: scope.actor.name })
      .onConflictDoNothing({ target: [githubPolicies.teamId, githubPolicies.name] })
      .returning({ id: githubPolicies.id });
    if (!created) {
      return refuse({
        code: "conflict",
        field: "name",
        message: `A policy named ${input.name} already exists. Delete it, or choose another name.`,
      });
    }
    const view = await readPolicy(tx, scope.teamId, id);
    return view ? ok(view) : notFound("policy");
  });
}

/** Takes a rule away by its id. Tokens that runs hold already live on to their end, minutes from now. */
export async function deletePolicy(
  db: Database,
  scope: TeamScope,
  id: string,
): Promise<Result<{ id: Id<"githubPolicy">; name: string }>> {
  return transact(db, scope, writeOf("policy.deleted", id), async (tx) => {
    const [gone] = isId("githubPolicy", id)
      ? await tx
          .delete(githubPolicies)
          .where(and(eq(githubPolicies.teamId, scope.teamId), eq(githubPolicies.id, id)))
          .returning({ id: githubPolicies.id, name: githubPolicies.name })
      : [];
    return gone ? ok(gone) : notFound("policy");
  });
}

function writeOf(action: string, name: string): Write {
  return { permission: "github.manage", action, target: { name }, isTeamWide: true };
}

async function storedRule(tx: Transaction, scope: TeamScope, rule: PolicyRule): Promise<Result<StoredPolicyRule>> {
  const about = await modelIdsOf(tx, scope.teamId, rule.models);
  if (!about.ok) {
    return about;
  }
  if (rule.kind === "allow") {
    const repository = await repositoryOf(tx, scope, rule.repository, "rule.repository");
    return repository.ok ? ok({ ...rule, models: about.value, repository: repository.value }) : repository;
  }

  const repositories = [];
  for (const [index, name] of (rule.repositories ?? []).entries()) {
    const repository = await repositoryOf(tx, scope, name, `rule.repositories.${index}`);
    if (!repository.ok) {
      return repository;
    }
    repositories.push(repository.value);
  }
  return ok({ ...rule, models: about.value, repositories: rule.repositories && repositories });
}

async function repositoryOf(
  tx: Transaction,
  scope: TeamScope,
  name: string,
  field: string,
): Promise<Result<{ id: number; name: string }>> {
  const found = await findInstalledRepository(tx, scope.teamId, { name });
  return found
    ? ok({ id: found.repositoryId, name: found.name })
    : refuse({
        code: "invalid",
        field,
        message: `The team's GitHub App covers no repository ${name}. Add it to the installation on GitHub first.`,
      });
}

async function modelIdsOf(
  tx: Transaction,
  teamId: Id<"team">,
  names: readonly string[] | null,
): Promise<Result<Id<"model">[] | null>> {
  if (names === null) {
    return ok(null);
  }
  const found = await tx
    .select({ id: models.id, name: models.name })
    .from(models)
    .where(and(eq(models.teamId, teamId), inArray(models.name, [...names])));
  const missing = names.filter((name) => !found.some((model) => model.name === name));
  return missing.length === 0
    ? ok(found.map(({ id }) => id))
    : refuse({ code: "invalid", field: "rule.models", message: `There is no model named ${missing.join(", ")}.` });
}
