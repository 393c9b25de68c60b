import type { Id } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { Poll, PollAnswer } from "@/lib/core/launch-agent";
import { type NewQueue, newQueue, rankOf } from "@/lib/core/launch-queue";
import { inTransaction } from "@/lib/db/client";
import { jobs, jobVersions, queues, tokens } from "@/lib/db/schema";
import { NO_CAUSE, type Submission, submitRun } from "@/lib/launch/runs/submit";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import type { Answer, TestApi } from "../rest/test-api";

/** A queue with a job and the token of its agents, and the words that an agent speaks, through the public API. */
export async function openLaunchStage(api: TestApi, wish: Partial<NewQueue> = {}) {
  const { db } = api.database;
  const queue = newQueue.parse({ name: `queue-${newId("queue").slice(-8)}`, resource: "process", ...wish });
  const queueId = newId("queue");
  const jobId = newId("job");
  await db.insert(queues).values({
    ...queue,
    id: queueId,
    teamId: api.team.id,
    defaultPriority: rankOf(queue.defaultPriority),
    createdBy: "test",
  });
  await db
    .insert(jobs)
    .values({ id: jobId, teamId: api.team.id, name: `job-${jobId.slice(-8)}`, nextNumber: 1, createdBy: "test" });
  await db.insert(jobVersions).values({
    id: newId("jobVersion"),
    jobId,
    teamId: api.team.id,
    number: 0,
    source: { type: "command", command: ["true"] },
    parameters: { type: "object" },
    createdBy: "test",
  });
  const token = newTokenText();
  await db.insert(tokens).values({
    id: newId("token"),
    teamId: api.team.id,
    name: `agents ${queueId}`,
    hash: hashToken(token),
    hint: token.slice(-4),
    role: "viewer",
    queueId,
    createdBy: "test",
  });

  async function submit(wished: Partial<Submission> = {}): Promise<Id<"run">> {
    const submitted = await inTransaction(db, (tx) =>
      submitRun(tx, {
        teamId: api.team.id,
        jobId,
        jobVersion: null,
        queueId,
        parameters: {},
        variables: {},
        priority: null,
        project: "launch",
        version: null,
        cause: NO_CAUSE,
        by: "test",
        ...wished,
      }),
    );
    if (!submitted.ok) {
      throw new Error(submitted.problem.message);
    }
    return submitted.value.id;
  }

  const say = (path: string, body: JsonObject): Promise<Answer> => api.call("POST", path, { token, body });

  async function register(name = "gpu-02", slots = 4): Promise<StagedAgent> {
    const { status, body } = await say(`/queues/${queue.name}/agents`, { name, slots });
    if (status !== 201) {
      throw new Error(`Registering was answered ${status}.`);
    }
    return { id: body.agent, poll: (wished) => say(`/agents/${body.agent}/poll`, { free: 0, held: [], ...wished }) };
  }

  return { queueId, queueName: queue.name, jobId, token, submit, say, register };
}

export type StagedAgent = { id: Id<"agent">; poll(wished: Partial<Poll>): Promise<Answer> };

export function assignedOf(answer: Answer): PollAnswer["assigned"] {
  return (answer.body as PollAnswer).assigned;
}
