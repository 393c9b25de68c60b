import type { OutcomeCode, SecretHole } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { Json } from "@/lib/core/json";
import type { ResolveSecrets } from "@/lib/core/ports";
import { ok, type Result, refuse } from "@/lib/core/result";
import { fillSecrets, payloadText, secretNamesOf } from "@/lib/core/template";

export type FilledBody = { body: string; secretValues: string[] };

type FillCode = Extract<
  OutcomeCode,
  "secret_missing" | "secret_not_granted" | "secret_unreadable" | "payload_too_large"
>;

type Payload = {
  teamId: Id<"team">;
  /** Null for a webhook that is not saved yet: no admin can have named it on a secret. */
  webhookId: Id<"webhook"> | null;
  body: string;
  secretHoles: readonly SecretHole[];
};

/** Puts secrets into a rendered body, each only if it may go to this webhook. The answer is sent, and never kept. */
export async function fillBody(
  { teamId, webhookId, body, secretHoles }: Payload,
  resolveSecrets: ResolveSecrets,
): Promise<Result<FilledBody, FillCode>> {
  if (secretHoles.length === 0) {
    return ok({ body, secretValues: [] });
  }

  const rendered = { body: parse(body), secretHoles: [...secretHoles] };
  const names = secretNamesOf(rendered);
  const found = await resolveSecrets(teamId, { names, ...(webhookId ? { webhookId } : {}) });
  if (names.some((name) => !found.some((secret) => secret.name === name))) {
    return refuse("secret_missing" as const);
  }
  if (found.some(({ isGranted }) => !isGranted)) {
    return refuse("secret_not_granted" as const);
  }

  const values = found.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const]));
  if (values.length < found.length) {
    return refuse("secret_unreadable" as const);
  }
  const filled = fillSecrets(rendered, Object.fromEntries(values));
  return filled.ok
    ? ok({ body: payloadText(filled.value), secretValues: values.map(([, value]) => value) })
    : refuse(filled.problem.code);
}

/** Our own text, rendered by core. Not checked again: filled metadata may nest deeper than any input may. */
function parse(body: string): Json {
  return JSON.parse(body);
}
