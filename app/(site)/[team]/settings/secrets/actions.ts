"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { ownPath, settingsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { ok, refuse } from "@/lib/core/result";
import { newSecret } from "@/lib/core/secret";
import { createSecret, deleteSecret, updateSecret } from "@/lib/secrets/commands";

/** What was typed as a value goes into the seal and nowhere else. */
const UNSAID = { unsaid: ["value"] };

const target = z.strictObject({ team: z.string(), secret: z.string().max(128) });

export const createSecretAction = action(
  newSecret.extend({ team: z.string(), next: z.string().optional() }),
  async ({ team, next: wished, ...input }) => {
    const { ports } = await startRuntime();
    const scope = await requireScope(team);
    const created = await createSecret(await db(), scope, input, ports);
    if (!created.ok) {
      return created;
    }
    refresh();
    const next = ownPath(scope.teamName, wished);
    return ok({ message: `${input.name} was sealed. Its value is never shown again.`, ...(next ? { next } : {}) });
  },
  UNSAID,
);

export const replaceSecretAction = action(
  target.extend({ value: newSecret.shape.value }),
  async ({ team, secret, value }) => {
    const { ports } = await startRuntime();
    const replaced = await updateSecret(await db(), await requireScope(team), secret, { value }, ports);
    refresh();
    return replaced.ok
      ? ok({ message: `${replaced.value.name} was replaced. The next attempt of each delivery uses the new value.` })
      : replaced;
  },
  UNSAID,
);

export const grantSecretAction = action(
  target.extend({ payloadWebhooks: newSecret.shape.payloadWebhooks }),
  async ({ team, secret, payloadWebhooks }) => {
    const { ports } = await startRuntime();
    const granted = await updateSecret(await db(), await requireScope(team), secret, { payloadWebhooks }, ports);
    refresh();
    if (!granted.ok) {
      return granted;
    }
    const { name, payloadWebhooks: webhooks } = granted.value;
    return ok({
      message:
        webhooks.length === 0
          ? `No payload may use ${name} now.`
          : `Payloads may use ${name} towards ${webhooks.map((webhook) => webhook.name).join(", ")}.`,
    });
  },
);

export const deleteSecretAction = action(
  target.extend({ confirm: z.string().optional(), isForced: z.literal("on").optional() }),
  async ({ team, secret, confirm, isForced }) => {
    if (isForced && confirm !== secret) {
      return refuse({
        code: "invalid",
        field: "confirm",
        message: `This is not ${secret}. Type the name as it stands.`,
      });
    }
    const scope = await requireScope(team);
    const deleted = await deleteSecret(await db(), scope, secret, { isForced: Boolean(isForced) });
    if (!deleted.ok) {
      return deleted;
    }
    refresh();
    return ok({ message: `${deleted.value.name} was deleted.`, next: settingsPath(scope.teamName, "secrets") });
  },
);
