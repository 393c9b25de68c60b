import * as z from "zod";
import type { Id } from "./ids";

export const SECRET_BYTES_MAX = 64 * 1024;

export const secretName = z
  .string()
  .regex(/^[A-Za-z0-9_]+$/, "Use letters, digits and underscores.")
  .max(128, "Use at most 128 characters.");

const secretValue = z
  .string()
  .min(1, "Give the secret's value.")
  .max(SECRET_BYTES_MAX, "Use at most 64 KiB.")
  .refine((text) => !text.includes("\u0000"), "Leave out the NUL character.");

/** `payloadWebhooks`: names of the webhooks towards which payloads may use it; none by default. */
export const newSecret = z.strictObject({
  name: secretName,
  value: secretValue,
  payloadWebhooks: z.array(z.string().min(1).max(128)).max(100).default([]),
});

export const secretPatch = z.strictObject({
  value: secretValue.optional(),
  payloadWebhooks: z.array(z.string().min(1).max(128)).max(100).optional(),
});

export type NewSecret = z.infer<typeof newSecret>;
export type SecretPatch = z.infer<typeof secretPatch>;

/** Never the value: a secret is write-only. */
export type SecretView = {
  id: Id<"secret">;
  name: string;
  payloadWebhooks: { id: Id<"webhook">; name: string }[];
  uses: SecretUse[];
  createdAt: string;
  createdBy: string;
  replacedAt: string | null;
};

export type SecretUse =
  | { kind: "access_token" | "signing"; webhook: { id: Id<"webhook">; name: string } }
  | { kind: "payload"; automation: { id: Id<"automation">; name: string } };
