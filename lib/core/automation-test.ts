import * as z from "zod";
import type { WebhookTestView } from "./webhook";

/** What a test of an automation is asked for: the event to render for, and that a real run may be started by it. */
export const automationTest = z.strictObject({
  eventId: z.string().max(60).optional(),
  /** Has to be said where the action is a dispatch: GitHub knows no dry one. */
  startsRun: z.boolean().default(false),
});

export type AutomationTest = z.input<typeof automationTest>;

/** What the test came to; `run` is what a dispatch started, where GitHub names it. */
export type AutomationTestView = WebhookTestView & { run: { id: number; url: string } | null };
