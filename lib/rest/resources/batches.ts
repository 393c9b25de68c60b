import * as z from "zod";
import { newBatch } from "@/lib/core/batch";
import { pageRequest } from "@/lib/core/page";
import { cancelBatch, startBatch } from "@/lib/deliveries/batches/commands";
import { getBatch, listBatches } from "@/lib/deliveries/batches/queries";
import { type Operation, operation } from "../operation";
import { batchView } from "../schemas/deliveries";
import { nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_BATCH } from "./examples-automation";

const batchParams = z.object({ batch: nameParam("The batch's id.") });
const NO_BATCH = "There is no such batch.";

export const BATCH_OPERATIONS: readonly Operation[] = [
  operation({
    id: "startBatch",
    method: "POST",
    path: "/teams/{team}/delivery-batches",
    tag: "Deliveries",
    summary: "Recover or stop many deliveries",
    description:
      "`recover` sends again every delivery of a webhook or an automation that gave up since a time; `stop` ends every one that waits. It is carried out in steps and goes on after a restart.",
    body: newBatch,
    bodyExample: { kind: "recover", webhook: "deploy", since: "2026-11-20T08:00:00Z" },
    success: { status: 202, description: "The batch has begun.", schema: batchView, example: EXAMPLE_BATCH },
    problems: {},
    run: ({ db }, { scope, body }) => startBatch(db, scope, body),
  }),
  operation({
    id: "listBatches",
    method: "GET",
    path: "/teams/{team}/delivery-batches",
    tag: "Deliveries",
    summary: "List batches",
    description: "What was asked of many deliveries at once, newest first, with its progress.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of batches.",
      schema: pageOf(batchView),
      example: { items: [EXAMPLE_BATCH], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listBatches(db, scope, query),
  }),
  operation({
    id: "getBatch",
    method: "GET",
    path: "/teams/{team}/delivery-batches/{batch}",
    tag: "Deliveries",
    summary: "Get a batch",
    description: "How far it has come.",
    params: batchParams,
    success: { status: 200, description: "The batch.", schema: batchView, example: EXAMPLE_BATCH },
    problems: { not_found: NO_BATCH },
    run: ({ db }, { scope, params }) => getBatch(db, scope, params.batch),
  }),
  operation({
    id: "cancelBatch",
    method: "POST",
    path: "/teams/{team}/delivery-batches/{batch}/cancel",
    tag: "Deliveries",
    summary: "Cancel a batch",
    description: "Ends a batch that is not done. What it has moved stays moved.",
    params: batchParams,
    success: {
      status: 200,
      description: "The batch is cancelled.",
      schema: batchView,
      example: { ...EXAMPLE_BATCH, state: "cancelled", finishedAt: "2026-11-20T09:15:03.000Z" },
    },
    problems: { not_found: NO_BATCH, conflict: "The batch is over already." },
    run: ({ db }, { scope, params }) => cancelBatch(db, scope, params.batch),
  }),
];
