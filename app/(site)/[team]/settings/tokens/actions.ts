"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { lastDay } from "@/app/_server/last-day";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { ok } from "@/lib/core/result";
import { newToken } from "@/lib/core/token";
import { createToken, revokeToken } from "@/lib/teams/commands";

const { name, role, models } = newToken.shape;

/** One name a line; no line at all means every model. */
const modelLines = z
  .string()
  .transform((text) => {
    const names = text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    return names.length === 0 ? null : [...new Set(names)];
  })
  .pipe(models.unwrap());

export const createTokenAction = action(
  z.strictObject({ team: z.string(), name, role, models: modelLines, expiresAt: lastDay }),
  async ({ team, ...input }) => {
    const created = await createToken(await db(), await requireScope(team), input);
    if (!created.ok) {
      return created;
    }
    refresh();
    return ok({ message: `${created.value.name} was created.`, revealed: created.value.token });
  },
);

export const revokeTokenAction = action(
  z.strictObject({ team: z.string(), token: z.string().max(60), name: z.string() }),
  async ({ team, token, name: said }) => {
    const scope = await requireScope(team);
    const revoked = await revokeToken(await db(), scope, token);
    if (!revoked.ok) {
      return revoked;
    }
    refresh();
    return ok({
      message: `${said} was revoked. It is refused from now on.`,
      next: settingsPath(scope.teamName, "tokens"),
    });
  },
);
