import { and, eq, isNull, ne } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { PRESETS } from "@/lib/core/presets";
import { ok, type Result, refuse } from "@/lib/core/result";
import { webhookUrlContext } from "@/lib/core/sealing";
import type { WebhookPatch, WebhookPreset } from "@/lib/core/webhook";
import type { Transaction } from "@/lib/db/client";
import { lockNames } from "@/lib/db/name-lock";
import { secrets, webhooks } from "@/lib/db/schema";
import { type Keyring, seal } from "@/lib/platform/crypto";
import { shownUrl } from "./shown-url";

type NewRow = typeof webhooks.$inferInsert;
type UrlColumns = Pick<NewRow, "urlSealed" | "urlKeyId" | "urlShown" | "isUrlSecret">;

/** The address as it is kept: sealed, and as it may be shown. */
export function urlColumns(
  url: URL,
  preset: WebhookPreset,
  { teamId, id }: { teamId: Id<"team">; id: Id<"webhook"> },
  keyring: Keyring,
): UrlColumns {
  return {
    urlSealed: seal(keyring, url.href, webhookUrlContext(teamId, id)),
    urlKeyId: keyring.currentId,
    ...shownUrl(url, preset),
  };
}

/** A new preset may hide an address, but never shows one again: that would be a way to read it. */
export function hiddenUrl(webhook: { urlShown: string; isUrlSecret: boolean }, preset: WebhookPreset) {
  return webhook.isUrlSecret ? {} : shownUrl(new URL(webhook.urlShown), preset);
}

/** `becomes` is the preset that the webhook then has. */
export function plainColumns(patch: Omit<WebhookPatch, "url">, becomes: WebhookPreset): Partial<NewRow> {
  const { name, preset, signatureEncoding, retrySchedule, maxConcurrent, maxPerSecond } = patch;
  return {
    ...(maxConcurrent === undefined ? {} : { maxConcurrent }),
    ...(maxPerSecond === undefined ? {} : { maxPerSecond }),
    ...(name === undefined ? {} : { name }),
    ...(preset === undefined ? {} : { preset }),
    ...(signatureEncoding === undefined ? {} : { signatureEncoding }),
    ...(retrySchedule === undefined ? {} : { retrySchedule: [...(retrySchedule ?? PRESETS[becomes].retrySchedule)] }),
  };
}

export function pauseColumns({ isPaused }: Pick<WebhookPatch, "isPaused">, scope: TeamScope): Partial<NewRow> {
  if (isPaused === undefined) {
    return {};
  }
  return isPaused
    ? { pausedAt: new Date(), pauseReason: `Paused by ${scope.actor.name}.` }
    : { pausedAt: null, pauseReason: null };
}

type References = Pick<WebhookPatch, "name" | "accessTokenSecret" | "signingSecret">;
type SecretIds = Pick<NewRow, "accessTokenSecretId" | "signingSecretId">;

/** Takes the name, where it is given, and finds the secrets that are named; both hold until the transaction ends. */
export async function claimReferences(
  tx: Transaction,
  teamId: Id<"team">,
  references: References,
  own: Id<"webhook"> | null,
): Promise<Result<SecretIds>> {
  const named = references.name === undefined ? ok(null) : await claimName(tx, teamId, references.name, own);
  return named.ok ? findSecretIds(tx, teamId, references) : named;
}

/** Refuses a name that another webhook of the team has, and keeps it until the transaction ends. */
async function claimName(
  tx: Transaction,
  teamId: Id<"team">,
  name: string,
  own: Id<"webhook"> | null,
): Promise<Result<null>> {
  await lockNames(tx, "webhook", teamId);
  const [other] = await tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.teamId, teamId),
        eq(webhooks.name, name),
        isNull(webhooks.deletedAt),
        own ? ne(webhooks.id, own) : undefined,
      ),
    );
  return other
    ? refuse({
        code: "conflict",
        field: "name",
        message: `A webhook named ${name} already exists. Choose another name.`,
      })
    : ok(null);
}

/** The ids of the secrets that a webhook names; one that the patch does not name is left as it is. */
async function findSecretIds(tx: Transaction, teamId: Id<"team">, names: References): Promise<Result<SecretIds>> {
  const ids: SecretIds = {};
  for (const [field, column] of [
    ["accessTokenSecret", "accessTokenSecretId"],
    ["signingSecret", "signingSecretId"],
  ] as const) {
    const name = names[field];
    if (name === undefined) {
      continue;
    }
    const id = name === null ? null : await findSecretId(tx, teamId, name);
    if (name !== null && id === null) {
      return refuse({
        code: "invalid",
        field,
        message: `The team has no secret named ${name}. Create it first, or choose another.`,
      });
    }
    ids[column] = id;
  }
  return ok(ids);
}

/** Locked against deletion until the webhook is saved: its use could not be seen before. */
async function findSecretId(tx: Transaction, teamId: Id<"team">, name: string): Promise<Id<"secret"> | null> {
  const [secret] = await tx
    .select({ id: secrets.id })
    .from(secrets)
    .where(and(eq(secrets.teamId, teamId), eq(secrets.name, name)))
    .for("share");
  return secret?.id ?? null;
}
