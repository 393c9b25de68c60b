import * as z from "zod";
import type { Id } from "./ids";
import { instant } from "./instant";

/** `recover` sends again what gave up; `stop` ends what waits. */
export const BATCH_KINDS = ["recover", "stop"] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

export const BATCH_STATES = ["running", "done", "cancelled"] as const;
export type BatchState = (typeof BATCH_STATES)[number];

const reference = z.string().min(1).max(300);

/** Names one webhook or one automation, by id or name, and from when on: without a time, everything. */
export const newBatch = z
  .strictObject({
    kind: z.enum(BATCH_KINDS),
    webhook: reference.optional(),
    automation: reference.optional(),
    since: instant.optional(),
  })
  .refine(({ webhook, automation }) => (webhook === undefined) !== (automation === undefined), {
    path: ["webhook"],
    message: "Name either a webhook or an automation.",
  });

export type NewBatch = z.infer<typeof newBatch>;

export type BatchView = {
  id: Id<"batch">;
  kind: BatchKind;
  state: BatchState;
  target: { type: "webhook" | "automation"; id: string; name: string };
  since: string;
  until: string;
  /** Deliveries that matched when it was asked for, and how many of them it has moved so far. */
  total: number;
  done: number;
  createdBy: string;
  createdAt: string;
  finishedAt: string | null;
};

/** A webhook or an automation with deliveries that a batch would move. */
export type BatchTarget = { type: "webhook" | "automation"; id: string; name: string; deliveries: number };
