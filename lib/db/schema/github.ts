import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { RunConclusion, RunState } from "@/lib/core/github-run";
import type { StoredPolicyRule } from "@/lib/core/oidc-policy";
import type { ReportKind, ReportProblem } from "@/lib/core/run-report";
import { idColumn, instant } from "./columns";
import { teams } from "./people";

/** GitHub's own number of something: it stays when the thing is renamed. */
function githubNumber(name: string) {
  return bigint(name, { mode: "number" });
}

/** The GitHub App of this installation of Modelwire, where it was made from here; the newest that is not deleted counts. */
export const githubApps = pgTable(
  "github_apps",
  {
    id: idColumn("githubApp", "id").primaryKey(),
    appId: githubNumber("app_id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    ownerLogin: text("owner_login").notNull(),
    clientId: text("client_id").notNull(),
    /** Client secret, webhook secret and private key as one JSON text, sealed. */
    sealed: text("sealed").notNull(),
    keyId: text("key_id").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    deletedAt: instant("deleted_at"),
  },
  (app) => [
    // What a rotation still has to seal again.
    index("github_apps_key").on(app.keyId),
  ],
);

/** The App installed on an account and tied to a team. Deliveries name it for as long as they are kept. */
export const githubInstallations = pgTable(
  "github_installations",
  {
    id: idColumn("installation", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    appId: githubNumber("app_id").notNull(),
    installationId: githubNumber("installation_id").notNull(),
    accountId: githubNumber("account_id").notNull(),
    accountLogin: text("account_login").notNull(),
    accountType: text("account_type").$type<"User" | "Organization">().notNull(),
    repositorySelection: text("repository_selection").$type<"all" | "selected">().notNull(),
    /** What the account has granted, as GitHub names it: `{ "actions": "write", … }`. */
    permissions: jsonb("permissions").$type<Record<string, string>>().notNull(),
    suspendedAt: instant("suspended_at"),
    /** Uninstalled on GitHub, or untied from the team here. */
    removedAt: instant("removed_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (installation) => [
    // The team that a webhook's installation belongs to; one installation serves one team at a time.
    uniqueIndex("github_installations_living_unique")
      .on(installation.installationId)
      .where(sql`${installation.removedAt} is null`),
    // The installations of a team.
    index("github_installations_team").on(installation.teamId, installation.id),
  ],
);

/** The repositories that an installation covers, as GitHub last told. */
export const githubRepositories = pgTable(
  "github_repositories",
  {
    installationId: idColumn("installation", "installation_id")
      .notNull()
      .references(() => githubInstallations.id, { onDelete: "cascade" }),
    repositoryId: githubNumber("repository_id").notNull(),
    ownerId: githubNumber("owner_id").notNull(),
    /** `owner/name`. */
    name: text("name").notNull(),
    defaultBranch: text("default_branch").notNull(),
    isPrivate: boolean("is_private").notNull(),
    isArchived: boolean("is_archived").notNull().default(false),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (repository) => [
    primaryKey({ columns: [repository.installationId, repository.repositoryId] }),
    // The repository that an action names, within a team's installations, in any case.
    index("github_repositories_name").on(sql`lower(${repository.name})`),
    // What a webhook about a repository changes.
    index("github_repositories_repository").on(repository.repositoryId),
  ],
);

/** Workflow runs of tied repositories that a delivery started, or may turn out to have started. */
export const githubRuns = pgTable(
  "github_runs",
  {
    repositoryId: githubNumber("repository_id").notNull(),
    runId: githubNumber("run_id").notNull(),
    teamId: idColumn("team", "team_id").notNull(),
    /** Null until it is known which delivery started it; one without is forgotten after a day. */
    deliveryId: idColumn("delivery", "delivery_id"),
    state: text("state").$type<RunState>().notNull(),
    conclusion: text("conclusion").$type<RunConclusion>(),
    url: text("url").notNull(),
    workflow: text("workflow").notNull(),
    /** `repository_dispatch` or `workflow_dispatch`; empty while only a job of it was told. */
    event: text("event").notNull(),
    /** As `run-name` made it: it carries the delivery's id where the workflow is ours. */
    title: text("title").notNull(),
    /** The commit that it runs on; null while only the answer to a dispatch is known. */
    sha: text("sha"),
    attempt: integer("attempt").notNull(),
    /** The first job that failed, in which attempt of the run, and when. */
    failingJob: text("failing_job"),
    failingJobUrl: text("failing_job_url"),
    failingJobAttempt: integer("failing_job_attempt"),
    failingJobAt: instant("failing_job_at"),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** GitHub's own time of the newest thing that was told: what is older comes too late and changes nothing. */
    toldAt: instant("told_at").notNull(),
    /** The last attempt whose failure was raised as AUTOMATION_FAILED; 0: none. */
    failureToldAttempt: integer("failure_told_attempt").notNull().default(0),
    /** When anything here changed, by the database's clock. */
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (run) => [
    primaryKey({ columns: [run.repositoryId, run.runId] }),
    // The runs of the deliveries of a list.
    index("github_runs_delivery").on(run.deliveryId),
    // Runs without a delivery, oldest first: to be matched late, or forgotten.
    index("github_runs_unmatched").on(run.createdAt).where(sql`${run.deliveryId} is null`),
    // The runs of a team in one state, newest delivery first: what failed, what is under way, and the list's filter.
    index("github_runs_team_state").on(run.teamId, run.state, run.deliveryId).where(sql`${run.deliveryId} is not null`),
    // Whether any run of a team has changed, for its live pages.
    index("github_runs_changed").on(run.teamId, run.changedAt).where(sql`${run.deliveryId} is not null`),
  ],
);

/**
 * What is told elsewhere about the runs of a delivery: a GitHub Deployment, a check on the source commit, or a message in
 * Slack that is kept up to date. Best effort: it never changes the delivery.
 */
export const runReports = pgTable(
  "run_reports",
  {
    deliveryId: idColumn("delivery", "delivery_id").notNull(),
    kind: text("kind").$type<ReportKind>().notNull(),
    teamId: idColumn("team", "team_id").notNull(),
    eventId: idColumn("event", "event_id").notNull(),
    /** What the other side calls it: a deployment's or check run's number, or channel and time of a message. */
    remoteId: text("remote_id"),
    /** What was last told, as a mark of the runs' states; the same is not told twice. */
    told: text("told"),
    /** Why it could not be told the last time; null when it could. */
    problem: text("problem").$type<ReportProblem>(),
    /** Tries since something new was to be told. */
    tries: integer("tries").notNull().default(0),
    /** Counts what was to be told, so that news during a try is not taken for told. */
    revision: integer("revision").notNull().default(1),
    /** When it is to be told; null when there is nothing new, or no try is left. */
    dueAt: instant("due_at"),
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (report) => [
    primaryKey({ columns: [report.deliveryId, report.kind] }),
    // What is to be told next.
    index("run_reports_due").on(report.dueAt).where(sql`${report.dueAt} is not null`),
    // The messages about the event whose run has changed.
    index("run_reports_event").on(report.eventId),
    // Whether any report of a team has changed, for its live pages.
    index("run_reports_changed").on(report.teamId, report.changedAt),
  ],
);

/** Webhooks of GitHub that were handled, by the id that GitHub gave each: one that comes again changes nothing. */
export const githubReceipts = pgTable(
  "github_receipts",
  {
    guid: text("guid").primaryKey(),
    event: text("event").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (receipt) => [
    // What is old enough to be forgotten: GitHub redelivers for three days.
    index("github_receipts_received").on(receipt.receivedAt),
  ],
);

/** Steps of connecting GitHub that were taken: one that comes again within its few minutes is refused. */
export const githubUsedStates = pgTable(
  "github_used_states",
  {
    id: text("id").primaryKey(),
    expiresAt: instant("expires_at").notNull(),
  },
  (state) => [
    // What could not be used any more anyway.
    index("github_used_states_expires").on(state.expiresAt),
  ],
);

/** How far GitHub's log of webhooks was read for lost ones. Whoever moves `started_at` on reads it: one process at a time. */
export const githubRecoveries = pgTable("github_recoveries", {
  appId: githubNumber("app_id").primaryKey(),
  startedAt: instant("started_at").notNull(),
  /** Everything before it was seen; null before the first reading has ended. */
  readUntil: instant("read_until"),
});

/** What a team adds to, or takes from, the rules by which workflow runs call home. A rule is never changed, only deleted. */
export const githubPolicies = pgTable(
  "github_policies",
  {
    id: idColumn("githubPolicy", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    rule: jsonb("rule").$type<StoredPolicyRule>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (policy) => [
    // One name once in a team; and all rules of a team, when a run calls home.
    uniqueIndex("github_policies_name_unique").on(policy.teamId, policy.name),
  ],
);

/** The run that first called home for a delivery, in each repository: while GitHub has not told, no other may. */
export const githubCallers = pgTable(
  "github_callers",
  {
    deliveryId: idColumn("delivery", "delivery_id").notNull(),
    repositoryId: githubNumber("repository_id").notNull(),
    runId: githubNumber("run_id").notNull(),
    /** The newest attempt of the run that called: an older one comes too late. */
    attempt: integer("attempt").notNull(),
    boundAt: instant("bound_at").notNull(),
  },
  (caller) => [
    primaryKey({ columns: [caller.deliveryId, caller.repositoryId] }),
    // What is old enough to be forgotten.
    index("github_callers_bound").on(caller.boundAt),
  ],
);

/** Identity tokens that were exchanged, by their `jti`, until they would be past their end anyway: each is good once. */
export const githubIdentityUses = pgTable(
  "github_identity_uses",
  {
    jti: text("jti").primaryKey(),
    expiresAt: instant("expires_at").notNull(),
  },
  (use) => [
    // What is past its end.
    index("github_identity_uses_expires").on(use.expiresAt),
  ],
);
