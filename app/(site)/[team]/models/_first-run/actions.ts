"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { ok } from "@/lib/core/result";
import { newToken } from "@/lib/core/token";
import { createToken } from "@/lib/teams/commands";

/** A token for the first commands: it may link and promote, and no more. Its name tells when it was made. */
export const createFirstToken = action(z.strictObject({ team: z.string() }), async ({ team }) => {
  const name = `first-run-${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}`;
  const created = await createToken(await db(), await requireScope(team), newToken.parse({ name, role: "member" }));
  refresh();
  return created.ok
    ? ok({
        message: `The token ${name} was created. It is shown here only, and only now.`,
        revealed: created.value.token,
      })
    : created;
});
