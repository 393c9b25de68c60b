import * as z from "zod";
import { newQueue, queuePatch } from "@/lib/core/launch-queue";
import { pageRequest } from "@/lib/core/page";
import { createQueue, deleteQueue, setQueueState, updateQueue } from "@/lib/launch/queues/commands";
import { getQueue, listQueues } from "@/lib/launch/queues/queries";
import { type Operation, operation } from "../operation";
import { queueView } from "../schemas/launch";
import { flag, nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_QUEUE } from "./examples-launch";

const queueParams = z.object({ queue: nameParam("The queue's name.") });
const NO_QUEUE = "There is no such queue.";
const FORBIDDEN = "The token is no admin's.";
const TEMPLATE =
  "`template` holds resource arguments from the list of what its resource takes, and `{{name}}` in its strings where a run may set a variable: that, and nothing else.";
const INVALID =
  "The template asks for what the resource does not take, or a variable is not used or not known; or the `Idempotency-Key` was used for another request.";

const EMPTY_QUEUE = { ...EXAMPLE_QUEUE, waiting: 0, running: 0, oldestQueuedAt: null, agentsListening: 0 };

export const QUEUE_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listQueues",
    method: "GET",
    path: "/teams/{team}/queues",
    tag: "Launch",
    summary: "List queues",
    description: "The team's queues by name, with how many runs wait, how many run, and how many agents listen.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of queues.",
      schema: pageOf(queueView),
      example: { items: [EXAMPLE_QUEUE], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listQueues(db, scope, query),
  }),
  operation({
    id: "createQueue",
    method: "POST",
    path: "/teams/{team}/queues",
    tag: "Launch",
    summary: "Create a queue",
    description: `Where runs wait for agents of one kind of resource. ${TEMPLATE}`,
    body: newQueue.meta({ id: "NewQueue" }),
    bodyExample: {
      name: EXAMPLE_QUEUE.name,
      resource: EXAMPLE_QUEUE.resource,
      maxRunning: EXAMPLE_QUEUE.maxRunning,
      template: EXAMPLE_QUEUE.template,
      variables: EXAMPLE_QUEUE.variables,
    },
    success: {
      status: 201,
      description: "The queue.",
      schema: queueView,
      example: EMPTY_QUEUE,
      location: ({ name }) => name,
    },
    problems: { forbidden: FORBIDDEN, conflict: "The team has a queue of this name.", invalid: INVALID },
    run: ({ db }, { scope, body }) => createQueue(db, scope, body),
  }),
  operation({
    id: "getQueue",
    method: "GET",
    path: "/teams/{team}/queues/{queue}",
    tag: "Launch",
    summary: "Get a queue",
    description: "One queue, with what waits and who listens.",
    params: queueParams,
    success: { status: 200, description: "The queue.", schema: queueView, example: EXAMPLE_QUEUE },
    problems: { not_found: NO_QUEUE },
    run: ({ db }, { scope, params }) => getQueue(db, scope, params.queue),
  }),
  operation({
    id: "updateQueue",
    method: "PATCH",
    path: "/teams/{team}/queues/{queue}",
    tag: "Launch",
    summary: "Change a queue",
    description: `Counts for runs that are queued from now on; the limit counts for all. ${TEMPLATE}`,
    params: queueParams,
    body: queuePatch.meta({ id: "QueuePatch" }),
    bodyExample: { maxRunning: 8 },
    success: {
      status: 200,
      description: "The queue.",
      schema: queueView,
      example: { ...EXAMPLE_QUEUE, maxRunning: 8 },
    },
    problems: { not_found: NO_QUEUE, invalid: INVALID },
    run: ({ db }, { scope, params, body }) => updateQueue(db, scope, params.queue, body),
  }),
  operation({
    id: "deleteQueue",
    method: "DELETE",
    path: "/teams/{team}/queues/{queue}",
    tag: "Launch",
    summary: "Delete a queue",
    description:
      "Takes a queue away, with the tokens of its agents. Refused while automations use it, while runs are under way in it, and while runs wait, unless these are to be killed.",
    params: queueParams,
    query: z.object({ kill: flag("Whether runs that wait are killed.") }),
    success: { status: 204, description: "The queue is gone." },
    problems: { not_found: NO_QUEUE, conflict: "Automations use it, or runs are in it." },
    run: ({ db, launch }, { scope, params, query }) =>
      deleteQueue(db, scope, { name: params.queue, killsWaiting: query.kill }, launch.onRunEnded),
  }),
  operation({
    id: "pauseQueue",
    method: "POST",
    path: "/teams/{team}/queues/{queue}/pause",
    tag: "Launch",
    summary: "Pause a queue",
    description: "Nothing is claimed from it until it is resumed. What runs goes on.",
    params: queueParams,
    success: {
      status: 200,
      description: "The queue.",
      schema: queueView,
      example: { ...EXAMPLE_QUEUE, state: "paused" },
    },
    problems: { not_found: NO_QUEUE },
    run: ({ db }, { scope, params }) => setQueueState(db, scope, params.queue, "paused"),
  }),
  operation({
    id: "resumeQueue",
    method: "POST",
    path: "/teams/{team}/queues/{queue}/resume",
    tag: "Launch",
    summary: "Resume a queue",
    description: "Opens it again after a pause or a drain.",
    params: queueParams,
    success: { status: 200, description: "The queue.", schema: queueView, example: EXAMPLE_QUEUE },
    problems: { not_found: NO_QUEUE },
    run: ({ db }, { scope, params }) => setQueueState(db, scope, params.queue, "open"),
  }),
  operation({
    id: "drainQueue",
    method: "POST",
    path: "/teams/{team}/queues/{queue}/drain",
    tag: "Launch",
    summary: "Drain a queue",
    description: "What waits is still run, and nothing more is taken in.",
    params: queueParams,
    success: {
      status: 200,
      description: "The queue.",
      schema: queueView,
      example: { ...EXAMPLE_QUEUE, state: "draining" },
    },
    problems: { not_found: NO_QUEUE },
    run: ({ db }, { scope, params }) => setQueueState(db, scope, params.queue, "draining"),
  }),
];
