"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { modelPartPath, modelPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { newModel } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { createModel } from "@/lib/registry/models/commands";

const wish = z.strictObject({
  team: z.string(),
  name: newModel.shape.name,
  description: newModel.shape.description,
  /** Goes on to link its first version. */
  link: z.literal("on").optional(),
});

export const createModelAction = action(wish, async ({ team, link, ...input }) => {
  const scope = await requireScope(team);
  const created = await createModel(await db(), scope, { ...input, card: "" });
  refresh();
  if (!created.ok) {
    return created;
  }
  const { name } = created.value;
  return ok({
    message: `${name} is created.`,
    next: link === undefined ? modelPath(scope.teamName, name) : modelPartPath(scope.teamName, name, ["link"]),
  });
});
