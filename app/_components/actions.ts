"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { ok } from "@/lib/core/result";
import { newToken } from "@/lib/core/token";
import { createToken } from "@/lib/teams/commands";
import { KEYS_COOKIE } from "./keys/key-choice";
import { THEME_COOKIE, themeChoice } from "./theme";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps the chosen theme in a cookie. A choice that is none of ours changes nothing. */
export async function chooseTheme(form: FormData): Promise<void> {
  const choice = themeChoice.safeParse(form.get("theme"));
  if (choice.success) {
    await keep(THEME_COOKIE, choice.data === "system" ? null : choice.data);
  }
}

/** Turns the single-key shortcuts of this browser on or off. */
export async function chooseKeys(form: FormData): Promise<void> {
  await keep(KEYS_COOKIE, form.get("keys") === "off" ? "off" : null);
}

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

/** Null forgets it. */
async function keep(name: string, value: string | null): Promise<void> {
  const jar = await cookies();
  if (value === null) {
    jar.delete(name);
    return;
  }
  jar.set(name, value, { maxAge: YEAR_SECONDS, path: "/", sameSite: "lax", httpOnly: true });
}
