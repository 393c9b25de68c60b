import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Role } from "@/lib/core/access";
import type { Id } from "@/lib/core/ids";
import type { Purpose } from "@/lib/core/purpose";
import { idColumn, instant } from "./columns";

export const teams = pgTable(
  "teams",
  {
    id: idColumn("team", "id").primaryKey(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (team) => [
    // A team by its name in a URL, whatever the case; and no two teams that differ by case alone.
    uniqueIndex("teams_name_unique").on(sql`lower(${team.name})`),
  ],
);

export const users = pgTable(
  "users",
  {
    id: idColumn("user", "id").primaryKey(),
    name: text("name").notNull(),
    email: text("email"),
    imageUrl: text("image_url"),
    isOperator: boolean("is_operator").notNull().default(false),
    /** Came in by an invitation once: such a person needs no rule of `SIGN_UP_ALLOW` to sign in again. */
    isInvited: boolean("is_invited").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (user) => [
    // The operators, when the printed link is opened.
    index("users_operators").on(user.id).where(sql`${user.isOperator}`),
  ],
);

/** An account at a sign-in provider, which signs one person in. An e-mail address never does: it can change hands. */
export const identities = pgTable(
  "identities",
  {
    /** The provider's own address: account 7 of github.com is not account 7 of a GitHub Enterprise Server. */
    issuer: text("issuer").notNull(),
    accountId: text("account_id").notNull(),
    userId: idColumn("user", "user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    signedInAt: instant("signed_in_at").notNull().defaultNow(),
  },
  (identity) => [
    primaryKey({ columns: [identity.issuer, identity.accountId] }),
    // Whether a person can sign in by a provider at all.
    index("identities_user").on(identity.userId),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: idColumn("user", "user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<Role>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (membership) => [
    primaryKey({ columns: [membership.teamId, membership.userId] }),
    // The teams of one person, for the switcher.
    index("memberships_user").on(membership.userId),
  ],
);

/** A signed-in browser. The cookie holds the text whose hash stands here; deleting the row signs it out. */
export const sessions = pgTable(
  "sessions",
  {
    hash: text("hash").primaryKey(),
    userId: idColumn("user", "user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What the browser said it was, in words: "Chrome on macOS". */
    device: text("device").notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Written some minutes late: it tells people which of their browsers are alive. */
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (session) => [
    // A person's sessions, to list them and to end them all.
    index("sessions_user").on(session.userId),
    // The removal of sessions past their end.
    index("sessions_expires").on(session.expiresAt),
  ],
);

/** A link that lets its holder into a team, once. The row stays when it was used or revoked. */
export const invitations = pgTable(
  "invitations",
  {
    id: idColumn("invitation", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** For whom it was made, in the words of whoever made it. Nothing is checked against it. */
    note: text("note").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (invitation) => [
    // The invitation of an opened link.
    uniqueIndex("invitations_hash_unique").on(invitation.hash),
    // The team's open invitations, newest first, in settings.
    index("invitations_team_open")
      .on(invitation.teamId, invitation.id)
      .where(sql`${invitation.acceptedAt} is null and ${invitation.revokedAt} is null`),
  ],
);

/** The links that servers printed at their start. A row goes when its link is used. */
export const operatorLinks = pgTable("operator_links", {
  hash: text("hash").primaryKey(),
  expiresAt: instant("expires_at").notNull(),
});

export const tokens = pgTable(
  "tokens",
  {
    id: idColumn("token", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** SHA-256 of the token's text: the text itself is random enough that no slow hash is needed. */
    hash: text("hash").notNull(),
    hint: text("hint").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** Null: every model. A token cannot outlive the restriction: a deleted model's id simply matches nothing. */
    modelIds: text("model_ids").array().$type<Id<"model">[]>(),
    /** These four are set for a workflow run that called home: the delivery that it names, and what it may do with what. */
    deliveryId: idColumn("delivery", "delivery_id"),
    versionId: idColumn("version", "version_id"),
    purposes: text("purposes").array().$type<Purpose[]>(),
    /** These two are set, with the purposes, for a run of a launch queue: what it logs goes into the project. */
    runId: idColumn("run", "run_id"),
    runProjectId: idColumn("project", "run_project_id"),
    /** Set for agents: the one queue that they serve. */
    queueId: idColumn("queue", "queue_id"),
    /** While this installation is suspended or gone, the token is worth nothing. */
    installationId: idColumn("installation", "installation_id"),
    /** Made from the environment at start; replaced when the environment's value changes. */
    isBootstrap: boolean("is_bootstrap").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (token) => [
    // Every API request: the token by the hash of what was sent.
    uniqueIndex("tokens_hash_unique").on(token.hash),
    // The team's tokens, newest first, in settings.
    index("tokens_team").on(token.teamId, token.id),
    // One name once among the living tokens of a team; runs and agents have a place of their own.
    uniqueIndex("tokens_team_name_unique")
      .on(token.teamId, token.name)
      .where(sql`${token.revokedAt} is null and ${token.purposes} is null and ${token.queueId} is null`),
    // The removal of runs' tokens past their end.
    index("tokens_runs_expired").on(token.expiresAt).where(sql`${token.purposes} is not null`),
    // The agents' tokens of a queue, to list them and to end them with it.
    index("tokens_queue").on(token.queueId).where(sql`${token.queueId} is not null`),
    // The token of a launch run, to end it with the run.
    index("tokens_run").on(token.runId).where(sql`${token.runId} is not null`),
  ],
);

export const projects = pgTable(
  "projects",
  {
    id: idColumn("project", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (project) => [
    // A project by name when an artifact is logged, and the list of projects in name order.
    uniqueIndex("projects_team_name_unique").on(project.teamId, project.name),
  ],
);

/** The next number of each artifact name: a counter row, so that concurrent logs never share a number. */
export const artifactNames = pgTable(
  "artifact_names",
  {
    projectId: idColumn("project", "project_id").notNull(),
    name: text("name").notNull(),
    nextNumber: integer("next_number").notNull().default(0),
  },
  (artifactName) => [
    primaryKey({ columns: [artifactName.projectId, artifactName.name] }),
    foreignKey({ columns: [artifactName.projectId], foreignColumns: [projects.id] }).onDelete("cascade"),
  ],
);
