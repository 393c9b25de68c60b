import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { createMemo } from "./memo";

export type SignatureEncoding = "base64" | "hex";

export type StandardHeaders = {
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
};

const STANDARD_PREFIX = "whsec_";

/** `X-Wandb-Signature`: HMAC-SHA256 of the exact body, keyed with the UTF-8 bytes of the whole secret, prefix and all. */
export function wandbSignature(body: string | Uint8Array, secret: string, encoding: SignatureEncoding): string {
  return createHmac("sha256", rawKey(secret)).update(body).digest(encoding);
}

/** The headers of Standard Webhooks 1.0: the id is the delivery's, the same at every attempt; the time is the attempt's. */
export function standardHeaders(message: {
  id: string;
  timestamp: Date;
  body: string | Uint8Array;
  secret: string;
}): StandardHeaders {
  const seconds = String(Math.floor(message.timestamp.getTime() / 1_000));
  const signature = createHmac("sha256", standardKey(message.secret))
    .update(`${message.id}.${seconds}.`)
    .update(message.body)
    .digest("base64");
  return {
    "webhook-id": message.id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
  };
}

/** The headers that MLflow's own server sends: the id is the delivery's; the secret keys as it is, whatever it begins with. */
export function mlflowHeaders(message: {
  id: string;
  timestamp: Date;
  body: string | Uint8Array;
  secret: string | null;
}): Record<string, string> {
  const seconds = String(Math.floor(message.timestamp.getTime() / 1_000));
  const headers = { "X-MLflow-Delivery-Id": message.id, "X-MLflow-Timestamp": seconds };
  if (message.secret === null) {
    return headers;
  }
  const signature = createHmac("sha256", rawKey(message.secret))
    .update(`${message.id}.${seconds}.`)
    .update(message.body)
    .digest("base64");
  return { ...headers, "X-MLflow-Signature": `v1,${signature}` };
}

/** Making a key takes longer than signing with it, and a webhook signs with the same one all the time. */
const KEYS_KEPT_MAX = 1_000;

const rawKey = createMemo(KEYS_KEPT_MAX, (secret): KeyObject => createSecretKey(Buffer.from(secret, "utf8")));
const standardKey = createMemo(KEYS_KEPT_MAX, (secret): KeyObject => createSecretKey(standardKeyBytes(secret)));

/** A text that only looks like `whsec_` and decodes to nothing keys as it is: a signature is never made with no key. */
function standardKeyBytes(secret: string): Buffer {
  const encoded = secret.startsWith(STANDARD_PREFIX) ? secret.slice(STANDARD_PREFIX.length) : "";
  const isEncoded = encoded !== "" && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded);
  return isEncoded ? Buffer.from(encoded, "base64") : Buffer.from(secret, "utf8");
}
