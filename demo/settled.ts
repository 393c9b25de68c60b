import { setTimeout as wait } from "node:timers/promises";
import { ask } from "@/lib/cli/ask";
import { printTable } from "@/lib/cli/table";
import type { Client } from "@/lib/client/client";
import { TEAM } from "./product";
import type { Arrived, Receiver } from "./receiver";
import { valueOrThrow } from "./setup";
import type { Stage } from "./stage";

const PATIENCE_MS = 30_000;

type Delivery = Awaited<ReturnType<typeof listDeliveries>>[number];

/** Waits until the product itself says of every delivery that it was made, and shows both sides in one table. */
export async function showSettled(stage: Stage, api: Client, receiver: Receiver, count: number): Promise<void> {
  const deliveries = await untilDelivered(api, count);
  const arrived = [...receiver.arrived];
  const rows = deliveries.map((delivery) => {
    const match = takeMatch(arrived, delivery);
    return [
      { text: delivery.state, tone: "good" as const },
      String(delivery.lastStatus ?? "–"),
      delivery.event.type,
      subjectOf(delivery),
      delivery.action.target,
      match ? `${match.at.getTime() - Date.parse(delivery.event.occurredAt)} ms` : "–",
      match ? checksOf(match) : runOf(delivery),
    ];
  });

  stage.title(`What was delivered: ${count} of ${count}`);
  const indented = { ...stage.terminal, out: (line: string) => stage.terminal.out(`  ${line}`) };
  printTable(indented, ["STATE", "STATUS", "EVENT", "VERSION", "TO", "AFTER", "CHECKS OR RUN"], rows);
  if (arrived.length > 0) {
    throw new Error(`${arrived.length} requests arrived that no delivery knows of.`);
  }
}

/** Oldest first. */
async function untilDelivered(api: Client, count: number): Promise<Delivery[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const newest = (await listDeliveries(api, count)).reverse();
    if (newest.length === count && newest.every(isDone)) {
      return newest;
    }
    if (Date.now() > deadline) {
      const states = newest.map(({ state, action, run }) => `${action.target}: ${run?.state ?? state}`).join(", ");
      throw new Error(`Not every delivery was made within ${PATIENCE_MS / 1_000} s. ${states}`);
    }
    await wait(100);
  }
}

/** What started a run, on GitHub or on an agent, is done when that has succeeded. */
function isDone({ state, action, run }: Delivery): boolean {
  return state === "delivered" && (action.type === "webhook" || run?.state === "succeeded");
}

async function listDeliveries(api: Client, limit: number) {
  const page = await ask(api.GET("/teams/{team}/deliveries", { params: { path: { team: TEAM }, query: { limit } } }));
  return valueOrThrow(page).items;
}

/** The request of a delivery: the first one at its place that no earlier delivery has taken. */
function takeMatch(arrived: Arrived[], delivery: Delivery): Arrived | null {
  const index = arrived.findIndex(({ endpoint }) => endpoint.name === delivery.action.target);
  return index === -1 ? null : (arrived.splice(index, 1)[0] ?? null);
}

function runOf({ run }: Delivery): string {
  return run ? `✓ ${run.workflow} ${run.state}` : "nothing arrived";
}

function subjectOf({ model, version, event }: Delivery): string {
  const from = event.previousVersion === null ? "" : `v${event.previousVersion} → `;
  return event.alias === null ? `${model.name}:v${version}` : `${event.alias} ${from}v${version}`;
}

function checksOf({ checks }: Arrived): string {
  const right = checks.filter(({ isRight }) => isRight).length;
  return `${right === checks.length ? "✓" : "✗"} ${right} of ${checks.length}`;
}
