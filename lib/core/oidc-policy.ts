import * as z from "zod";
import type { GitHubDispatch } from "./automation";
import { repositoryName } from "./automation";
import type { Id } from "./ids";
import { modelName } from "./names";
import { CALL_HOME_PURPOSES, type CallHomePurpose } from "./purpose";
import { type ExchangeRefusal, pathOfWorkflow, type RunIdentity } from "./run-identity";

/** How long after it was last sent the runs of a delivery may call home. */
export const CALL_HOME_HOURS = 24;
export const POLICIES_PER_TEAM_MAX = 100;
const PATTERNS_MAX = 50;

/**
 * What else than a dispatch may be allowed. Not the events of pull requests, issues and comments: there people without a
 * right in the repository decide what runs, or what it is told.
 */
export const CALLER_EVENTS = [
  "repository_dispatch",
  "workflow_dispatch",
  "workflow_run",
  "push",
  "release",
  "schedule",
  "deployment",
  "deployment_status",
] as const;

const DISPATCH_EVENT = { repository: "repository_dispatch", workflow: "workflow_dispatch" } as const;

/** Exact, or a beginning followed by one `*`. */
const pattern = z
  .string()
  .min(1)
  .max(400)
  .regex(/^([^*\s]+\*?|\*)$/, "Write it whole, or its beginning and a * at the end.")
  .refine((text) => !/\p{Cc}/u.test(text), "Leave out control characters.");

const patterns = z.array(pattern).min(1).max(PATTERNS_MAX).nullable().default(null);
const purposes = z.array(z.enum(CALL_HOME_PURPOSES)).min(1);
const modelNames = z.array(modelName).min(1).max(100).nullable().default(null);

/** A rule takes something away from every run, or adds one thing for runs of one repository. */
export const policyRule = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("narrow"),
    /** Names of the models that it is about; null: all. */
    models: modelNames,
    /** Each of these, where it is given, must fit. */
    repositories: z.array(repositoryName).min(1).max(PATTERNS_MAX).nullable().default(null),
    refs: patterns,
    workflows: patterns,
    environments: patterns,
    purposes: purposes.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal("allow"),
    models: modelNames,
    /** A repository that the team's GitHub App covers. */
    repository: repositoryName,
    events: z.array(z.enum(CALLER_EVENTS)).min(1),
    purposes,
  }),
]);

export const newPolicy = z.strictObject({
  name: z
    .string()
    .min(1, "Give the policy a name.")
    .max(128, "Use at most 128 characters.")
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), "Leave out control characters.")
    .refine((text) => text.trim() === text, "Leave out the spaces at the ends."),
  rule: policyRule.refine((rule) => rule.kind === "allow" || narrowsSomething(rule), {
    message:
      "Name at least one of repositories, refs, workflows, environments and purposes: this would narrow nothing.",
  }),
});

export type NewPolicy = z.infer<typeof newPolicy>;
export type PolicyRule = z.infer<typeof policyRule>;

type Named = { id: number; name: string };
type NarrowRule = Omit<Extract<PolicyRule, { kind: "narrow" }>, "models" | "repositories"> & {
  models: Id<"model">[] | null;
  repositories: Named[] | null;
};
type AllowRule = Omit<Extract<PolicyRule, { kind: "allow" }>, "models" | "repository"> & {
  models: Id<"model">[] | null;
  repository: Named;
};

/** A rule as it is kept: models and repositories by ids, which stay when something is renamed. */
export type StoredPolicyRule = NarrowRule | AllowRule;

export type PolicyView = {
  id: Id<"githubPolicy">;
  name: string;
  rule: PolicyRule;
  createdBy: string;
  createdAt: string;
};

/** All that decides whether a run gets a token, as one transaction has read it. */
export type ExchangeFacts = {
  identity: RunIdentity;
  wished: readonly CallHomePurpose[];
  delivery: {
    modelId: Id<"model">;
    /** The repository that it was sent to, by GitHub's number. */
    repositoryId: number;
    dispatch: GitHubDispatch;
    /** Its last attempt; null while it was never sent, or when it is not to be sent any more. */
    sentAt: Date | null;
    hasVersion: boolean;
  };
  /** What a living installation of the team says of the caller's repository; null where none covers it. */
  repository: { ownerId: number; defaultBranch: string; isSuspended: boolean } | null;
  run: RunFacts;
  rules: readonly StoredPolicyRule[];
  now: Date;
};

/** What is known of runs; `isFresh` of those that began since the delivery was last sent. */
export type RunFacts = {
  /** What GitHub has told of this very run. */
  told: { isOfDelivery: boolean; isOfAnother: boolean; attempt: number } | null;
  /** Whether GitHub has told of some run that the last sending started. */
  isFreshTold: boolean;
  /** The run that called home first since then. */
  caller: { runId: number; attempt: number } | null;
};

/** `isItsRun`: the delivery started this very run, as far as anybody knows; else a rule allowed it. */
export type ExchangeDecision = { ok: true; isItsRun: boolean } | Refused;

/** `rule` is the place of the rule that refused, for the team's own eyes. */
type Refused = { ok: false; reason: ExchangeRefusal; rule: number | null };

/**
 * Decides whether a run may have a token. Nothing is allowed that is not said here: the run must be of the repository and
 * of the dispatch that the delivery made, unless an admin allowed another one; and every narrowing rule must fit.
 */
export function decideExchange(facts: ExchangeFacts): ExchangeDecision {
  const { identity, repository, rules, wished } = facts;
  if (!repository || repository.ownerId !== identity.ownerId) {
    return refused("delivery_unknown"); // Also a fork: it has another number, and no installation of ours covers it.
  }
  const runFault = faultOfRun(facts);
  const isAllowed = rules.some((rule) => rule.kind === "allow" && allows(rule, facts));
  if (runFault === "delivery_unknown" && !isAllowed) {
    return refused(runFault);
  }

  const reason = faultOfDelivery(facts) ?? (isAllowed ? null : runFault);
  if (reason) {
    return refused(reason);
  }
  const faults = rules.map((rule) => (rule.kind === "narrow" ? faultByRule(rule, facts) : null));
  const first = faults.findIndex((fault) => fault !== null);
  const fault = faults[first];
  if (fault) {
    return refused(fault, first);
  }
  return wished.length === 0 ? refused("purpose") : { ok: true, isItsRun: runFault === null };
}

/** Exact, or by what comes before a `*` at its end. */
export function fitsPattern(text: string, wanted: string): boolean {
  return wanted.endsWith("*") ? text.startsWith(wanted.slice(0, -1)) : text === wanted;
}

/**
 * A pattern that begins with `.github/` is about the run's own workflow, by its file, and by its ref where an `@` is in it.
 * Any other is about the workflow whose job runs, wherever that is from, with owner, repository and ref.
 */
export function fitsWorkflow(identity: Pick<RunIdentity, "workflowRef" | "jobWorkflowRef">, wanted: string): boolean {
  if (!wanted.startsWith(".github/")) {
    return fitsPattern(identity.jobWorkflowRef, wanted);
  }
  const path = pathOfWorkflow(identity.workflowRef);
  return fitsPattern(wanted.includes("@") ? path : fileOf(path), wanted);
}

function refused(reason: ExchangeRefusal, rule: number | null = null): Refused {
  return { ok: false, reason, rule };
}

function allows(rule: AllowRule, { identity, delivery, wished }: ExchangeFacts): boolean {
  const events: readonly string[] = rule.events;
  return (
    isAbout(rule, delivery.modelId) &&
    rule.repository.id === identity.repositoryId &&
    events.includes(identity.event) &&
    wished.every((purpose) => rule.purposes.includes(purpose))
  );
}

function faultOfDelivery({ repository, delivery, now }: ExchangeFacts): ExchangeRefusal | null {
  if (repository?.isSuspended) {
    return "installation_suspended";
  }
  const { sentAt } = delivery;
  if (!sentAt || now.getTime() - sentAt.getTime() > CALL_HOME_HOURS * 3_600_000) {
    return "too_old";
  }
  return delivery.hasVersion ? null : "version_gone";
}

/** What speaks against this being the run that the delivery started. */
function faultOfRun({ identity, delivery, repository, run }: ExchangeFacts): ExchangeRefusal | null {
  const { dispatch } = delivery;
  if (identity.repositoryId !== delivery.repositoryId) {
    return "delivery_unknown";
  }
  if (identity.event !== DISPATCH_EVENT[dispatch.kind]) {
    return "wrong_event";
  }
  const isItsFile =
    dispatch.kind === "repository" ||
    fileOf(pathOfWorkflow(identity.workflowRef)) === `.github/workflows/${dispatch.workflow}`;
  if (!isItsFile) {
    return "wrong_workflow";
  }
  // Else whoever may push a branch could dispatch their own text of the workflow, and name this delivery to it.
  if (!refsOf(dispatch, repository?.defaultBranch ?? "").includes(identity.ref)) {
    return "wrong_ref";
  }
  return faultByRuns(identity, run);
}

/** GitHub takes a branch or a tag by its short name. A tag that is called like the default branch is not that branch. */
function refsOf(dispatch: GitHubDispatch, defaultBranch: string): string[] {
  const ref = dispatch.kind === "workflow" ? dispatch.ref : null;
  return ref === null ? [`refs/heads/${defaultBranch}`] : [`refs/heads/${ref}`, `refs/tags/${ref}`, ref];
}

function faultByRuns(identity: RunIdentity, { told, isFreshTold, caller }: RunFacts): ExchangeRefusal | null {
  if (told?.isOfAnother) {
    return "wrong_run";
  }
  const isCaller = caller?.runId === identity.runId;
  const newest = Math.max(told?.attempt ?? 0, isCaller ? caller.attempt : 0);
  if (identity.runAttempt < newest) {
    return "old_attempt";
  }
  if (told?.isOfDelivery) {
    return null;
  }
  return isFreshTold || (caller && !isCaller) ? "wrong_run" : null;
}

function faultByRule(rule: NarrowRule, { identity, delivery, wished }: ExchangeFacts): ExchangeRefusal | null {
  if (!isAbout(rule, delivery.modelId)) {
    return null;
  }
  const { environment } = identity;
  const fits =
    isAny(rule.repositories, ({ id }) => id === identity.repositoryId) &&
    isAny(rule.refs, (wanted) => fitsPattern(identity.ref, wanted)) &&
    isAny(rule.workflows, (wanted) => fitsWorkflow(identity, wanted)) &&
    isAny(rule.environments, (wanted) => environment !== null && fitsPattern(environment, wanted));
  if (!fits) {
    return "policy";
  }
  const { purposes: allowed } = rule;
  return allowed === null || wished.every((purpose) => allowed.includes(purpose)) ? null : "purpose";
}

function isAbout({ models }: Pick<StoredPolicyRule, "models">, modelId: Id<"model">): boolean {
  return models === null || models.includes(modelId);
}

function isAny<T>(wanted: readonly T[] | null, fits: (each: T) => boolean): boolean {
  return wanted === null || wanted.some(fits);
}

function fileOf(path: string): string {
  return path.split("@")[0] ?? "";
}

function narrowsSomething(rule: Extract<PolicyRule, { kind: "narrow" }>): boolean {
  return [rule.repositories, rule.refs, rule.workflows, rule.environments, rule.purposes].some((each) => each !== null);
}
