import type { ActionType } from "@/lib/core/automation";
import type { DeliveryState, DeliverySummary } from "@/lib/core/delivery";
import { heldWords, type OUTCOME_WORDS, outcomeWords } from "@/lib/core/delivery-words";
import { RUN_WORDS, type RunState, type RunView } from "@/lib/core/github-run";
import { timeAgo } from "./amounts";
import type { Cell } from "./table";
import { shown, shownLines, type Terminal, type Tone } from "./terminal";

/** What the lines need of a delivery: ids are plain text to a client. */
export type DeliveryRow = Pick<
  DeliverySummary,
  "state" | "isPaused" | "heldUntil" | "lastStatus" | "lastCode" | "version" | "attempts" | "createdAt" | "dueAt"
> & {
  id: string;
  automation: { name: string };
  action: { type: ActionType; target: string };
  event: { type: string; alias: string | null; previousVersion: number | null; actor: string };
  model: { name: string };
  run: RunRow | null;
};

type RunRow = Pick<RunView, "state" | "url" | "workflow" | "attempt" | "failingJob"> & { runCount: number };

export type AttemptRow = {
  number: number;
  startedAt: string;
  durationMs: number;
  code: keyof typeof OUTCOME_WORDS;
  status: number | null;
  request: { method: string; url: string; headers: Record<string, string>; body: string } | null;
  response: { headers: Record<string, string>; body: string; isBodyTruncated: boolean } | null;
};

const TONES = {
  pending: "quiet",
  sending: "quiet",
  retrying: "warn",
  delivered: "good",
  unknown: "warn",
  gave_up: "bad",
  stopped: "quiet",
} as const satisfies Record<DeliveryState, Tone>;

const RUN_TONES = {
  queued: "quiet",
  running: "quiet",
  succeeded: "good",
  failed: "bad",
  cancelled: "quiet",
} as const satisfies Record<RunState, Tone>;

export const DELIVERY_HEADINGS = ["STATE", "STATUS", "RUN", "EVENT", "VERSION", "TO", "BY AUTOMATION", "CREATED", "ID"];

export function deliveryCells(delivery: DeliveryRow, now: Date): Cell[] {
  return [
    stateCell(delivery),
    String(delivery.lastStatus ?? delivery.lastCode ?? "–"),
    delivery.run === null ? "–" : { text: delivery.run.state, tone: RUN_TONES[delivery.run.state] },
    delivery.event.type,
    subjectOf(delivery),
    delivery.action.target,
    delivery.automation.name,
    { text: timeAgo(delivery.createdAt, now), tone: "quiet" },
    { text: delivery.id, tone: "quiet" },
  ];
}

/** One line of a tail. Its columns are fixed, because the widest one is not known beforehand. */
export function followLine(terminal: Terminal, delivery: DeliveryRow, now: Date): string {
  const state = stateOf(delivery);
  const parts = [
    terminal.paint(now.toTimeString().slice(0, 8), "quiet"),
    terminal.paint(state.padEnd(9), TONES[delivery.state]),
    String(delivery.lastStatus ?? "–").padEnd(3),
    shown(delivery.event.type).padEnd(21),
    shown(`${subjectOf(delivery)} → ${delivery.action.target}`),
    ...(delivery.run === null ? [] : [terminal.paint(shown(runWords(delivery.run)), RUN_TONES[delivery.run.state])]),
    terminal.paint(shown(delivery.id), "quiet"),
  ];
  return parts.join("  ");
}

/** Says what is known of a delivery before its attempts. */
export function deliveryFacts(delivery: DeliveryRow): Cell[][] {
  const words = delivery.lastCode === null ? null : outcomeWords(delivery.lastCode, delivery.action.type);
  return [
    ["Delivery", { text: delivery.id, tone: "strong" }],
    ["State", stateCell(delivery)],
    ...(words === null ? [] : [["", words.happened]]),
    ...(words?.remedy && delivery.state !== "delivered" ? [["", { text: words.remedy, tone: "warn" as const }]] : []),
    ["Event", `${delivery.event.type} by ${delivery.event.actor}`],
    ["Version", subjectOf(delivery)],
    ["Automation", delivery.automation.name],
    ["To", delivery.action.target],
    ...(delivery.run === null ? [] : runFacts(delivery.run)),
    ["Created", delivery.createdAt],
    ...(delivery.dueAt === null ? [] : [["Next attempt", delivery.dueAt]]),
    ...(delivery.heldUntil === null ? [] : [["", heldWords(delivery.action.type)]]),
  ];
}

/** An attempt in full: what was sent, what came back. */
export function attemptLines(terminal: Terminal, attempt: AttemptRow): string[] {
  const { request, response } = attempt;
  const outcome = attempt.status === null ? attempt.code : `${attempt.status}`;
  const tone = attempt.code === "delivered" ? "good" : "bad";
  const head = `Attempt ${attempt.number}  ${attempt.startedAt}  ${attempt.durationMs} ms  ${terminal.paint(outcome, tone)}`;
  return [
    "",
    head,
    ...(request ? [`  ${shown(`${request.method} ${request.url}`)}`, ...messageLines(request)] : []),
    ...(response
      ? [
          `  ${terminal.paint("answered", "quiet")} ${attempt.status ?? ""}`,
          ...messageLines(response),
          ...(response.isBodyTruncated ? ["  … (cut)"] : []),
        ]
      : []),
  ];
}

function runFacts(run: RunRow): Cell[][] {
  const others = run.runCount > 1 ? `, of ${run.runCount} runs the one to look at` : "";
  return [
    ["Run", { text: `${runWords(run)}${others}`, tone: RUN_TONES[run.state] }],
    ["", run.url],
    ...(run.failingJob ? [["Failed first", `${run.failingJob.name}  ${run.failingJob.url}`]] : []),
  ];
}

/** "deploy.yml failed", and of a rerun which attempt. */
function runWords({ workflow, state, attempt }: RunRow): string {
  return `${workflow || "the run"} ${RUN_WORDS[state]}${attempt > 1 ? ` (attempt ${attempt})` : ""}`;
}

function messageLines({ headers, body }: { headers: Record<string, string>; body: string }): string[] {
  return [
    ...Object.entries(headers).map(([name, value]) => `    ${shown(`${name}: ${value}`)}`),
    ...(body === "" ? [] : ["", ...shownLines(body).map((line) => `    ${line}`)]),
  ];
}

function stateCell(delivery: DeliveryRow): Cell {
  return { text: stateOf(delivery), tone: TONES[delivery.state] };
}

function stateOf({ state, isPaused }: DeliveryRow): string {
  return isPaused ? "paused" : state;
}

function subjectOf({ model, version, event }: DeliveryRow): string {
  const place = version === null ? model.name : `${model.name}:v${version}`;
  const alias = event.alias === null ? "" : ` ${event.alias}`;
  return event.previousVersion === null ? place + alias : `${place}${alias} (from v${event.previousVersion})`;
}
