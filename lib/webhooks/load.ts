import { and, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/core/ids";
import { secretContext, webhookUrlContext } from "@/lib/core/sealing";
import type { Database } from "@/lib/db/client";
import { secrets, webhooks } from "@/lib/db/schema";
import { createBatcher } from "@/lib/platform/batcher";
import { type Keyring, open } from "@/lib/platform/crypto";
import { createMemo } from "@/lib/platform/memo";
import type { WebhookTarget } from "./send";

/** A webhook as an attempt finds it. `target` is null when a key of the ring is missing. */
export type LoadedWebhook = { isDeleted: boolean; isPaused: boolean; target: WebhookTarget | null };

export type LoadWebhook = (teamId: Id<"team">, webhookId: Id<"webhook">) => Promise<LoadedWebhook | null>;

type Row = Awaited<ReturnType<typeof readRows>>[number];

/** Null where the key is missing or the bytes were changed. */
type OpenSealed = (sealed: string, context: string) => string | null;

const WEBHOOKS_PER_QUERY = 200;
const OPENED_MAX = 1_000;

/**
 * Reads a webhook with its secrets, as it is now. Attempts that begin while one such query runs share the next: under
 * load that is far less than one query each, and still nobody sees a state older than their own start.
 */
export function createWebhookLoader(db: Database, keyring: Keyring): LoadWebhook {
  type Wish = { id: Id<"webhook">; found: Row | null };
  const batcher = createBatcher<Wish>({ sizeMax: WEBHOOKS_PER_QUERY, waitMs: 0 }, async (wishes) => {
    const rows = await readRows(db, [...new Set(wishes.map(({ id }) => id))]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const wish of wishes) {
      wish.found = byId.get(wish.id) ?? null;
    }
  });

  /** Opened once for as long as it stays sealed as it is: every attempt would open the same again. */
  const openKept = createMemo(OPENED_MAX, (key) => {
    const end = key.indexOf(" ");
    const text = open(keyring, key.slice(0, end), key.slice(end + 1));
    return text.ok ? text.value : null;
  });
  const openSealed: OpenSealed = (sealed, context) => openKept(`${sealed} ${context}`);

  return async function loadWebhook(teamId, webhookId) {
    const wish: Wish = { id: webhookId, found: null };
    await batcher.add(wish);
    return wish.found?.teamId === teamId ? opened(wish.found, openSealed) : null;
  };
}

const accessTokens = alias(secrets, "access_tokens");
const signers = alias(secrets, "signers");

function readRows(db: Database, ids: Id<"webhook">[]) {
  return db
    .select({
      id: webhooks.id,
      teamId: webhooks.teamId,
      preset: webhooks.preset,
      urlSealed: webhooks.urlSealed,
      urlShown: webhooks.urlShown,
      isUrlSecret: webhooks.isUrlSecret,
      signatureEncoding: webhooks.signatureEncoding,
      pausedAt: webhooks.pausedAt,
      deletedAt: webhooks.deletedAt,
      accessToken: { id: accessTokens.id, sealed: accessTokens.sealed },
      signer: { id: signers.id, sealed: signers.sealed },
    })
    .from(webhooks)
    .leftJoin(
      accessTokens,
      and(eq(accessTokens.id, webhooks.accessTokenSecretId), eq(accessTokens.teamId, webhooks.teamId)),
    )
    .leftJoin(signers, and(eq(signers.id, webhooks.signingSecretId), eq(signers.teamId, webhooks.teamId)))
    .where(inArray(webhooks.id, ids));
}

function opened(row: Row, openSealed: OpenSealed): LoadedWebhook {
  const state = { isDeleted: row.deletedAt !== null, isPaused: row.pausedAt !== null };
  const url = openSealed(row.urlSealed, webhookUrlContext(row.teamId, row.id));
  const accessToken = openSecret(row.accessToken, row.teamId, openSealed);
  const signingSecret = openSecret(row.signer, row.teamId, openSealed);
  if (url === null || accessToken === undefined || signingSecret === undefined) {
    return { ...state, target: null };
  }

  const { preset, urlShown, isUrlSecret, signatureEncoding } = row;
  return {
    ...state,
    target: { url, urlShown, isUrlSecret, preset, accessToken, signingSecret, signatureEncoding },
  };
}

/** Null where none is asked for, undefined where it does not open. */
function openSecret(
  secret: { id: Id<"secret">; sealed: string } | null,
  teamId: Id<"team">,
  openSealed: OpenSealed,
): string | null | undefined {
  return secret === null ? null : (openSealed(secret.sealed, secretContext(teamId, secret.id)) ?? undefined);
}
