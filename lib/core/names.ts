import * as z from "zod";

export const NAME_LENGTH_MAX = 256;
export const TEAM_NAME_LENGTH_MAX = 128;
export const TAG_VALUE_LENGTH_MAX = 100_000;
export const DESCRIPTION_LENGTH_MAX = 10_000;

/** The project name under which payloads of the seed know the registry. */
export const REGISTRY_PROJECT = "model-registry";

/** First path segments that the site and the API need for themselves. */
const RESERVED_TEAM_NAMES = new Set([
  "api",
  "_next",
  "sign-in",
  "sign-out",
  "invitations",
  "teams",
  "account",
  "admin",
  "docs",
  "github",
  "mlflow",
  "new",
  "settings",
  "static",
  "health",
  "theme",
]);

const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const SYSTEM_ALIAS = /^(latest|v\d+)$/;

function plainName(what: string, lengthMax: number) {
  return z
    .string()
    .min(1, `Give the ${what}.`)
    .max(lengthMax, `Use at most ${lengthMax} characters.`)
    .refine((text) => !CONTROL.test(text), "Leave out control characters.")
    .refine((text) => text.trim() === text, "Leave out the spaces at the ends.");
}

/** A team's name stands in URLs and in payloads: letters, digits, `-`, `_` and `.` of any script. */
export const teamName = plainName("team name", TEAM_NAME_LENGTH_MAX)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u,
    "Use letters, digits, dots, hyphens and underscores; begin with a letter or digit.",
  )
  .refine(
    (text) => !RESERVED_TEAM_NAMES.has(text.toLowerCase()),
    "Choose another name: this word is part of the site's addresses.",
  );

export const projectName = plainName("project name", TEAM_NAME_LENGTH_MAX).refine(hasNoSeparator, "Leave out / and :.");
export const modelName = plainName("model name", NAME_LENGTH_MAX).refine(hasNoSeparator, "Leave out / and :.");
export const artifactName = plainName("artifact name", NAME_LENGTH_MAX).refine(hasNoSeparator, "Leave out / and :.");
export const tagKey = plainName("tag key", NAME_LENGTH_MAX);
export const tagValue = z
  .string()
  .max(TAG_VALUE_LENGTH_MAX, `Use at most ${TAG_VALUE_LENGTH_MAX.toLocaleString("en")} characters.`)
  .refine((text) => !text.includes("\u0000"), "Leave out the NUL character.");

export const aliasName = plainName("alias", NAME_LENGTH_MAX)
  .refine(hasNoSeparator, "Leave out / and :.")
  .refine((text) => !isSystemAlias(text), "latest and v0, v1, … are kept by the system: choose another alias.");

export const description = z
  .string()
  .max(DESCRIPTION_LENGTH_MAX, `Use at most ${DESCRIPTION_LENGTH_MAX.toLocaleString("en")} characters.`)
  .refine((text) => !text.includes("\u0000"), "Leave out the NUL character.");

/** `latest` and `vN` follow the versions by themselves: nobody puts, moves or removes them. */
export function isSystemAlias(text: string): boolean {
  return SYSTEM_ALIAS.test(text);
}

/** Reads `v12` as 12; null for anything else, so that `v012` or an alias is never taken for a number. */
export function versionNumberOf(ref: string): number | null {
  const match = /^v(0|[1-9]\d{0,8})$/.exec(ref);
  return match ? Number(match[1]) : null;
}

function hasNoSeparator(text: string): boolean {
  return !/[/:]/.test(text);
}
