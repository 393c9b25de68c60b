import { createHmac, randomUUID } from "node:crypto";
import type { EventEmitter } from "node:events";
import { fetch } from "undici";
import { startLimit } from "./limit";
import { type App, stamp } from "./records";
import type { Json } from "./upstream";

/** GitHub waits ten seconds for an answer to a hook. */
const TIMEOUT_MS = 10_000;
const LOG_LENGTH_MAX = 2_000;
const RESPONSE_LENGTH_MAX = 4_096;

/** One sending of a hook, as the App's log of deliveries keeps it. */
export type HookDelivery = {
  id: number;
  guid: string;
  appId: number;
  deliveredAt: Date;
  isRedelivery: boolean;
  durationS: number;
  /** GitHub's word for how it went: the reason phrase of an answer, or what kept one from coming. */
  status: string;
  statusCode: number;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  url: string;
  request: { headers: Record<string, string>; payload: Json };
  response: { headers: Record<string, string>; payload: string | null };
};

export type HookContent = {
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  payload: Json;
};

type Waiting = { app: App; content: HookContent; guid: string; isRedelivery: boolean };

/** What a test picks hooks by. Each that is given must match. */
export type HookMatch = { event?: string; action?: string };

export type HookSender = {
  log: HookDelivery[];
  send(app: App, content: HookContent): void;
  redeliver(app: App, delivery: HookDelivery): void;
  /** From now on nothing is sent until `release`. */
  hold(): void;
  /** Sends what was held, in the order that is wanted, each so many times under the same id. */
  release(options?: { order?: "as sent" | "reversed"; times?: number }): void;
  held(): readonly HookContent[];
  /** The next so many that match are lost on their way: the log says so, and the receiver never hears of them. */
  dropNext(times: number, match?: HookMatch): void;
  /** The next so many that match arrive twice, under the same id. */
  duplicateNext(times: number, match?: HookMatch): void;
  /** Settles when nothing is on its way. */
  idle(): Promise<void>;
  close(): void;
};

type Odd = { kind: "drop" | "duplicate"; left: number; match: HookMatch };

/** Sends Apps' hooks one after the other, signed, and keeps the log that GitHub keeps. Order is kept unless a test turns it. */
export function createHookSender(now: () => Date, nextId: () => number, changes: EventEmitter): HookSender {
  const log: HookDelivery[] = [];
  const odds: Odd[] = [];
  const closing = new AbortController();
  let held: Waiting[] | null = null;
  let last: Promise<void> = Promise.resolve();

  function enqueue(waiting: Waiting): void {
    const odd = odds.find(({ left, match }) => left > 0 && matches(waiting.content, match));
    if (odd) {
      odd.left -= 1;
    }
    const times = odd?.kind === "duplicate" ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      last = last.then(() => deliver(waiting, odd?.kind === "drop"));
    }
  }

  async function deliver(waiting: Waiting, isLost: boolean): Promise<void> {
    const { hookUrl } = waiting.app;
    if (closing.signal.aborted || hookUrl === null) {
      return;
    }
    log.push({ id: nextId(), ...(await sendOnce(waiting, hookUrl, isLost ? null : closing.signal, now())) });
    log.splice(0, Math.max(0, log.length - LOG_LENGTH_MAX));
    changes.emit("hook");
  }

  function take(waiting: Waiting): void {
    if (held) {
      held.push(waiting);
    } else {
      enqueue(waiting);
    }
  }

  return {
    log,
    send: (app, content) => take({ app, content, guid: randomUUID(), isRedelivery: false }),
    redeliver(app, { guid, event, action, installationId, repositoryId, request }) {
      const content = { event, action, installationId, repositoryId, payload: request.payload };
      take({ app, content, guid, isRedelivery: true });
    },
    hold() {
      held ??= [];
    },
    release({ order = "as sent", times = 1 } = {}) {
      const waiting = held ?? [];
      held = null;
      for (const one of order === "reversed" ? waiting.toReversed() : waiting) {
        for (let time = 0; time < times; time += 1) {
          enqueue(one);
        }
      }
    },
    held: () => (held ?? []).map(({ content }) => content),
    dropNext: (times, match = {}) => void odds.push({ kind: "drop", left: times, match }),
    duplicateNext: (times, match = {}) => void odds.push({ kind: "duplicate", left: times, match }),
    async idle() {
      let seen: Promise<void>;
      do {
        seen = last;
        await seen;
      } while (seen !== last);
    },
    close: () => closing.abort(),
  };
}

/** Without a signal it is lost on its way. */
async function sendOnce(
  waiting: Waiting,
  url: string,
  closing: AbortSignal | null,
  deliveredAt: Date,
): Promise<Omit<HookDelivery, "id">> {
  const { app, guid, isRedelivery } = waiting;
  const { payload, ...content } = waiting.content;
  const startedAt = performance.now();
  const body = JSON.stringify(payload);
  const headers = hookHeaders(app, waiting, body);
  const answer = closing ? await post(url, headers, body, closing) : LOST;
  return {
    ...content,
    guid,
    appId: app.id,
    deliveredAt,
    isRedelivery,
    durationS: Math.round(performance.now() - startedAt) / 1_000,
    url,
    status: answer.status,
    statusCode: answer.statusCode,
    request: { headers, payload },
    response: answer.response,
  };
}

const LOST = {
  status: "failed to connect to host",
  statusCode: 502,
  response: { headers: {}, payload: null },
};

type Answer = Pick<HookDelivery, "status" | "statusCode" | "response">;

async function post(url: string, headers: Record<string, string>, body: string, closing: AbortSignal): Promise<Answer> {
  const limit = startLimit(closing, TIMEOUT_MS);
  try {
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal: limit.signal });
    const payload = (await answer.text()).slice(0, RESPONSE_LENGTH_MAX);
    const response = { headers: Object.fromEntries(answer.headers), payload };
    return { status: answer.ok ? "OK" : answer.statusText, statusCode: answer.status, response };
  } catch {
    return limit.isOver() ? { ...LOST, status: "timed out", statusCode: 504 } : LOST;
  } finally {
    limit.end();
  }
}

function hookHeaders(app: App, { content, guid }: Waiting, body: string): Record<string, string> {
  return {
    Accept: "*/*",
    "Content-Type": "application/json",
    "User-Agent": "GitHub-Hookshot/sandbox",
    "X-GitHub-Delivery": guid,
    "X-GitHub-Event": content.event,
    "X-GitHub-Hook-ID": String(app.id),
    "X-GitHub-Hook-Installation-Target-ID": String(app.id),
    "X-GitHub-Hook-Installation-Target-Type": "integration",
    ...(app.webhookSecret && { "X-Hub-Signature-256": `sha256=${hmac(app.webhookSecret, body)}` }),
  };
}

function hmac(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

function matches(content: HookContent, { event, action }: HookMatch): boolean {
  return (event ?? content.event) === content.event && (action ?? content.action) === content.action;
}

/** GitHub's `hook-delivery-item`. */
export function hookDeliveryShape(delivery: HookDelivery): Json {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: stamp(delivery.deliveredAt),
    redelivery: delivery.isRedelivery,
    duration: delivery.durationS,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
