import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/core/json";
import type { JobSource } from "@/lib/core/launch-job";
import type { QueueState, QueueVariable, Resource } from "@/lib/core/launch-queue";
import type { LaunchCause, LaunchState, LogLine, VariableValues } from "@/lib/core/launch-run";
import { idColumn, instant } from "./columns";
import { teams } from "./people";

export const jobs = pgTable(
  "jobs",
  {
    id: idColumn("job", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** The row is locked while a version is added: a number is never given twice. */
    nextNumber: integer("next_number").notNull().default(0),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** Runs name it for as long as they are kept. */
    deletedAt: instant("deleted_at"),
  },
  (job) => [
    // A job by name, and the list by name; a deleted one frees its name.
    uniqueIndex("jobs_team_name_unique").on(job.teamId, job.name).where(sql`${job.deletedAt} is null`),
  ],
);

/** Never changed: what a run is made of can always be read again. */
export const jobVersions = pgTable(
  "job_versions",
  {
    id: idColumn("jobVersion", "id").primaryKey(),
    jobId: idColumn("job", "job_id")
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    teamId: idColumn("team", "team_id").notNull(),
    number: integer("number").notNull(),
    source: jsonb("source").$type<JobSource>().notNull(),
    parameters: jsonb("parameters").$type<JsonObject>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (version) => [
    // The versions of a job, newest first, and one by its number.
    uniqueIndex("job_versions_job_number_unique").on(version.jobId, version.number),
  ],
);

export const queues = pgTable(
  "queues",
  {
    id: idColumn("queue", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    resource: text("resource").$type<Resource>().notNull(),
    state: text("state").$type<QueueState>().notNull().default("open"),
    maxRunning: integer("max_running"),
    /** Rank: 0 is the most urgent. */
    defaultPriority: integer("default_priority").notNull(),
    template: jsonb("template").$type<JsonObject>().notNull(),
    variables: jsonb("variables").$type<QueueVariable[]>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    deletedAt: instant("deleted_at"),
  },
  (queue) => [
    // A queue by name, and the list by name; a deleted one frees its name.
    uniqueIndex("queues_team_name_unique").on(queue.teamId, queue.name).where(sql`${queue.deletedAt} is null`),
  ],
);

/** A process that serves a queue. One that starts anew is a new row. */
export const agents = pgTable(
  "agents",
  {
    id: idColumn("agent", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    queueId: idColumn("queue", "queue_id")
      .notNull()
      .references(() => queues.id, { onDelete: "cascade" }),
    tokenId: idColumn("token", "token_id").notNull(),
    name: text("name").notNull(),
    hostname: text("hostname").notNull(),
    version: text("version").notNull(),
    slots: integer("slots").notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    lastHeardAt: instant("last_heard_at").notNull().defaultNow(),
    /** A person asked it to finish and go. */
    drainAskedAt: instant("drain_asked_at"),
    /** It said goodbye. */
    goneAt: instant("gone_at"),
  },
  (agent) => [
    // The agents of a queue, those heard of last first; and the old ones that can be forgotten.
    index("agents_queue").on(agent.queueId, agent.lastHeardAt),
    // What is old enough to be forgotten.
    index("agents_heard").on(agent.lastHeardAt),
  ],
);

export const runs = pgTable(
  "runs",
  {
    id: idColumn("run", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    queueId: idColumn("queue", "queue_id").notNull(),
    jobId: idColumn("job", "job_id").notNull(),
    jobVersionId: idColumn("jobVersion", "job_version_id").notNull(),
    state: text("state").$type<LaunchState>().notNull(),
    /** Rank: 0 is claimed first. */
    priority: integer("priority").notNull(),
    projectId: idColumn("project", "project_id").notNull(),
    parameters: jsonb("parameters").$type<JsonObject>().notNull(),
    overrides: jsonb("overrides").$type<JsonObject>().notNull(),
    variables: jsonb("variables").$type<VariableValues>().notNull(),
    /** Resource arguments with the variables filled in, as the queue had them when it was queued. */
    resource: jsonb("resource").$type<JsonObject>().notNull(),
    /** What it works on, kept by value: the version may be gone when the row is read. */
    versionId: idColumn("version", "version_id"),
    modelId: idColumn("model", "model_id"),
    modelName: text("model_name"),
    versionNumber: integer("version_number"),
    eventId: idColumn("event", "event_id"),
    deliveryId: idColumn("delivery", "delivery_id"),
    automationId: idColumn("automation", "automation_id"),
    automationName: text("automation_name"),
    rerunOf: idColumn("run", "rerun_of"),
    requestedBy: text("requested_by").notNull(),
    /** Counts claims, and is the fencing number of the present one: what comes with another is refused. */
    lease: integer("lease").notNull().default(0),
    leaseExpiresAt: instant("lease_expires_at"),
    agentId: idColumn("agent", "agent_id"),
    agentName: text("agent_name"),
    killAskedBy: text("kill_asked_by"),
    killAskedAt: instant("kill_asked_at"),
    queuedAt: instant("queued_at").notNull().defaultNow(),
    claimedAt: instant("claimed_at"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    endCause: text("end_cause").$type<LaunchCause>(),
    exitCode: integer("exit_code"),
    endMessage: text("end_message"),
    logLines: integer("log_lines").notNull().default(0),
    logBytes: integer("log_bytes").notNull().default(0),
    isLogCut: boolean("is_log_cut").notNull().default(false),
    /** The workflow run of a `github-actions` queue, by GitHub's own numbers. */
    workflowUrl: text("workflow_url"),
    workflowRepositoryId: bigint("workflow_repository_id", { mode: "number" }),
    workflowRunId: bigint("workflow_run_id", { mode: "number" }),
    /** When its dispatch may have left: from then on it is looked for, and never sent again. */
    workflowSentAt: instant("workflow_sent_at"),
    /** When the server sees to it next, and nobody else before; null: as soon as there is something to do. */
    workflowDueAt: instant("workflow_due_at"),
    /** When anything here changed, by the database's clock: for live pages. */
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (run) => [
    // A run by its number, and the list of a team, newest first.
    uniqueIndex("runs_team_number_unique").on(run.teamId, run.number),
    // One run for a delivery, however often it is tried.
    uniqueIndex("runs_delivery_unique").on(run.deliveryId).where(sql`${run.deliveryId} is not null`),
    // What a queue claims next: by priority, then age.
    index("runs_queue_waiting").on(run.queueId, run.priority, run.id).where(sql`${run.state} = 'queued'`),
    // What a queue has out, for its limit; and the leases that ran out.
    index("runs_queue_held").on(run.queueId, run.leaseExpiresAt).where(sql`${run.state} in ('claimed', 'running')`),
    // What an agent holds.
    index("runs_agent_held").on(run.agentId).where(sql`${run.state} in ('claimed', 'running')`),
    // The list of a queue, newest first.
    index("runs_queue").on(run.queueId, run.number),
    // The list of a job, newest first.
    index("runs_job").on(run.jobId, run.number),
    // What worked on a version, newest first.
    index("runs_version").on(run.versionId, run.number),
    // The list of a team in one state, newest first.
    index("runs_team_state").on(run.teamId, run.state, run.number),
    // Whether any run of a team has changed, for its live pages.
    index("runs_team_changed").on(run.teamId, run.changedAt),
    // The run that a workflow run belongs to, by which GitHub's webhooks find it.
    uniqueIndex("runs_workflow_unique")
      .on(run.workflowRepositoryId, run.workflowRunId)
      .where(sql`${run.workflowRunId} is not null`),
    // What is old enough to be forgotten.
    index("runs_finished").on(run.finishedAt).where(sql`${run.finishedAt} is not null`),
  ],
);

/** The next number of a run in each team: a counter row of its own, so that nothing else of the team is locked. */
export const runNumbers = pgTable("run_numbers", {
  teamId: idColumn("team", "team_id")
    .primaryKey()
    .references(() => teams.id, { onDelete: "cascade" }),
  nextNumber: integer("next_number").notNull().default(1),
});

/** What runs wrote, in the chunks in which it came. */
export const runLogs = pgTable(
  "run_logs",
  {
    runId: idColumn("run", "run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    lease: integer("lease").notNull(),
    sequence: integer("sequence").notNull(),
    /** The position of its first line within the whole log, counted as the chunks came. */
    firstLine: integer("first_line").notNull(),
    lines: jsonb("lines").$type<LogLine[]>().notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (chunk) => [
    // A chunk comes once, whoever repeats it; and the log in order.
    primaryKey({ columns: [chunk.runId, chunk.lease, chunk.sequence] }),
    // The log from a line on, for a page that follows it.
    index("run_logs_lines").on(chunk.runId, chunk.firstLine),
  ],
);
