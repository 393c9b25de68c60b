"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { setEnabled } from "@/lib/automations/commands";
import { ok } from "@/lib/core/result";

const wish = z.strictObject({
  team: z.string(),
  automation: z.string().max(300),
  enabled: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
});

export const setEnabledAction = action(wish, async ({ team, automation, enabled }) => {
  const changed = await setEnabled(await db(), await requireScope(team), automation, enabled);
  refresh();
  if (!changed.ok) {
    return changed;
  }
  return ok({
    message: enabled ? "It fires again from now on." : "It makes no deliveries until it is resumed.",
    undo: { team, automation, enabled: enabled ? "no" : "yes" },
  });
});
