import * as z from "zod";
import { shown } from "@/lib/cli/terminal";
import { type Check, jsonOf } from "./checks";
import type { Arrived } from "./receiver";
import type { Stage } from "./stage";

const SUMMARY_LENGTH_MAX = 100;

/** What each receiver would show to people, or do, with what it was sent. */
const registry = z.object({ event: z.string(), version: z.string(), accuracy: z.number() });
const slack = z.object({ text: z.string() });
const teams = z.object({
  attachments: z.tuple([
    z.object({ content: z.object({ body: z.tuple([z.object({ text: z.string() })], z.json()) }) }),
  ]),
});
/** Tells a request: where it came in, what it says, and whether its signatures hold. */
export function tellArrival(stage: Stage, arrived: Arrived): void {
  const { paint } = stage;
  const isRight = arrived.checks.every((check) => check.isRight);
  const answered = isRight ? paint(String(arrived.endpoint.status), "good") : paint("401", "bad");
  const name = paint(arrived.endpoint.name.padEnd(16), "strong");
  stage.detail(`${paint("◂", "good")} ${name} ${arrived.method} ${arrived.path}  ${answered}`);
  stage.detail(`  ${summaryOf(arrived)}`);
  stage.detail(`  ${checkMarks(stage, arrived.checks)}`);
}

function checkMarks({ paint }: Stage, checks: readonly Check[]): string {
  return checks.map(({ name, isRight }) => `${isRight ? paint("✓", "good") : paint("✗", "bad")} ${name}`).join("  ");
}

function summaryOf({ endpoint, body }: Arrived): string {
  const value = jsonOf(body);
  const text = SUMMARIES[endpoint.shape](value) ?? body;
  return shown(text).slice(0, SUMMARY_LENGTH_MAX);
}

const SUMMARIES = {
  registry(value: unknown) {
    const read = registry.safeParse(value);
    return read.success ? `${read.data.event} ${read.data.version}, accuracy ${read.data.accuracy}` : null;
  },
  slack: (value: unknown) => slack.safeParse(value).data?.text ?? null,
  teams: (value: unknown) => teams.safeParse(value).data?.attachments[0].content.body[0].text ?? null,
} as const satisfies Record<Arrived["endpoint"]["shape"], (value: unknown) => string | null>;
