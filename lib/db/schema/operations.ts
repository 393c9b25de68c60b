import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Json, JsonObject } from "@/lib/core/json";
import { actorColumns, idColumn, instant } from "./columns";

/** Append-only: every mutation and every refusal. */
export const audit = pgTable(
  "audit",
  {
    id: idColumn("audit", "id").primaryKey(),
    teamId: idColumn("team", "team_id").notNull(),
    ...actorColumns(),
    action: text("action").notNull(),
    outcome: text("outcome").$type<"done" | "refused">().notNull(),
    reason: text("reason"),
    targetId: text("target_id"),
    targetName: text("target_name"),
    details: jsonb("details").$type<JsonObject>().notNull().default({}),
    address: text("address"),
    requestId: text("request_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (entry) => [
    // The audit log of a team, newest first.
    index("audit_team").on(entry.teamId, entry.id),
    // The same for one kind of action.
    index("audit_team_action").on(entry.teamId, entry.action, entry.id),
    // The same for one person or token.
    index("audit_team_actor").on(entry.teamId, entry.actorName, entry.id),
    // What happened to targets whose name begins so: LIKE by prefix, which a collation's own order could not serve.
    index("audit_team_target").on(entry.teamId, entry.targetName.op("text_pattern_ops")),
  ],
);

/** What a keyed write asked and answered, in the write's own transaction; kept for 24 hours. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    tokenId: text("token_id").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** The command's value: the edge presents it again as it did the first time. */
    answer: jsonb("answer").$type<Json>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (row) => [
    primaryKey({ columns: [row.tokenId, row.key] }),
    // The hourly removal of keys past their day.
    index("idempotency_keys_created").on(row.createdAt),
  ],
);
