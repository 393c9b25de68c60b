import * as z from "zod";
import { deliverySearch } from "@/lib/core/delivery";
import { confirmDelivery, redeliver, stopDelivery } from "@/lib/deliveries/commands";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { type Operation, operation } from "../operation";
import { deliveryMoved, deliverySummary, deliveryView } from "../schemas/deliveries";
import { nameParam, pageOf, versionNumberQuery } from "../schemas/shared";
import { EXAMPLE_DELIVERY, EXAMPLE_DELIVERY_SUMMARY } from "./examples-automation";

const deliveryParams = z.object({ delivery: nameParam("The delivery's id.") });
const NO_DELIVERY = "There is no such delivery.";

export const DELIVERY_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listDeliveries",
    method: "GET",
    path: "/teams/{team}/deliveries",
    tag: "Deliveries",
    summary: "List deliveries",
    description:
      "What automations sent or will send, newest first; by state, automation, model, version, event and time.",
    query: deliverySearch.extend({ version: versionNumberQuery }),
    success: {
      status: 200,
      description: "One page of deliveries.",
      schema: pageOf(deliverySummary),
      example: { items: [EXAMPLE_DELIVERY_SUMMARY], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listDeliveries(db, scope, query),
  }),
  operation({
    id: "getDelivery",
    method: "GET",
    path: "/teams/{team}/deliveries/{delivery}",
    tag: "Deliveries",
    summary: "Get a delivery",
    description: "One delivery with its payload and every attempt: request, response, timings, outcome.",
    params: deliveryParams,
    success: { status: 200, description: "The delivery.", schema: deliveryView, example: EXAMPLE_DELIVERY },
    problems: { not_found: NO_DELIVERY },
    run: ({ db }, { scope, params }) => getDelivery(db, scope, params.delivery),
  }),
  operation({
    id: "redeliver",
    method: "POST",
    path: "/teams/{team}/deliveries/{delivery}/redeliver",
    tag: "Deliveries",
    summary: "Send a delivery again",
    description:
      "Sends the same payload under the same id at once, to wherever its webhook points now. A dispatch to GitHub whose end was not known first looks for a run that it started, and starts none where there is one.",
    params: deliveryParams,
    success: {
      status: 202,
      description: "The delivery is due.",
      schema: deliveryMoved,
      example: { id: EXAMPLE_DELIVERY.id, from: "gave_up", to: "pending" },
    },
    problems: {
      not_found: NO_DELIVERY,
      conflict: "The delivery is being sent right now, or its payload could not be made.",
    },
    run: ({ db }, { scope, params }) => redeliver(db, scope, params.delivery),
  }),
  operation({
    id: "stopDelivery",
    method: "POST",
    path: "/teams/{team}/deliveries/{delivery}/stop",
    tag: "Deliveries",
    summary: "Stop a delivery",
    description: "Ends a delivery that still waits: nothing more is sent until somebody redelivers it.",
    params: deliveryParams,
    success: {
      status: 200,
      description: "The delivery is stopped.",
      schema: deliveryMoved,
      example: { id: EXAMPLE_DELIVERY.id, from: "retrying", to: "stopped" },
    },
    problems: { not_found: NO_DELIVERY, conflict: "The delivery does not wait." },
    run: ({ db }, { scope, params }) => stopDelivery(db, scope, params.delivery),
  }),
  operation({
    id: "confirmDelivery",
    method: "POST",
    path: "/teams/{team}/deliveries/{delivery}/confirm",
    tag: "Deliveries",
    summary: "Say that a delivery arrived",
    description: "Makes a delivery whose end is not known a delivered one. Nothing is sent.",
    params: deliveryParams,
    success: {
      status: 200,
      description: "The delivery is delivered.",
      schema: deliveryMoved,
      example: { id: EXAMPLE_DELIVERY.id, from: "unknown", to: "delivered" },
    },
    problems: { not_found: NO_DELIVERY, conflict: "How the delivery stands is known." },
    run: ({ db }, { scope, params }) => confirmDelivery(db, scope, params.delivery),
  }),
];
