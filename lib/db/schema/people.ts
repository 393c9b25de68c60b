import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Role } from "@/lib/core/access";
import type { Id } from "@/lib/core/ids";
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
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (user) => [
    // A person by e-mail at sign-in and invitation.
    uniqueIndex("users_email_unique").on(sql`lower(${user.email})`),
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
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (session) => [
    // A person's sessions, to end them all.
    index("sessions_user").on(session.userId),
    // The removal of sessions past their end.
    index("sessions_expires").on(session.expiresAt),
  ],
);

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
    // One name once among the living tokens of a team.
    uniqueIndex("tokens_team_name_unique").on(token.teamId, token.name).where(sql`${token.revokedAt} is null`),
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
