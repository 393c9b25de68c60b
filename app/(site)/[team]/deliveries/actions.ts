"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { batchesPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { newBatch } from "@/lib/core/batch";
import { ok } from "@/lib/core/result";
import { cancelBatch, startBatch } from "@/lib/deliveries/batches/commands";
import { confirmDelivery, redeliver, stopDelivery } from "@/lib/deliveries/commands";

const target = z.strictObject({ team: z.string(), delivery: z.string().max(60) });

export const redeliverAction = action(target, async ({ team, delivery }) => {
  const moved = await redeliver(await db(), await requireScope(team), delivery);
  refresh();
  return moved.ok ? ok({ message: "It is sent again now, under the same delivery id." }) : moved;
});

export const stopAction = action(target, async ({ team, delivery }) => {
  const moved = await stopDelivery(await db(), await requireScope(team), delivery);
  refresh();
  return moved.ok ? ok({ message: "It was stopped: nothing more is sent, until somebody redelivers it." }) : moved;
});

export const confirmAction = action(target, async ({ team, delivery }) => {
  const moved = await confirmDelivery(await db(), await requireScope(team), delivery);
  refresh();
  return moved.ok ? ok({ message: "It counts as delivered now. Nothing was sent." }) : moved;
});

const batch = newBatch.safeExtend({ team: z.string() });

export const startBatchAction = action(batch, async ({ team, ...wish }) => {
  const scope = await requireScope(team);
  const started = await startBatch(await db(), scope, wish);
  refresh();
  if (!started.ok) {
    return started;
  }
  const { kind, total, target: about } = started.value;
  const verb = kind === "recover" ? "sent again" : "stopped";
  return ok({
    message: `${total} ${total === 1 ? "delivery" : "deliveries"} of ${about.name} will be ${verb}, step by step.`,
    next: batchesPath(scope.teamName),
  });
});

export const cancelBatchAction = action(
  z.strictObject({ team: z.string(), batch: z.string().max(60) }),
  async ({ team, batch: id }) => {
    const cancelled = await cancelBatch(await db(), await requireScope(team), id);
    refresh();
    return cancelled.ok ? ok({ message: "Ended. What it has moved by now stays moved." }) : cancelled;
  },
);
