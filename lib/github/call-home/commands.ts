import { sql } from "drizzle-orm";
import { grant, type RequestContext } from "@/lib/auth/grant";
import { transact, type Write } from "@/lib/auth/transact";
import { type ExchangeRequest, RUN_TOKEN_MINUTES, type RunToken } from "@/lib/core/call-home";
import { decideExchange } from "@/lib/core/oidc-policy";
import type { CallHomePurpose } from "@/lib/core/purpose";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { EXCHANGE_REFUSALS, type ExchangeRefusal, type RunIdentity } from "@/lib/core/run-identity";
import type { Database, Transaction } from "@/lib/db/client";
import { githubIdentityUses, tokens } from "@/lib/db/schema";
import type { Clock } from "@/lib/platform/clock";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import type { Verified, VerifyIdentity } from "../identity-token";
import { readRules } from "../policies/queries";
import { findInstalledRepository, type InstalledRepository } from "../queries";
import { bindCaller, isLinked, readRunFacts, readSentAt } from "./facts";
import { findSubject, type Subject } from "./subject";

export type CallHomePorts = { verifyIdentity: VerifyIdentity; clock: Pick<Clock, "now"> };

/** One exchange, as the transaction sees it. */
type Exchange = { subject: Subject; identity: RunIdentity; wished: readonly CallHomePurpose[]; now: Date };

/**
 * Gives a workflow run a token of minutes for the version that its delivery is about. Outside every refusal is the same
 * but for its reason; the team's audit log tells who asked, and what spoke against it.
 */
export async function exchangeIdentity(
  db: Database,
  { verifyIdentity, clock }: CallHomePorts,
  { token, delivery, purpose }: ExchangeRequest,
  context: RequestContext,
): Promise<Result<RunToken>> {
  const verified = await verifyIdentity(token);
  if (verified.kind === "unavailable") {
    return refuse({ code: "unavailable", message: "GitHub's keys cannot be read just now. Try again in a moment." });
  }
  const subject = await findSubject(db, delivery);
  if (!subject) {
    return refuse(outwardProblem(verified.kind === "refused" ? verified.reason : "delivery_unknown"));
  }

  const actor = { kind: "system", id: null, name: nameOf(verified) } as const;
  const wished = [...new Set(purpose)];
  const scope = grant({ team: subject.team, actor, role: "viewer", models: "all" }, { ...context, idempotency: null });
  const made = newTokenText();
  const result = await transact(db, scope, writeOf(subject, verified, wished), (tx) =>
    verified.kind === "refused"
      ? Promise.resolve(refuse(problemOf(verified.reason)))
      : exchange(tx, { subject, identity: verified.identity, wished, now: clock.now() }, made),
  );
  return result.ok
    ? ok({ ...result.value, token: made })
    : refuse(outwardProblem((result.problem.reason ?? "delivery_unknown") as ExchangeRefusal)); // Set by `problemOf` alone.
}

async function exchange(
  tx: Transaction,
  { subject, identity, wished, now }: Exchange,
  tokenText: string,
): Promise<Result<Omit<RunToken, "token">>> {
  const { deliveryId, team, model, versionId, action } = subject;
  // Two runs that call at once for one delivery: the second sees what the first was given.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`call home ${deliveryId}`}, 1))`);
  if (!(await takeOnce(tx, identity))) {
    return refuse(problemOf("token_used"));
  }

  const repository = await findInstalledRepository(tx, team.id, { id: identity.repositoryId });
  const sentAt = await readSentAt(tx, deliveryId);
  const rules = await readRules(tx, team.id);
  const decision = decideExchange({
    identity,
    wished,
    delivery: {
      modelId: model.id,
      repositoryId: action.repositoryId,
      dispatch: action.dispatch,
      sentAt,
      hasVersion: await isLinked(tx, subject),
    },
    repository,
    run: await readRunFacts(tx, deliveryId, identity, sentAt ?? now),
    rules: rules.map(({ rule }) => rule),
    now,
  });
  if (!decision.ok) {
    return refuse(problemOf(decision.reason, decision.rule === null ? undefined : rules[decision.rule]?.name));
  }
  if (!repository || versionId === null) {
    throw new Error("A run was let in without a repository or a version.");
  }
  if (decision.isItsRun) {
    await bindCaller(tx, deliveryId, identity);
  }
  const expiresAt = await insertToken(tx, { subject, identity, wished, now }, { versionId, repository, tokenText });
  return ok({
    expiresAt,
    team: team.name,
    model: model.name,
    version: `v${subject.versionNumber}`,
    versionId,
    delivery: deliveryId,
    purposes: [...wished],
  });
}

/** True for one of however many that bring the same token: the others wait for its transaction, and find it there. */
async function takeOnce(tx: Transaction, { jti, expiresAt }: RunIdentity): Promise<boolean> {
  const used = await tx
    .insert(githubIdentityUses)
    .values({ jti, expiresAt })
    .onConflictDoNothing()
    .returning({ jti: githubIdentityUses.jti });
  return used.length > 0;
}

type NewRunToken = { versionId: NonNullable<Subject["versionId"]>; repository: InstalledRepository; tokenText: string };

async function insertToken(
  tx: Transaction,
  { subject, identity, wished }: Exchange,
  { versionId, repository, tokenText }: NewRunToken,
): Promise<string> {
  const name = runName(identity);
  const [inserted] = await tx
    .insert(tokens)
    .values({
      id: newId("token"),
      teamId: subject.team.id,
      name,
      hash: hashToken(tokenText),
      hint: tokenText.slice(-4),
      role: "viewer",
      modelIds: [subject.model.id],
      deliveryId: subject.deliveryId,
      versionId,
      purposes: [...wished],
      installationId: repository.installationId,
      createdBy: name,
      expiresAt: sql`now() + make_interval(mins => ${RUN_TOKEN_MINUTES}::int)`,
    })
    .returning({ expiresAt: tokens.expiresAt });
  if (!inserted?.expiresAt) {
    throw new Error("The token of a run was not inserted.");
  }
  return inserted.expiresAt.toISOString();
}

/** What was attested, or that nothing was: an unverified token's own words are no evidence, and are not kept. */
function writeOf(subject: Subject, verified: Verified, wished: readonly CallHomePurpose[]): Write {
  const { deliveryId, model, versionNumber } = subject;
  const target = { id: deliveryId, name: versionNumber === null ? model.name : `${model.name}:v${versionNumber}` };
  const write = { permission: "registry.read", action: "run.called_home", target } as const;
  if (verified.kind !== "verified") {
    return { ...write, details: { purposes: [...wished] } };
  }
  const { repository, repositoryId, ownerId, runId, runAttempt, event, ref, workflowRef, jobWorkflowRef, environment } =
    verified.identity;
  const run = { repository, repositoryId, ownerId, runId, runAttempt, event, ref, environment };
  return { ...write, details: { purposes: [...wished], run: { ...run, workflow: workflowRef, job: jobWorkflowRef } } };
}

function nameOf(verified: Verified): string {
  return verified.kind === "verified" ? runName(verified.identity) : "workflow run";
}

function runName({ repository, runId }: RunIdentity): string {
  return `${repository} run ${runId}`;
}

function problemOf(reason: ExchangeRefusal, rule?: string): Problem {
  const by = rule === undefined ? "" : ` The policy is ${rule}.`;
  return { code: "forbidden", reason, message: EXCHANGE_REFUSALS[reason] + by };
}

/** Without the name of a rule: that is the team's own business. */
function outwardProblem(reason: ExchangeRefusal): Problem {
  return problemOf(reason);
}
