"use server";

import { cookies } from "next/headers";
import { THEME_COOKIE, themeChoice } from "./theme";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps the chosen theme in a cookie. A choice that is none of ours changes nothing. */
export async function chooseTheme(form: FormData): Promise<void> {
  const choice = themeChoice.safeParse(form.get("theme"));
  if (!choice.success) {
    return;
  }

  const jar = await cookies();
  if (choice.data === "system") {
    jar.delete(THEME_COOKIE);
    return;
  }
  jar.set(THEME_COOKIE, choice.data, { maxAge: YEAR_SECONDS, path: "/", sameSite: "lax", httpOnly: true });
}
