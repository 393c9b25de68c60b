import * as z from "zod";
import { newAgentToken } from "@/lib/core/launch-agent";
import { pageRequest } from "@/lib/core/page";
import { createAgentToken, drainAgent, revokeAgentToken } from "@/lib/launch/admission/commands";
import { listAgents, listAgentTokens } from "@/lib/launch/admission/queries";
import { type Operation, operation } from "../operation";
import { agentTokenCreated, agentTokenView, agentView } from "../schemas/launch";
import { nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_AGENT, EXAMPLE_AGENT_TOKEN } from "./examples-launch";

const queueParams = z.object({ queue: nameParam("The queue's name.") });
const NO_QUEUE = "There is no such queue.";

/** Who serves a queue, and by which tokens: what people do about agents. */
export const ADMISSION_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listAgents",
    method: "GET",
    path: "/teams/{team}/queues/{queue}/agents",
    tag: "Launch",
    summary: "List agents of a queue",
    description: "Those that serve it and those that have, the newest start first, with the runs that they have now.",
    params: queueParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of agents.",
      schema: pageOf(agentView),
      example: { items: [EXAMPLE_AGENT], nextCursor: null },
    },
    problems: { not_found: NO_QUEUE },
    run: ({ db }, { scope, params, query }) => listAgents(db, scope, params.queue, query),
  }),
  operation({
    id: "drainAgent",
    method: "POST",
    path: "/teams/{team}/agents/{agent}/drain",
    tag: "Launch",
    summary: "Drain an agent",
    description: "Asks it to finish what it runs, to take nothing more, and to go.",
    params: z.object({ agent: nameParam("The agent's id.") }),
    success: {
      status: 200,
      description: "The agent.",
      schema: agentView,
      example: { ...EXAMPLE_AGENT, state: "draining" },
    },
    problems: { not_found: "There is no such agent.", conflict: "The agent has gone already." },
    run: ({ db }, { scope, params }) => drainAgent(db, scope, params.agent),
  }),
  operation({
    id: "listAgentTokens",
    method: "GET",
    path: "/teams/{team}/queues/{queue}/agent-tokens",
    tag: "Launch",
    summary: "List agent tokens",
    description: "The living tokens by which agents serve the queue, newest first. Never their texts.",
    params: queueParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of tokens.",
      schema: pageOf(agentTokenView),
      example: { items: [EXAMPLE_AGENT_TOKEN], nextCursor: null },
    },
    problems: { not_found: NO_QUEUE, forbidden: "The token is no admin's." },
    run: ({ db }, { scope, params, query }) => listAgentTokens(db, scope, params.queue, query),
  }),
  operation({
    id: "createAgentToken",
    method: "POST",
    path: "/teams/{team}/queues/{queue}/agent-tokens",
    tag: "Launch",
    summary: "Create an agent token",
    description:
      "By it agents claim and report the runs of this queue, and nothing else of the team exists to them. Its text is told this once.",
    params: queueParams,
    body: newAgentToken.meta({ id: "NewAgentToken" }),
    bodyExample: { name: EXAMPLE_AGENT_TOKEN.name },
    success: {
      status: 201,
      description: "The token with its text.",
      schema: agentTokenCreated,
      example: { ...EXAMPLE_AGENT_TOKEN, lastUsedAt: null, token: "mw_…x9Kd" },
      location: (token) => token.id,
    },
    problems: {
      not_found: NO_QUEUE,
      conflict: "The queue needs no agents, or the `Idempotency-Key` made a token whose text was told already.",
    },
    run: ({ db }, { scope, params, body }) => createAgentToken(db, scope, params.queue, body),
  }),
  operation({
    id: "revokeAgentToken",
    method: "DELETE",
    path: "/teams/{team}/queues/{queue}/agent-tokens/{token}",
    tag: "Launch",
    summary: "Revoke an agent token",
    description: "Ends it at once. What its agents run is lost to them, and queued again when their leases run out.",
    params: queueParams.extend({ token: nameParam("The token's id.") }),
    success: { status: 204, description: "The token is revoked." },
    problems: { not_found: "There is no such queue or token." },
    run: ({ db }, { scope, params }) => revokeAgentToken(db, scope, params),
  }),
];
