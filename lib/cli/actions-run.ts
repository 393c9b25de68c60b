import { readFile } from "node:fs/promises";
import * as z from "zod";
import type { Purpose } from "@/lib/core/purpose";
import { ok } from "@/lib/core/result";
import { type Answer, fail } from "./failure";

type Environment = Readonly<Record<string, string | undefined>>;

const IDENTITY_TIMEOUT_MS = 10_000;
const DELIVERY = /^dl_[0-9a-f-]{36}$/;

/** True within a job of GitHub Actions, where an identity stands in for a stored token. */
export function isInActions(env: Environment): boolean {
  return env.GITHUB_ACTIONS === "true" || Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL);
}

/**
 * The delivery that started this run: MODELWIRE_DELIVERY, or what GitHub was sent by it, as the default payloads of both
 * dispatches have it.
 */
export async function readDelivery(env: Environment): Promise<Answer<string>> {
  const given = env.MODELWIRE_DELIVERY?.trim() || (await deliveryOfEvent(env.GITHUB_EVENT_PATH));
  if (!given) {
    return fail(
      "usage",
      "Nothing says which delivery started this run. Set MODELWIRE_DELIVERY to the id that the payload has as delivery_id.",
    );
  }
  return DELIVERY.test(given)
    ? ok(given)
    : fail("usage", "MODELWIRE_DELIVERY is not the id of a delivery. It is what the payload has as delivery_id: dl_….");
}

/** Asks GitHub for this job's identity token, made for one audience. It is for one exchange and never shown. */
export async function requestIdentity(env: Environment, audience: string): Promise<Answer<string>> {
  const address = URL.parse(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? "");
  const requestToken = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!address || !requestToken) {
    return fail(
      "usage",
      "GitHub gives this job no identity. Add to the job: permissions: { id-token: write, contents: read }. Or set MODELWIRE_TOKEN.",
    );
  }
  address.searchParams.set("audience", audience);
  try {
    const response = await fetch(address, {
      headers: { Authorization: `Bearer ${requestToken}`, Accept: "application/json" },
      signal: AbortSignal.timeout(IDENTITY_TIMEOUT_MS),
    });
    const read = response.ok ? identityAnswer.safeParse(await response.json()) : null;
    return read?.success
      ? ok(read.data.value)
      : fail("unreachable", `GitHub gave no identity token: it answered ${response.status}. Run the job again.`);
  } catch {
    return fail("unreachable", "GitHub's address for identity tokens does not answer. Run the job again.");
  }
}

/** Where people look at this run: told with what it records. */
export function runUrlOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: Environment): string | null {
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
    ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
    : null;
}

/** Makes GitHub's log show *** in place of a text. On standard error, which a shell that takes the output leaves alone. */
export function maskLine(text: string): string {
  return `::add-mask::${text}`;
}

export function wordsOf(purposes: readonly Purpose[]): string {
  return purposes.join(" and ");
}

const identityAnswer = z.object({ value: z.string().min(1) });

const told = z.object({ delivery_id: z.string() });
const eventPayload = z.union([
  z.object({ client_payload: z.object({ modelwire: told }) }).transform((event) => event.client_payload.modelwire),
  z.object({ client_payload: told }).transform((event) => event.client_payload),
  z.object({ inputs: told }).transform((event) => event.inputs),
]);

async function deliveryOfEvent(path: string | undefined): Promise<string | null> {
  if (!path) {
    return null;
  }
  try {
    const read = eventPayload.safeParse(JSON.parse(await readFile(path, "utf8")));
    return read.success ? read.data.delivery_id : null;
  } catch {
    return null; // A file that cannot be read names no delivery; the caller says what to set.
  }
}
