"use server";

import { refresh } from "next/cache";
import { createElement, type ReactNode } from "react";
import * as z from "zod";
import { Markdown } from "@/app/_components/markdown";
import { action } from "@/app/_server/action";
import { modelPath, modelsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { CARD_LENGTH_MAX, modelPatch } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { deleteModel, updateModel } from "@/lib/registry/models/commands";

const target = z.strictObject({ team: z.string(), model: z.string() });

export const describeModelAction = action(
  target.extend({ description: modelPatch.shape.description }),
  async ({ team, ...input }) => {
    const scope = await requireScope(team);
    const updated = await updateModel(await db(), scope, input);
    refresh();
    return updated.ok
      ? ok({ message: `${input.model} is described.`, next: modelPath(scope.teamName, input.model) })
      : updated;
  },
);

export const saveCardAction = action(target.extend({ card: modelPatch.shape.card }), async ({ team, ...input }) => {
  const scope = await requireScope(team);
  const updated = await updateModel(await db(), scope, input);
  refresh();
  return updated.ok
    ? ok({ message: `The card of ${input.model} is saved.`, next: modelPath(scope.teamName, input.model) })
    : updated;
});

export const deleteModelAction = action(target.extend({ confirm: z.string() }), async ({ team, ...input }) => {
  const scope = await requireScope(team);
  const deleted = await deleteModel(await db(), scope, input);
  refresh();
  return deleted.ok ? ok({ message: `${input.model} is deleted.`, next: modelsPath(scope.teamName) }) : deleted;
});

/** A card as its page will show it: made here, so that the browser needs no Markdown of its own. */
export async function previewCard(team: string, text: string): Promise<ReactNode> {
  await requireScope(team);
  return createElement(Markdown, { text: String(text).slice(0, CARD_LENGTH_MAX), label: "Preview" });
}
