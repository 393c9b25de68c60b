import * as z from "zod";
import { LOG_REQUEST_BYTES_MAX, logChunk, newAgent, poll, runEnded, runStarted } from "@/lib/core/launch-agent";
import { pollQueue } from "@/lib/launch/agents/poll";
import { registerAgent, sayGoodbye } from "@/lib/launch/agents/register";
import { appendLog, reportEnded, reportStarted } from "@/lib/launch/agents/report";
import { type Operation, operation } from "../operation";
import { logReceipt, pollAnswer, registered, runStanding } from "../schemas/launch-agents";
import { id, nameParam } from "../schemas/shared";

const agentParams = z.object({ agent: nameParam("The agent's id, as registering answered it.") });
const runParams = z.object({ run: nameParam("The run's id.") });
const FORBIDDEN = "The token is not one of agents.";
const NO_RUN = "There is no such run in the queue of this token.";
const STALE =
  "The lease is not the run's present one (`stale_lease`): the run was given to another agent, or has ended.";

const EXAMPLE_RUN = "run_01930b6e-0000-7000-8000-000000000001";
const EXAMPLE_AGENT = "agt_01930b6e-0000-7000-8000-000000000001";
const EXAMPLE_QUEUE = { id: "que_01930b6e-0000-7000-8000-000000000001", name: "gpu", resource: "docker" };

/** What agents say. All but registering belongs to no audit log: the rows of a run tell its history. */
export const LAUNCH_AGENT_OPERATIONS: readonly Operation[] = [
  operation({
    id: "registerAgent",
    isForAgents: true,
    method: "POST",
    path: "/teams/{team}/queues/{queue}/agents",
    tag: "Launch",
    summary: "Register an agent",
    description: "A process begins to serve a queue, by a token of that queue. `modelwire agent` does all of this.",
    params: z.object({ queue: nameParam("The queue's name.") }),
    body: newAgent,
    bodyExample: { name: "gpu-02", hostname: "gpu-02", version: "0.1.0", slots: 2 },
    success: {
      status: 201,
      description: "The agent is known.",
      schema: registered,
      example: { agent: EXAMPLE_AGENT, queue: EXAMPLE_QUEUE, heartbeatSeconds: 10, leaseSeconds: 60 },
    },
    problems: {
      not_found: "There is no such queue, or the token serves another one.",
      conflict: "The queue's runs are started on GitHub: it needs no agent.",
    },
    run: ({ db }, { scope, params, body }) => registerAgent(db, scope, params.queue, body),
  }),
  operation({
    id: "pollQueue",
    isForAgents: true,
    isWrite: false,
    method: "POST",
    path: "/teams/{team}/agents/{agent}/poll",
    tag: "Launch",
    summary: "Claim runs and keep those that it has",
    description:
      "Renews the leases of the runs that the agent names, claims at most `free` new ones by priority and age, and tells which to kill or to let go. With nothing to tell, the answer waits for up to `waitSeconds`.",
    params: agentParams,
    body: poll,
    bodyExample: { free: 1, held: [{ run: EXAMPLE_RUN, lease: 1 }], waitSeconds: 10 },
    success: {
      status: 200,
      description: "What to do now.",
      schema: pollAnswer,
      example: { assigned: [], kill: [], lost: [], order: "work", heartbeatSeconds: 10 },
    },
    problems: { forbidden: FORBIDDEN, not_found: "The agent is not known any more: it registers again." },
    run: ({ db, launch }, { scope, params, body, request }) =>
      pollQueue(db, launch.bell, scope, { agent: params.agent, poll: body, signal: request.signal }),
  }),
  operation({
    id: "sayGoodbye",
    isForAgents: true,
    isWrite: false,
    method: "POST",
    path: "/teams/{team}/agents/{agent}/goodbye",
    tag: "Launch",
    summary: "End an agent in order",
    description: "It serves the queue no more. What it still held goes back when its leases run out.",
    params: agentParams,
    success: {
      status: 200,
      description: "The agent is gone.",
      schema: z.object({ agent: id("agent") }),
      example: { agent: EXAMPLE_AGENT },
    },
    problems: { forbidden: FORBIDDEN, not_found: "There is no such agent." },
    run: ({ db }, { scope, params }) => sayGoodbye(db, scope, params.agent),
  }),
  operation({
    id: "reportRunStarted",
    isForAgents: true,
    isWrite: false,
    method: "POST",
    path: "/teams/{team}/runs/{run}/start",
    tag: "Launch",
    summary: "Tell that a run's program runs",
    description: "From here on a lost agent means a log that is cut.",
    params: runParams,
    body: runStarted,
    bodyExample: { lease: 1 },
    success: {
      status: 200,
      description: "It is known.",
      schema: runStanding,
      example: { id: EXAMPLE_RUN, state: "running" },
    },
    problems: { forbidden: FORBIDDEN, not_found: NO_RUN, conflict: STALE },
    run: ({ db }, { scope, params, body }) => reportStarted(db, scope, params.run, body),
  }),
  operation({
    id: "appendRunLog",
    isForAgents: true,
    isWrite: false,
    method: "POST",
    path: "/teams/{team}/runs/{run}/logs",
    tag: "Launch",
    summary: "Send a chunk of a run's log",
    description:
      "Chunks come in order, numbered from 0 within a lease. One that came before is stored once; one that leaves a gap is refused (`log_gap`).",
    params: runParams,
    body: logChunk,
    bodyExample: { lease: 1, sequence: 0, lines: [{ at: 1_795_438_724_269, stream: "out", text: "epoch 1 of 10" }] },
    bodyBytesMax: LOG_REQUEST_BYTES_MAX,
    success: {
      status: 200,
      description: "The chunk is stored, or was before.",
      schema: logReceipt,
      example: { nextSequence: 1, isCut: false },
    },
    problems: { forbidden: FORBIDDEN, not_found: NO_RUN, conflict: `${STALE} Or a chunk before this one is missing.` },
    run: ({ db }, { scope, params, body }) => appendLog(db, scope, params.run, body),
  }),
  operation({
    id: "reportRunEnded",
    isForAgents: true,
    isWrite: false,
    method: "POST",
    path: "/teams/{team}/runs/{run}/end",
    tag: "Launch",
    summary: "Tell how a run ended",
    description: "Repeated with the same lease it changes nothing and answers how the run stands.",
    params: runParams,
    body: runEnded,
    bodyExample: { lease: 1, state: "finished", cause: "exit", exitCode: 0, chunks: 3 },
    success: {
      status: 200,
      description: "The run has ended.",
      schema: runStanding,
      example: { id: EXAMPLE_RUN, state: "finished" },
    },
    problems: { forbidden: FORBIDDEN, not_found: NO_RUN, conflict: STALE },
    run: ({ db, launch }, { scope, params, body }) => reportEnded(db, scope, params.run, body, launch.onRunEnded),
  }),
];
