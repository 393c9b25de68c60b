import { eq, inArray, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { newAutomation } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import {
  isMlflowEventType,
  type MlflowEventType,
  type MlflowWebhookPatch,
  type MlflowWebhookStatus,
  type MlflowWebhookView,
} from "@/lib/core/mlflow-webhook";
import { ok, type Result } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";
import { claimName } from "../automation-name";
import { type AutomationColumns, enabledColumns } from "../automation-row";
import { insertAutomation } from "../insert-automation";
import { automationNameOf } from "./names";
import { carriersOf } from "./queries";

type Owner = { id: Id<"webhook">; name: string; description: string; status: MlflowWebhookStatus };

/** One automation for each event: of every model, without a filter, with MLflow's own payload. */
export async function addCarriers(
  tx: Transaction,
  scope: TeamScope,
  owner: Owner,
  eventTypes: readonly MlflowEventType[],
): Promise<Result<null>> {
  for (const eventType of eventTypes) {
    const wish = newAutomation.parse({
      name: automationNameOf(owner.name, eventType),
      description: owner.description,
      enabled: owner.status === "ACTIVE",
      eventType,
      action: { type: "webhook", webhook: owner.id },
    });
    const added = await insertAutomation(tx, scope, wish);
    if (!added.ok) {
      return added;
    }
  }
  return ok(null);
}

/** Adds and removes as the events say, and carries name, description and status on. What the site has edited stays so. */
export async function changeCarriers(
  tx: Transaction,
  scope: TeamScope,
  { id, before }: { id: Id<"webhook">; before: MlflowWebhookView },
  patch: MlflowWebhookPatch,
): Promise<Result<null>> {
  const { name = before.name, description = before.description, status = before.status } = patch;
  const wanted = patch.eventTypes ?? before.eventTypes;
  const isWanted = (type: MlflowEventType) => wanted.includes(type);
  const carriers = await lockCarriers(tx, id);
  await remove(
    tx,
    carriers.filter(({ eventType }) => !isWanted(eventType)).map((carrier) => carrier.id),
  );

  const columns = {
    ...(patch.description === undefined ? {} : { description }),
    ...(patch.status === undefined ? {} : enabledColumns(status === "ACTIVE")),
  };
  for (const carrier of carriers.filter(({ eventType }) => isWanted(eventType))) {
    const renamed = await newNameOf(tx, scope, carrier, { before: before.name, after: name });
    if (!renamed.ok) {
      return renamed;
    }
    await change(tx, carrier.id, { ...columns, ...renamed.value });
  }

  const missing = wanted.filter((type) => !carriers.some(({ eventType }) => eventType === type));
  return addCarriers(tx, scope, { id, name, description, status }, missing);
}

export async function removeCarriers(tx: Transaction, webhookId: Id<"webhook">): Promise<void> {
  const carriers = await lockCarriers(tx, webhookId);
  await remove(
    tx,
    carriers.map(({ id }) => id),
  );
}

type Carrier = { id: Id<"automation">; name: string; eventType: MlflowEventType };

async function lockCarriers(tx: Transaction, webhookId: Id<"webhook">): Promise<Carrier[]> {
  const found = await tx
    .select({ id: automations.id, name: automations.name, eventType: automations.eventType })
    .from(automations)
    .where(carriersOf([webhookId]))
    .for("update");
  return found.flatMap(({ eventType, ...carrier }) =>
    isMlflowEventType(eventType) ? [{ ...carrier, eventType }] : [],
  );
}

/** One that somebody has renamed keeps the name that they gave it. */
async function newNameOf(
  tx: Transaction,
  scope: TeamScope,
  carrier: Carrier,
  { before, after }: { before: string; after: string },
): Promise<Result<AutomationColumns>> {
  if (before === after || carrier.name !== automationNameOf(before, carrier.eventType)) {
    return ok({});
  }
  const name = automationNameOf(after, carrier.eventType);
  const claimed = await claimName(tx, scope.teamId, name, carrier.id);
  return claimed.ok ? ok({ name }) : claimed;
}

async function change(tx: Transaction, id: Id<"automation">, columns: AutomationColumns): Promise<void> {
  if (Object.keys(columns).length > 0) {
    await tx
      .update(automations)
      .set({ ...columns, revision: sql`${automations.revision} + 1`, updatedAt: new Date() })
      .where(eq(automations.id, id));
  }
}

async function remove(tx: Transaction, ids: Id<"automation">[]): Promise<void> {
  if (ids.length > 0) {
    await tx.update(automations).set({ deletedAt: sql`now()`, isEnabled: false }).where(inArray(automations.id, ids));
  }
}
