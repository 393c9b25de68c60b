import * as z from "zod";
import { jsonObject } from "@/lib/core/json";
import { newAgentToken } from "@/lib/core/launch-agent";
import { newQueue, type QueueView, queueVariable } from "@/lib/core/launch-queue";
import { timeAgo } from "../amounts";
import { ask } from "../ask";
import { type Answer, usageOf } from "../failure";
import { listUpTo } from "../list";
import { readJsonFile } from "../metadata-options";
import { type Session, tell } from "../session";
import { type Cell, printTable } from "../table";
import { shown } from "../terminal";

type QueueRow = Pick<
  QueueView,
  "name" | "resource" | "state" | "waiting" | "running" | "maxRunning" | "oldestQueuedAt" | "agentsListening"
>;

export type QueueOptions = {
  resource: string;
  template?: string;
  variables?: string;
  maxRunning?: number;
  priority?: string;
  description?: string;
};

export async function createQueueCommand(session: Session, name: string, options: QueueOptions): Promise<Answer<null>> {
  const { template: templatePath, variables: variablesPath, ...rest } = options;
  const template = templatePath === undefined ? null : await readJsonFile("--template", templatePath, jsonObject);
  if (template && !template.ok) {
    return template;
  }
  const list = z.array(queueVariable);
  const variables = variablesPath === undefined ? null : await readJsonFile("--variables", variablesPath, list);
  if (variables && !variables.ok) {
    return variables;
  }
  const queue = newQueue.safeParse({
    name,
    resource: rest.resource,
    description: rest.description,
    maxRunning: rest.maxRunning,
    defaultPriority: rest.priority,
    template: template?.value,
    variables: variables?.value,
  });
  if (!queue.success) {
    return usageOf(queue.error);
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const made = await ask(
    session.api.POST("/teams/{team}/queues", { params: { path: { team: team.value } }, body: queue.data }),
  );
  return made.ok
    ? tell(session, made.value, () => {
        session.terminal.out(shown(name));
        if (made.value.resource !== "github-actions") {
          session.terminal.note(`Let agents in: modelwire agent-token create ${shown(name)} --name NAME`);
        }
      })
    : made;
}

export async function listQueuesCommand(session: Session, { limit }: { limit: number }): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const queues = await listUpTo(limit, (query) =>
    ask(session.api.GET("/teams/{team}/queues", { params: { path: { team: team.value }, query } })),
  );
  if (!queues.ok) {
    return queues;
  }
  return tell(session, queues.value.items, () => {
    if (queues.value.items.length === 0) {
      session.terminal.note("No queues. Make one: modelwire queue create NAME --resource process");
      return;
    }
    const rows = queues.value.items.map((queue) => queueCells(queue, session.now()));
    printTable(session.terminal, ["QUEUE", "RESOURCE", "STATE", "WAITING", "RUNNING", "OLDEST", "AGENTS"], rows);
  });
}

export type QueueStep = "pause" | "resume" | "drain";

export async function moveQueueCommand(session: Session, step: QueueStep, name: string): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const params = { path: { team: team.value, queue: name } };
  const moved = await ask(session.api.POST(`/teams/{team}/queues/{queue}/${step}`, { params }));
  return moved.ok
    ? tell(session, moved.value, () => session.terminal.out(`${shown(name)}: ${moved.value.state}`))
    : moved;
}

/** Prints the token alone, so that `TOKEN=$(…)` holds it; it is told this once. */
export async function createAgentTokenCommand(
  session: Session,
  queue: string,
  options: { name: string; expires?: string },
): Promise<Answer<null>> {
  const token = newAgentToken.safeParse({ name: options.name, expiresAt: options.expires });
  if (!token.success) {
    return usageOf(token.error);
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const params = { path: { team: team.value, queue } };
  const made = await ask(session.api.POST("/teams/{team}/queues/{queue}/agent-tokens", { params, body: token.data }));
  return made.ok
    ? tell(session, made.value, () => {
        session.terminal.out(made.value.token);
        session.terminal.note("This is told once. Agents take it as MODELWIRE_TOKEN: it serves this queue alone.");
      })
    : made;
}

function queueCells(queue: QueueRow, now: Date): Cell[] {
  const isDeaf = queue.agentsListening === 0 && queue.resource !== "github-actions";
  return [
    { text: queue.name, tone: "strong" },
    queue.resource,
    { text: queue.state, tone: queue.state === "open" ? "good" : "warn" },
    String(queue.waiting),
    queue.maxRunning === null ? String(queue.running) : `${queue.running} of ${queue.maxRunning}`,
    queue.oldestQueuedAt === null ? "–" : timeAgo(queue.oldestQueuedAt, now),
    isDeaf ? { text: "none listens", tone: "bad" } : String(queue.agentsListening),
  ];
}
