import { and, eq, isNull, or, sql } from "drizzle-orm";
import * as z from "zod";
import type { RegistryEvent } from "@/lib/core/event";
import { inTransaction, rows, type Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";
import { matchAutomations } from "@/lib/outbox/match";
import { newId } from "@/lib/platform/id";
import type { Bench } from "./bench";
import { nowMs, spreadOf } from "./figures";
import { openProduct, type Product } from "./product";
import { type BenchModel, wire } from "./wiring";

const MODELS = 100;
const AUTOMATIONS = 10_000;
const IN_SCOPE = 100;
/** Of those in scope, every tenth expression fits the alias `production-eu`. */
const FITTING = 10;
const ROWS_PER_INSERT = 1_000;

/** One event against all automations of a team: the index leaves a hundred, their RE2 expressions decide. */
export const measureMatching: Bench = async ({ kind, server, isQuick, findings }) => {
  const product = await openProduct(kind, server, { origins: ["http://127.0.0.1:9"] });
  try {
    const models = await wire(product, ["http://127.0.0.1:9"], { models: MODELS, automationsPerModel: 1 });
    const [model] = models;
    if (!model) {
      throw new Error("There is no model to match.");
    }
    await addAutomations(product, models);
    const event = eventOf(product, model);
    const matched = await inTransaction(product.db, (tx) => matchAutomations(tx, event));
    if (matched.length !== FITTING) {
      findings.faults.push(`matching, ${kind}: ${matched.length} automations matched instead of ${FITTING}`);
    }

    const runs = isQuick ? 50 : 300;
    const warm = await timesWithin(product, runs, (tx) => matchAutomations(tx, event));
    const cold = await timesCold(product, model, isQuick ? 5 : 20, event);
    const bare = await timesWithin(product, runs, (tx) => rows(tx, z.object({}), bareQuery(event)));

    const line = { bench: "matching", database: kind, unit: "ms" } as const;
    const raw = [
      { name: "the bare query, p50", value: spreadOf(bare).p50, unit: "ms" },
      { name: "p99", value: spreadOf(bare).p99, unit: "ms" },
    ] as const;
    const name = "one event, 10,000 automations, 100 in scope";
    findings.figures.push(
      { ...line, name: `${name}, warm, p50`, value: spreadOf(warm).p50, raw, target: 5 },
      { ...line, name: `${name}, warm, p99`, value: spreadOf(warm).p99, raw, target: null },
      { ...line, name: `${name}, expressions not compiled yet, p50`, value: spreadOf(cold).p50, raw, target: null },
    );
  } finally {
    await product.close();
  }
};

/** A hundred by expression for the first model, all others for other models, aliases and types. */
async function addAutomations({ db, scope }: Product, models: readonly BenchModel[]): Promise<void> {
  const [sample] = await db
    .select({ webhookId: automations.webhookId, action: automations.action })
    .from(automations)
    .limit(1);
  if (!sample) {
    throw new Error("There is no automation to take after.");
  }
  const values = Array.from({ length: AUTOMATIONS - MODELS }, (_, index) => {
    const id = newId("automation");
    const isInScope = index < IN_SCOPE;
    const model = isInScope ? models[0] : models[1 + (index % (MODELS - 1))];
    const place = index % FITTING === 0 ? "production" : `stage-${index}`;
    return {
      ...sample,
      id,
      teamId: scope.teamId,
      name: id,
      modelId: model?.id ?? null,
      eventType: isInScope || index % 2 === 0 ? ("ADD_ARTIFACT_ALIAS" as const) : ("REMOVE_ARTIFACT_ALIAS" as const),
      filter: { alias: { matches: `^(${place})-(eu|us|[a-z]{2,8}[0-9]*)$` }, tag: null, conditions: [] },
      actionType: "webhook" as const,
      secretNames: [],
      createdBy: "bench",
    };
  });
  for (let start = 0; start < values.length; start += ROWS_PER_INSERT) {
    await db.insert(automations).values(values.slice(start, start + ROWS_PER_INSERT));
  }
  await db.execute(sql`analyze automations`);
}

/** Within a transaction that stands already, as a change finds it: only the matching is timed. */
async function timesWithin(
  product: Product,
  runs: number,
  run: (tx: Transaction) => Promise<unknown>,
): Promise<number[]> {
  return inTransaction(product.db, async (tx) => {
    const times: number[] = [];
    for (let index = 0; index < runs; index += 1) {
      const start = nowMs();
      await run(tx);
      times.push(nowMs() - start);
    }
    return times;
  });
}

/** An edit of each automation before each run: its expression is compiled anew. */
async function timesCold(product: Product, model: BenchModel, runs: number, event: RegistryEvent): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    await product.db
      .update(automations)
      .set({ revision: sql`${automations.revision} + 1` })
      .where(eq(automations.modelId, model.id));
    times.push(...(await timesWithin(product, 1, (tx) => matchAutomations(tx, event))));
  }
  return times;
}

/** The same conditions and the columns that matching needs, by the driver alone. */
function bareQuery({ team, type, model, alias }: RegistryEvent) {
  const condition = and(
    eq(automations.teamId, team.id),
    eq(automations.eventType, type),
    or(eq(automations.modelId, model.id), isNull(automations.modelId)),
    or(eq(automations.matchKey, alias ?? ""), isNull(automations.matchKey)),
    eq(automations.isEnabled, true),
    isNull(automations.deletedAt),
  );
  return sql`
    select automations.id, automations.name, revision, filter, action, secret_names, webhooks.retry_schedule
    from automations join webhooks on webhooks.id = automations.webhook_id
    where ${condition}
    order by automations.id`;
}

function eventOf({ scope }: Product, model: BenchModel): RegistryEvent {
  return {
    id: newId("event"),
    type: "ADD_ARTIFACT_ALIAS",
    occurredAt: new Date().toISOString(),
    team: { id: scope.teamId, name: scope.teamName },
    actor: scope.actor,
    model,
    version: null,
    alias: "production-eu",
    tag: null,
    previousVersion: null,
    evaluation: null,
    failure: null,
    causeDeliveryId: null,
  };
}
