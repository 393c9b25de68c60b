import { and, asc, eq, gt, inArray } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { PolicyRule, PolicyView, StoredPolicyRule } from "@/lib/core/oidc-policy";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { githubPolicies, models } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

const nameCursor = z.tuple([
  z
    .string()
    .max(128)
    .refine((text) => !text.includes("\u0000")),
]);

/** All rules of a team, by name: few enough to be tried one by one. */
export async function readRules(
  tx: Transaction,
  teamId: Id<"team">,
): Promise<{ name: string; rule: StoredPolicyRule }[]> {
  return tx
    .select({ name: githubPolicies.name, rule: githubPolicies.rule })
    .from(githubPolicies)
    .where(eq(githubPolicies.teamId, teamId))
    .orderBy(asc(githubPolicies.name));
}

/** The team's policies for runs that call home, by name. */
export async function listPolicies(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<PolicyView>>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const cursor = decodeCursor(page.cursor, nameCursor);
  if (!cursor.ok) {
    return cursor;
  }

  const found = await selectPolicies(db)
    .where(
      and(eq(githubPolicies.teamId, scope.teamId), cursor.value ? gt(githubPolicies.name, cursor.value[0]) : undefined),
    )
    .orderBy(asc(githubPolicies.name))
    .limit(page.limit + 1);
  const names = await namesOfModels(db, scope.teamId, found);
  return ok(
    pageOf(
      found,
      page.limit,
      (row) => policyView(row, names),
      (row) => [row.name],
    ),
  );
}

export async function getPolicy(db: Database, scope: TeamScope, id: string): Promise<Result<PolicyView>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const found = isId("githubPolicy", id) ? await readPolicy(db, scope.teamId, id) : null;
  return found ? ok(found) : notFound("policy");
}

/** One of them, for a command that has just made it. */
export async function readPolicy(
  db: Database | Transaction,
  teamId: Id<"team">,
  id: Id<"githubPolicy">,
): Promise<PolicyView | null> {
  const [row] = await selectPolicies(db).where(and(eq(githubPolicies.teamId, teamId), eq(githubPolicies.id, id)));
  return row ? policyView(row, await namesOfModels(db, teamId, [row])) : null;
}

function refuseReading(scope: TeamScope): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound("policy");
  }
  return can(scope.role, "github.manage")
    ? null
    : refuse({ code: "forbidden", message: onlySentence("github.manage") });
}

type PolicyRow = Awaited<ReturnType<typeof selectPolicies>>[number];

function selectPolicies(db: Database | Transaction) {
  return db
    .select({
      id: githubPolicies.id,
      name: githubPolicies.name,
      rule: githubPolicies.rule,
      createdBy: githubPolicies.createdBy,
      createdAt: githubPolicies.createdAt,
    })
    .from(githubPolicies);
}

async function namesOfModels(
  db: Database | Transaction,
  teamId: Id<"team">,
  rows: readonly PolicyRow[],
): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ rule }) => rule.models ?? []);
  const found =
    ids.length === 0
      ? []
      : await db
          .select({ id: models.id, name: models.name })
          .from(models)
          .where(and(eq(models.teamId, teamId), inArray(models.id, ids)));
  return new Map(found.map(({ id, name }) => [id, name]));
}

function policyView({ rule, createdAt, ...row }: PolicyRow, names: ReadonlyMap<string, string>): PolicyView {
  return { ...row, rule: ruleView(rule, names), createdAt: createdAt.toISOString() };
}

/** A deleted model is left out: the rule goes on being about the others. */
function ruleView(rule: StoredPolicyRule, names: ReadonlyMap<string, string>): PolicyRule {
  const about = rule.models?.flatMap((id) => names.get(id) ?? []) ?? null;
  return rule.kind === "allow"
    ? { ...rule, models: about, repository: rule.repository.name }
    : { ...rule, models: about, repositories: rule.repositories?.map(({ name }) => name) ?? null };
}
