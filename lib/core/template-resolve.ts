import type { TemplateVariable } from "./template-variable";
import { TEMPLATE_VARIABLES } from "./template-variables";

/** What a template may know of a team's secrets: their names, never their values. */
export type KnownSecrets = {
  secretNames: readonly string[];
  /** The secret that the webhook sends as its access token: what a template of W&B means by `${ACCESS_TOKEN}`. */
  accessTokenSecret?: string | null;
};

export type ResolvedVariable =
  | { kind: "value"; variable: TemplateVariable; key: string }
  /** `isKnown` is false for `secrets.NAME` where the team has no such secret (any more). */
  | { kind: "secret"; secret: string; isKnown: boolean; isBare: boolean }
  | { kind: "unknown" };

const SECRET_PREFIX = "secrets.";

const EXACT = new Map<string, TemplateVariable>();
const FAMILIES: { prefix: string; variable: TemplateVariable }[] = [];
for (const variable of TEMPLATE_VARIABLES) {
  const prefix = familyPrefix(variable);
  if (prefix === null) {
    EXACT.set(variable.name, variable);
  } else if (variable.kind !== "secret") {
    FAMILIES.push({ prefix, variable });
  }
}

/** Says what a name in a template means. A variable wins over a secret of the same name, which keeps its long form. */
export function resolveVariable(name: string, known: KnownSecrets): ResolvedVariable {
  const exact = EXACT.get(name);
  if (exact) {
    return { kind: "value", variable: exact, key: "" };
  }
  if (name.startsWith(SECRET_PREFIX)) {
    const secret = name.slice(SECRET_PREFIX.length);
    return { kind: "secret", secret, isKnown: known.secretNames.includes(secret), isBare: false };
  }
  for (const { prefix, variable } of FAMILIES) {
    if (name.startsWith(prefix) && name.length > prefix.length) {
      return { kind: "value", variable, key: name.slice(prefix.length) };
    }
  }
  if (known.secretNames.includes(name)) {
    return { kind: "secret", secret: name, isKnown: true, isBare: true };
  }
  if (name === "ACCESS_TOKEN" && known.accessTokenSecret) {
    return { kind: "secret", secret: known.accessTokenSecret, isKnown: true, isBare: true };
  }
  return { kind: "unknown" };
}

/** `artifact_metadata.` for `artifact_metadata.KEY`; null for a variable without a placeholder. */
export function familyPrefix(variable: TemplateVariable): string | null {
  const match = /^(.+\.)[A-Z]+$/.exec(variable.name);
  return match?.[1] ?? null;
}
