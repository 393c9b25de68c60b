import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";
import * as z from "zod";

export type Check = { name: string; isRight: boolean };

export type Incoming = { headers: Readonly<Record<string, string>>; body: string };

/** What a receiver knows beforehand, and so can check each request by. */
export type Knowledge = { accessToken?: string; signingSecret?: string };

/** Checks a request as its receiver would, with nothing but public recipes: none of the sender's own code is used. */
export function checkRequest(incoming: Incoming, { accessToken, signingSecret }: Knowledge, shape: Shape): Check[] {
  return [
    ...(accessToken === undefined ? [] : [{ name: "Bearer token", isRight: hasToken(incoming, accessToken) }]),
    ...(signingSecret === undefined
      ? []
      : [
          { name: "X-Wandb-Signature", isRight: hasWandbSignature(incoming, signingSecret) },
          { name: "Standard Webhooks", isRight: hasStandardSignature(incoming, signingSecret) },
        ]),
    { name: SHAPES[shape].name, isRight: SHAPES[shape].schema.safeParse(jsonOf(incoming.body)).success },
  ];
}

/** What Slack and Teams themselves insist on, as far as their documents say. */
const SHAPES = {
  registry: {
    name: "JSON",
    schema: z.object({ event: z.string(), version: z.string(), accuracy: z.number() }),
  },
  slack: {
    name: "Block Kit",
    schema: z.object({
      text: z.string().min(1),
      blocks: z.array(z.object({ type: z.enum(["section", "context", "actions", "header", "divider"]) })).max(50),
    }),
  },
  teams: {
    name: "Adaptive Card",
    schema: z.object({
      type: z.literal("message"),
      attachments: z
        .array(
          z.object({
            contentType: z.literal("application/vnd.microsoft.card.adaptive"),
            content: z.object({ type: z.literal("AdaptiveCard"), version: z.string(), body: z.array(z.json()).min(1) }),
          }),
        )
        .length(1),
    }),
  },
} as const satisfies Record<string, { name: string; schema: z.ZodType }>;

export type Shape = keyof typeof SHAPES;

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // No shape is null: the check then says that it is wrong.
  }
}

function hasToken({ headers }: Incoming, accessToken: string): boolean {
  return isSame(headers.authorization ?? "", `Bearer ${accessToken}`);
}

/** The seed's recipe: HMAC-SHA256 of the body under the secret's own bytes, in base64. */
function hasWandbSignature({ headers, body }: Incoming, secret: string): boolean {
  return isSame(headers["x-wandb-signature"] ?? "", createHmac("sha256", secret).update(body).digest("base64"));
}

function hasStandardSignature({ headers, body }: Incoming, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, { ...headers });
    return true;
  } catch {
    return false; // The library throws on a wrong signature, and on a time that is too far away.
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
