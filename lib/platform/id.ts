import { v7 } from "uuid";
import { type Id, type IdKind, idOf } from "@/lib/core/ids";

/** Makes an id that sorts by the time of its making (UUIDv7), so that it doubles as a cursor. */
export function newId<K extends IdKind>(kind: K): Id<K> {
  return idOf(kind, v7());
}
