import type { Id } from "./ids";

/** Days for which a delivery that gave up, or whose run failed, is told of. */
export const GAVE_UP_TOLD_DAYS = 7;

/** Something in a team that goes on only once a person has looked at it. */
export type Notice =
  | { kind: "deliveries"; state: "unknown" | "gave_up"; count: number }
  /** Deliveries that arrived, and whose run then failed. */
  | { kind: "runs"; count: number }
  /** Stopped because it kept setting itself off. */
  | { kind: "automation"; id: Id<"automation">; name: string }
  | { kind: "webhook"; id: Id<"webhook">; name: string; reason: string | null };
