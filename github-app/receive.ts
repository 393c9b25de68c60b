import { AsyncLocalStorage } from "node:async_hooks";
import type { Probot } from "probot";
import type { Result } from "@/lib/core/result";
import type { AppCredentials } from "@/lib/github/apps";
import { isSameText } from "@/lib/platform/crypto";
import { createLog } from "@/lib/platform/log";
import { countWebhook } from "@/lib/platform/metrics";
import { handleWebhook, type VerifiedWebhook, type WebhookOutcome } from "./handle";
import type { HandlerPorts } from "./handlers/ports";

/** GitHub sends none that is larger. */
export const WEBHOOK_BYTES_MAX = 25 * 1024 * 1024;

/** GitHub waits for ten; what takes longer goes on after the answer. */
const ANSWER_MS_MAX = 8_000;
/** A flood of forgeries must not ask the database each time for the secret that it does not know. */
const CREDENTIALS_KEPT_MS = 10_000;
/** Forgeries are told of by their number, at most this often. */
const FORGERIES_TOLD_EVERY_MS = 60_000;

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;
const GUID = /^[0-9A-Za-z-]{8,100}$/;
const EVENT = /^[a-z_]{1,60}$/;

export type ReceiverOptions = {
  ports: Omit<HandlerPorts, "receipt">;
  credentials: () => Promise<Result<AppCredentials | null>>;
  answerMsMax?: number;
};

/** Answers GitHub. `keep` is handed what is still under way then, so that the place it runs in lets it end. */
export type Receiver = (request: Request, keep: (work: Promise<unknown>) => void) => Promise<Response>;

type Headers = { guid: string; event: string; signature: string; targetId: string | null };
type Known = { credentials: AppCredentials; probot: Probot; until: number };

/**
 * Takes GitHub's webhooks: Probot verifies the signature over the very bytes, and one that it does not know is told apart from
 * all others before anything of it is read.
 */
export function createReceiver({ ports, credentials, answerMsMax = ANSWER_MS_MAX }: ReceiverOptions): Receiver {
  const forgeries = { count: 0, toldAt: 0 };
  let known: Known | null = null;

  async function appOf(): Promise<Known | null> {
    const now = ports.clock.now().getTime();
    if (known && known.until > now) {
      return known;
    }
    const read = await credentials();
    if (!read.ok) {
      throw new Error(read.problem.message);
    }
    const before = known;
    known = read.value && {
      credentials: read.value,
      probot:
        before && isSameApp(before.credentials, read.value) ? before.probot : await createProbot(read.value, ports),
      until: now + CREDENTIALS_KEPT_MS,
    };
    return known;
  }

  function refuseForgery(): Response {
    const now = ports.clock.now().getTime();
    forgeries.count += 1;
    if (now - forgeries.toldAt >= FORGERIES_TOLD_EVERY_MS) {
      ports.log.warn({ count: forgeries.count }, "Webhooks came whose signature is not GitHub's.");
      Object.assign(forgeries, { count: 0, toldAt: now });
    }
    return answer(401, "forged", "The signature is not the one of this App's webhook secret.");
  }

  async function receive(request: Request, keep: (work: Promise<unknown>) => void): Promise<Response> {
    const headers = headersOf(request);
    if (headers instanceof Response) {
      return headers;
    }
    const app = await appOf();
    if (!app) {
      return answer(404, "refused", "There is no GitHub App here.");
    }
    if (headers.targetId !== null && headers.targetId !== String(app.credentials.appId)) {
      return answer(400, "refused", "This webhook is meant for another App.");
    }
    const body = await readBody(request);
    if (body === null) {
      return tooLarge();
    }
    const work = verifyAndTake(app.probot, headers, body);
    keep(work);
    const outcome = await withinTime(work, answerMsMax);
    return outcome === "forged" ? refuseForgery() : answerOf(outcome);
  }

  return async (request, keep) => {
    try {
      return await receive(request, keep);
    } catch (error) {
      ports.log.error({ err: error }, "A webhook of GitHub's could not be looked at.");
      return answer(503, "failed", "It could not be looked at. Send it again later.");
    }
  };
}

type Outcome = WebhookOutcome | "forged" | "malformed" | "failed";

/** What came of the webhook that Probot has just verified: its own `verifyAndReceive` answers nothing. */
const underWay = new AsyncLocalStorage<{ outcome: Outcome | null }>();

/** Probot with one listener. It holds no server and no client of ours, and its log, which would quote payloads, is silent. */
async function createProbot(
  { appId, privateKey, webhookSecret }: AppCredentials,
  ports: ReceiverOptions["ports"],
): Promise<Probot> {
  const { Probot } = await import("probot"); // It weighs a second of a start, and many servers have no App.
  const probot = new Probot({ appId, privateKey, secret: webhookSecret, log: createLog({ level: "silent" }) });
  await probot.ready();
  probot.onAny(async ({ id: guid, name: event, payload }) => {
    const run = underWay.getStore();
    if (run) {
      run.outcome = await take(ports, { guid, event, payload });
    }
  });
  return probot;
}

/** Nothing is thrown into Probot: it would hang the whole payload on the error. */
async function take(ports: ReceiverOptions["ports"], webhook: VerifiedWebhook): Promise<Outcome> {
  try {
    return await handleWebhook(ports, webhook);
  } catch (error) {
    const { guid, event } = webhook;
    ports.log.error({ err: error, guid, event }, "A webhook of GitHub's was not handled.");
    return "failed";
  }
}

async function verifyAndTake(probot: Probot, { guid, event, signature }: Headers, body: string): Promise<Outcome> {
  const run: { outcome: Outcome | null } = { outcome: null };
  try {
    await underWay.run(run, () =>
      // Its types know the events of today; GitHub sends others tomorrow.
      probot.webhooks.verifyAndReceive({ id: guid, name: event as "ping", payload: body, signature }),
    );
  } catch (error) {
    return error instanceof Error && error.message.includes("signature") ? "forged" : "malformed";
  }
  return run.outcome ?? "malformed";
}

function isSameApp(one: AppCredentials, other: AppCredentials): boolean {
  return one.appId === other.appId && isSameText(one.webhookSecret, other.webhookSecret);
}

/** What cannot be GitHub's is refused by its headers, before a byte of it is read. */
function headersOf({ headers }: Request): Headers | Response {
  const guid = headers.get("x-github-delivery") ?? "";
  const event = headers.get("x-github-event") ?? "";
  const signature = headers.get("x-hub-signature-256") ?? "";
  if (!GUID.test(guid) || !EVENT.test(event)) {
    return answer(400, "refused", "X-GitHub-Delivery and X-GitHub-Event are missing, or not as GitHub writes them.");
  }
  if (!SIGNATURE.test(signature)) {
    return answer(401, "forged", "X-Hub-Signature-256 is missing. Give the App a webhook secret.");
  }
  if (!/^application\/json\b/i.test(headers.get("content-type") ?? "")) {
    return answer(415, "refused", "Set the content type of the App's webhook to application/json.");
  }
  if (Number(headers.get("content-length") ?? 0) > WEBHOOK_BYTES_MAX) {
    return tooLarge();
  }
  return { guid, event, signature, targetId: headers.get("x-github-hook-installation-target-id") };
}

/** Null when it is larger than GitHub sends, whatever its headers said. */
async function readBody({ body }: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > WEBHOOK_BYTES_MAX) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function withinTime(work: Promise<Outcome>, ms: number): Promise<Outcome | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, ms, "late");
  });
  const outcome = await Promise.race([work, late]);
  clearTimeout(timer);
  return outcome;
}

const ANSWERS = {
  handled: { status: 200, message: "It was handled." },
  duplicate: { status: 200, message: "It was handled before." },
  ignored: { status: 200, message: "Nothing here listens to it." },
  late: { status: 202, message: "It is being handled." },
  malformed: { status: 400, message: "The body is no webhook of GitHub's." },
  failed: { status: 500, message: "It could not be handled. It will be fetched again." },
} as const satisfies Record<Exclude<Outcome, "forged"> | "late", { status: number; message: string }>;

function answerOf(outcome: keyof typeof ANSWERS): Response {
  const { status, message } = ANSWERS[outcome];
  return answer(status, outcome, message);
}

function tooLarge(): Response {
  return answer(413, "refused", "GitHub sends no webhook larger than 25 MB.");
}

/** GitHub shows it to whoever looks at the App's deliveries. */
function answer(status: number, outcome: keyof typeof ANSWERS | "forged" | "refused", message: string): Response {
  countWebhook(outcome);
  return Response.json({ outcome, message }, { status, headers: { "cache-control": "no-store" } });
}
