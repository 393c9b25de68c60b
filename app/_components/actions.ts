"use server";

import { cookies } from "next/headers";
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

/** Null forgets it. */
async function keep(name: string, value: string | null): Promise<void> {
  const jar = await cookies();
  if (value === null) {
    jar.delete(name);
    return;
  }
  jar.set(name, value, { maxAge: YEAR_SECONDS, path: "/", sameSite: "lax", httpOnly: true });
}
