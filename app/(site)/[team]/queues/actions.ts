"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { judged } from "@/app/_server/judged";
import { lastDay } from "@/app/_server/last-day";
import { queuePath, queuesPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { newAgentToken } from "@/lib/core/launch-agent";
import { listText, objectText } from "@/lib/core/launch-form";
import { newQueue, type QueueState, queuePatch } from "@/lib/core/launch-queue";
import { ok } from "@/lib/core/result";
import { createAgentToken, drainAgent, revokeAgentToken } from "@/lib/launch/admission/commands";
import { createQueue, deleteQueue, setQueueState, updateQueue } from "@/lib/launch/queues/commands";

const target = z.strictObject({ team: z.string(), queue: z.string().max(100) });

/** As many at once as were written; left empty as many as there are agents for. */
const countOrNone = z
  .string()
  .trim()
  .regex(/^\d{0,5}$/, "Write a number, or leave it empty for no limit.")
  .transform((text) => (text === "" ? null : Number(text)));

const described = {
  description: z.string(),
  maxRunning: countOrNone,
  defaultPriority: z.string(),
  template: objectText,
  variables: listText,
};

export const createQueueAction = action(
  z.strictObject({ team: z.string(), name: z.string().trim(), resource: z.string(), ...described }),
  async ({ team, ...input }) => {
    const scope = await requireScope(team);
    const wish = judged(newQueue, input);
    if (!wish.ok) {
      return wish;
    }
    const created = await createQueue(await db(), scope, wish.value);
    if (!created.ok) {
      return created;
    }
    refresh();
    const { name } = wish.value;
    return ok({ message: `The queue ${name} was created.`, next: queuePath(scope.teamName, name) });
  },
);

export const updateQueueAction = action(target.extend(described), async ({ team, queue, ...input }) => {
  const scope = await requireScope(team);
  const patch = judged(queuePatch, input);
  if (!patch.ok) {
    return patch;
  }
  const updated = await updateQueue(await db(), scope, queue, patch.value);
  if (!updated.ok) {
    return updated;
  }
  refresh();
  return ok({ message: `The queue ${queue} was changed.`, next: queuePath(scope.teamName, queue) });
});

const STATE_WORDS = {
  open: "takes runs in and hands them out again.",
  paused: "is paused: nothing is claimed until it is resumed.",
  draining: "drains: what waits is run, and nothing more is taken in.",
} as const satisfies Record<QueueState, string>;

export const setQueueStateAction = action(
  target.extend({ state: z.enum(["open", "paused", "draining"]), was: z.enum(["open", "paused", "draining"]) }),
  async ({ team, queue, state, was }) => {
    const moved = await setQueueState(await db(), await requireScope(team), queue, state);
    refresh();
    return moved.ok
      ? ok({ message: `${queue} ${STATE_WORDS[state]}`, undo: { team, queue, state: was, was: state } })
      : moved;
  },
);

export const deleteQueueAction = action(
  target.extend({ kills: z.string().optional() }),
  async ({ team, queue, kills }) => {
    const scope = await requireScope(team);
    const { launch } = (await startRuntime()).ports;
    const wish = { name: queue, killsWaiting: kills === "yes" };
    const deleted = await deleteQueue(await db(), scope, wish, launch.onRunEnded);
    if (!deleted.ok) {
      return deleted;
    }
    refresh();
    return ok({ message: `The queue ${queue} was deleted.`, next: queuesPath(scope.teamName) });
  },
);

export const drainAgentAction = action(
  target.extend({ agent: z.string().max(60), name: z.string().max(200) }),
  async ({ team, agent, name }) => {
    const drained = await drainAgent(await db(), await requireScope(team), agent);
    refresh();
    return drained.ok ? ok({ message: `${name} finishes what it runs, takes nothing more, and goes.` }) : drained;
  },
);

export const createAgentTokenAction = action(
  target.extend({ name: newAgentToken.shape.name, expiresAt: lastDay }),
  async ({ team, queue, ...input }) => {
    const created = await createAgentToken(await db(), await requireScope(team), queue, input);
    if (!created.ok) {
      return created;
    }
    refresh();
    return ok({ message: `${input.name} was created.`, revealed: created.value.token });
  },
);

export const revokeAgentTokenAction = action(
  target.extend({ token: z.string().max(60), name: z.string().max(200) }),
  async ({ team, queue, token, name }) => {
    const scope = await requireScope(team);
    const revoked = await revokeAgentToken(await db(), scope, { queue, token });
    if (!revoked.ok) {
      return revoked;
    }
    refresh();
    return ok({
      message: `${name} was revoked: agents that use it are refused from now on.`,
      next: queuePath(scope.teamName, queue),
    });
  },
);
