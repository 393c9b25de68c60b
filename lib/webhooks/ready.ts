import type { TeamScope } from "@/lib/core/actor";
import type { Json } from "@/lib/core/json";
import { readyScript } from "@/lib/core/ready-script";
import { ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { newId } from "@/lib/platform/id";
import { getWebhook } from "./queries";
import { renderTestBody } from "./test-body";

/** What a delivery to this webhook would send now, and the Bash script that sends it, its endpoint filled in. */
export async function getReadyScript(
  db: Database,
  scope: TeamScope,
  ref: string,
  { baseUrl }: { baseUrl: string },
): Promise<Result<{ script: string; payload: Json }>> {
  const found = await getWebhook(db, scope, ref);
  if (!found.ok) {
    return found;
  }
  const { preset, url, isUrlSecret, accessTokenSecret, signingSecret, signatureEncoding } = found.value;
  const subject = { preset, accessTokenSecret, deliveryId: newId("delivery") };
  const rendered = await renderTestBody(db, scope, subject, baseUrl);
  if (!rendered.ok) {
    return rendered;
  }

  const script = readyScript({
    url,
    preset,
    isUrlSecret,
    payload: rendered.value.body,
    hasAccessToken: accessTokenSecret !== null,
    hasSigningSecret: signingSecret !== null,
    signatureEncoding,
  });
  return ok({ script, payload: rendered.value.body });
}
