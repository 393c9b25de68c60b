import { z } from "zod";

export const THEME_COOKIE = "modelwire-theme";

/** `system` is the absence of a choice: no cookie, no attribute, and the style sheet asks the browser. */
export const themeChoice = z.enum(["system", "light", "dark"]);
export type ThemeChoice = z.infer<typeof themeChoice>;

/** Reads the cookie's value. Whatever is not a theme counts as no choice. */
export function readThemeChoice(cookieValue: string | undefined): ThemeChoice {
  const parsed = themeChoice.safeParse(cookieValue);
  return parsed.success ? parsed.data : "system";
}
