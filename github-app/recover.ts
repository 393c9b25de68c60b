import * as z from "zod";
import type { Result } from "@/lib/core/result";
import type { AppCredentials } from "@/lib/github/apps";
import { findTied } from "@/lib/github/follow";
import { listReceived } from "@/lib/github/receipts";
import { claimRecovery, endRecovery } from "@/lib/github/recovery";
import type { GitHubClient } from "./client";
import { handleWebhook, isListenedTo } from "./handle";
import type { HandlerPorts } from "./handlers/ports";
import { statusOf } from "./read";

export type RecoveryOptions = {
  ports: Omit<HandlerPorts, "receipt">;
  credentials: () => Promise<Result<AppCredentials | null>>;
};

/** Reads GitHub's log of what it sent, and takes what never arrived. Answers how many webhooks that were. */
export type Recover = (signal: AbortSignal) => Promise<number>;

const MINUTE_MS = 60_000;
/** GitHub keeps the payloads of its log for so long. */
const LOG_MS = 3 * 24 * 60 * MINUTE_MS;
const HOURLY_GAP_MS = 55 * MINUTE_MS;
/** A process that has just started may have been away; several that start together need not all look. */
const START_GAP_MS = MINUTE_MS;
/** What is younger may still be on its way. It is looked at again next time. */
const YOUNG_MS = 2 * MINUTE_MS;

const PAGE_SIZE = 100;
const PAGES_MAX = 300;

const logged = z.object({
  id: z.int(),
  guid: z.string(),
  delivered_at: z.string(),
  event: z.string(),
  installation_id: z.int().nullable(),
});

type Logged = z.infer<typeof logged>;

export function createRecovery({ ports, credentials }: RecoveryOptions): Recover {
  let isFirst = true;

  return async (signal) => {
    const read = await credentials();
    const client = await ports.clients.app();
    if (!read.ok || !read.value || !client) {
      return 0;
    }
    const { appId } = read.value;
    const now = ports.clock.now();
    const claimed = await claimRecovery(ports.db, appId, { now, gapMs: isFirst ? START_GAP_MS : HOURLY_GAP_MS });
    isFirst = false;
    if (!claimed) {
      return 0;
    }

    const since = Math.max(claimed.readUntil?.getTime() ?? 0, now.getTime() - LOG_MS);
    const lost = await listLost(ports, client, since, signal);
    const done = await takeLost(ports, client, lost, signal);
    await endRecovery(ports.db, appId, done.stuckAt ?? new Date(now.getTime() - YOUNG_MS));
    if (done.taken > 0) {
      ports.log.info({ webhooks: done.taken }, "Webhooks of GitHub's that had been lost were fetched.");
    }
    return done.taken;
  };
}

/** What GitHub sent and nobody here handled, oldest first; of what it sent several times, one. */
async function listLost(
  { db }: RecoveryOptions["ports"],
  client: GitHubClient,
  since: number,
  signal: AbortSignal,
): Promise<Logged[]> {
  const lost = new Map<string, Logged>();
  let cursor: string | undefined;
  for (let pages = 0; pages < PAGES_MAX && !signal.aborted; pages += 1) {
    const { data, headers } = await client.request("GET /app/hook/deliveries", {
      per_page: PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const page = z.array(logged).parse(data);
    const young = page.filter((each) => Date.parse(each.delivered_at) >= since);
    const wanted = young.filter(({ event, installation_id }) => installation_id !== null && isListenedTo(event));
    const received = await listReceived(
      db,
      wanted.map(({ guid }) => guid),
    );
    for (const each of wanted.filter(({ guid }) => !received.has(guid))) {
      lost.set(each.guid, each); // The log is newest first: the last that is set was sent first.
    }
    cursor = nextCursor(headers.link);
    if (cursor === undefined || young.length < page.length) {
      break;
    }
  }
  return [...lost.values()].toReversed();
}

/** `stuckAt` is when the first was sent that could not be taken: from there it is read again next time. */
async function takeLost(
  ports: RecoveryOptions["ports"],
  client: GitHubClient,
  lost: readonly Logged[],
  signal: AbortSignal,
): Promise<{ taken: number; stuckAt: Date | null }> {
  let taken = 0;
  let stuckAt: Date | null = null;
  for (const each of lost) {
    const isStopped = signal.aborted;
    const isTaken = !isStopped && (await takeOne(ports, client, each));
    taken += isTaken ? 1 : 0;
    if (isStopped || isTaken === null) {
      stuckAt ??= new Date(each.delivered_at);
    }
    if (isStopped) {
      break;
    }
  }
  return { taken, stuckAt };
}

/** True when it was taken, false when there is nothing to take, null when it could not be taken now. */
async function takeOne(
  ports: RecoveryOptions["ports"],
  client: GitHubClient,
  { id, guid, event, installation_id: installationId }: Logged,
): Promise<boolean | null> {
  try {
    if (installationId === null || !(await findTied(ports.db, installationId))) {
      return false;
    }
    const { data } = await client.request("GET /app/hook/deliveries/{delivery_id}", { delivery_id: id });
    return (await handleWebhook(ports, { guid, event, payload: data.request.payload })) === "handled";
  } catch (error) {
    if (statusOf(error) === 404) {
      return false; // GitHub has forgotten it.
    }
    ports.log.warn({ err: error, guid, event }, "A lost webhook of GitHub's could not be handled; it is tried again.");
    return null;
  }
}

function nextCursor(link: string | undefined): string | undefined {
  const [, url] = /<([^>]+)>;\s*rel="next"/.exec(link ?? "") ?? [];
  return (url && URL.parse(url)?.searchParams.get("cursor")) || undefined;
}
