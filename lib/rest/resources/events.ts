import * as z from "zod";
import { listAudit } from "@/lib/audit/queries";
import { auditSearch } from "@/lib/core/audit";
import { eventSearch } from "@/lib/core/event-search";
import { getEvent, listEvents } from "@/lib/events/queries";
import { type Operation, operation } from "../operation";
import { eventView } from "../schemas/deliveries";
import { nameParam, pageOf, versionNumberQuery } from "../schemas/shared";
import { auditView } from "../schemas/team";
import { EXAMPLE_EVENT } from "./examples-automation";

const EXAMPLE_AUDIT = {
  id: "aud_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a15",
  at: EXAMPLE_EVENT.occurredAt,
  actor: EXAMPLE_EVENT.actor,
  action: "alias.moved",
  outcome: "done",
  reason: null,
  target: { id: EXAMPLE_EVENT.model.id, name: "fraud-detector:production" },
  details: {},
  address: "192.0.2.10",
  requestId: "req_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a16",
};

export const EVENT_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listEvents",
    method: "GET",
    path: "/teams/{team}/events",
    tag: "Events",
    summary: "List events",
    description: "What happened in the registry, newest first; by type, model, version and time.",
    query: eventSearch.extend({ version: versionNumberQuery }),
    success: {
      status: 200,
      description: "One page of events.",
      schema: pageOf(eventView),
      example: { items: [EXAMPLE_EVENT], nextCursor: null },
    },
    problems: { not_found: "There is no such team or model.", invalid: "`version` is given without `model`." },
    run: ({ db }, { scope, query }) => listEvents(db, scope, query),
  }),
  operation({
    id: "getEvent",
    method: "GET",
    path: "/teams/{team}/events/{event}",
    tag: "Events",
    summary: "Get an event",
    description: "One event, told as it was when it happened.",
    params: z.object({ event: nameParam("The event's id.") }),
    success: { status: 200, description: "The event.", schema: eventView, example: EXAMPLE_EVENT },
    problems: { not_found: "There is no such event." },
    run: ({ db }, { scope, params }) => getEvent(db, scope, params.event),
  }),
  operation({
    id: "listAudit",
    method: "GET",
    path: "/teams/{team}/audit",
    tag: "Audit",
    summary: "Read the audit log",
    description: "Every change and every refusal, newest first; by action, actor, target, outcome and time.",
    query: auditSearch,
    success: {
      status: 200,
      description: "One page of entries.",
      schema: pageOf(auditView),
      example: { items: [EXAMPLE_AUDIT], nextCursor: null },
    },
    problems: { forbidden: "The token is no admin's." },
    run: ({ db }, { scope, query }) => listAudit(db, scope, query),
  }),
];
