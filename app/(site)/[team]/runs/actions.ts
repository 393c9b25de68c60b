"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action, type Done } from "@/app/_server/action";
import { judged } from "@/app/_server/judged";
import { runPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { objectText } from "@/lib/core/launch-form";
import { newRun, rerunChanges } from "@/lib/core/launch-run";
import { ok, type Result } from "@/lib/core/result";
import { createRun, killRun, rerun } from "@/lib/launch/runs/commands";

const target = z.strictObject({ team: z.string(), run: z.string().max(60) });

/** A number of a version as forms write it, with or without its `v`; empty is the newest. */
const versionField = z
  .string()
  .trim()
  .regex(/^(v?\d{1,9})?$/, "Write the version as v3, or leave it empty for the newest.")
  .transform((text) => (text === "" ? null : Number(text.replace("v", ""))));

const orNull = z
  .string()
  .trim()
  .transform((text) => (text === "" ? null : text));

export const killRunAction = action(target, async ({ team, run }) => {
  const scope = await requireScope(team);
  const { launch } = (await startRuntime()).ports;
  const killed = await killRun(await db(), scope, run, launch.onRunEnded);
  refresh();
  if (!killed.ok) {
    return killed;
  }
  const { number, state } = killed.value;
  return ok({
    message: state === "killed" ? `Run ${number} was killed.` : `Run ${number} is being killed by its agent.`,
    next: runPath(scope.teamName, number),
  });
});

export const rerunAction = action(target, async ({ team, run }) => {
  const scope = await requireScope(team);
  return queued(scope.teamName, await rerun(await db(), scope, run, {}));
});

export const rerunChangedAction = action(
  target.extend({
    jobVersion: versionField.transform((number) => number ?? undefined),
    queue: z.string(),
    priority: z.string(),
    parameters: objectText,
    variables: objectText.optional(),
  }),
  async ({ team, run, ...input }) => {
    const scope = await requireScope(team);
    const changes = judged(rerunChanges, input);
    return changes.ok ? queued(scope.teamName, await rerun(await db(), scope, run, changes.value)) : changes;
  },
);

export const queueRunAction = action(
  z.strictObject({
    team: z.string(),
    job: z.string(),
    jobVersion: versionField,
    queue: z.string().min(1, "Choose a queue."),
    priority: orNull,
    project: z.string(),
    version: orNull,
    parameters: objectText,
    variables: objectText.optional(),
  }),
  async ({ team, ...input }) => {
    const scope = await requireScope(team);
    const wish = judged(newRun, input);
    return wish.ok ? queued(scope.teamName, await createRun(await db(), scope, wish.value)) : wish;
  },
);

function queued(team: string, made: Result<{ number: number }>): Result<Done> {
  if (!made.ok) {
    return made;
  }
  refresh();
  return ok({ message: `Run ${made.value.number} was queued.`, next: runPath(team, made.value.number) });
}
