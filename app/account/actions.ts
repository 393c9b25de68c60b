"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { db } from "@/app/_server/runtime";
import { requireUser } from "@/app/_server/session";
import { endOtherSessions, endSession } from "@/lib/auth/session";
import { notFound, ok } from "@/lib/core/result";

export const endSessionAction = action(z.strictObject({ session: z.string().max(100) }), async ({ session }) => {
  const user = await requireUser();
  const isEnded = await endSession(await db(), user.id, session);
  refresh();
  return isEnded ? ok({ message: "That browser was signed out." }) : notFound("session");
});

export const endOtherSessionsAction = action(z.strictObject({}), async () => {
  const user = await requireUser();
  const count = await endOtherSessions(await db(), user.id, user.sessionHash);
  refresh();
  return ok({ message: count === 1 ? "1 other browser was signed out." : `${count} other browsers were signed out.` });
});
