import { text, timestamp } from "drizzle-orm/pg-core";
import type { Id, IdKind } from "@/lib/core/ids";

/** An id column of one kind: `mdl_…` does not type-check where `ver_…` belongs. */
export function idColumn<K extends IdKind>(_kind: K, name: string) {
  return text(name).$type<Id<K>>();
}

/** An instant, with time zone and the milliseconds that JavaScript keeps. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
}

/** Who did it, kept by value: the actor may be gone when the row is read. */
export function actorColumns() {
  return {
    actorKind: text("actor_kind").$type<"user" | "token" | "system">().notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
  };
}
