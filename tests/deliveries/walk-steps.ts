import fc from "fast-check";
import type { Outcome } from "@/lib/core/delivery";
import { outcomeOfFailure, outcomeOfResponse } from "@/lib/core/delivery-state";

export const NOW = new Date();
/** Nothing falls due by itself while the walk goes on: "time" says when. */
export const SCHEDULE = [3_600, 3_600, 3_600];

export const OUTCOMES = {
  delivered: outcomeOfResponse(200, {}, NOW),
  broken: outcomeOfResponse(500, {}, NOW),
  refused: outcomeOfResponse(404, {}, NOW),
  throttled: outcomeOfResponse(429, { "retry-after": "5" }, NOW),
  gone: outcomeOfResponse(410, {}, NOW),
  unsure: { kind: "unknown", code: "timeout", status: null },
  paused: outcomeOfFailure("webhook_paused"),
  unreachable: outcomeOfFailure("connection_refused"),
} as const satisfies Record<string, Outcome>;

/** What a worker, a person or the time does. `which` is one of the claims or deliveries made so far. */
export type Step =
  | { kind: "fire" | "pause" | "resume" | "recover" | "stopAll"; route: number }
  | { kind: "claim"; route: number; room: number }
  | { kind: "settle"; which: number; as: keyof typeof OUTCOMES }
  | { kind: "lose" | "cancel" | "keep"; which: number }
  | { kind: "redeliver" | "stop"; which: number }
  | { kind: "time" | "probe" };

const route = fc.nat({ max: 1 });
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("fire", "pause", "resume", "recover", "stopAll"), route }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("claim"), route, room: fc.integer({ min: 1, max: 8 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("settle"),
      which: fc.nat(),
      as: fc.constantFrom(
        "delivered",
        "broken",
        "broken",
        "refused",
        "throttled",
        "gone",
        "unsure",
        "paused",
        "unreachable",
      ),
    }),
  },
  fc.record({ kind: fc.constantFrom("lose", "cancel", "keep"), which: fc.nat() }),
  fc.record({ kind: fc.constantFrom("redeliver", "redeliver", "stop"), which: fc.nat() }),
  fc.record({ kind: fc.constantFrom("time", "probe") }),
) as fc.Arbitrary<Step>;
