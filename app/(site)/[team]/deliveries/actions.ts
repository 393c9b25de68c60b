"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { ok } from "@/lib/core/result";
import { redeliver, stopDelivery } from "@/lib/deliveries/commands";

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
