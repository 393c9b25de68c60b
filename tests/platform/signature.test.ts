import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { standardHeaders, wandbSignature } from "@/lib/platform/signature";

const TRICKY_SECRETS = [
  "secret",
  "with space",
  "schlüssel-❤",
  `quo"te'$HOME\`x\``,
  "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  "a\\nb",
];
const TRICKY_BODIES = ['{"key1": "value1", "key2": "value2"}', '{"name":"grüße 🚀 \\"quoted\\" \\n ${x} $HOME"}', "{}"];

/** The seed's own line, run by the real tools. */
function signByScript(body: string, secret: string): string {
  const script = `echo -n "$PAYLOAD" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64`;
  return execFileSync("bash", ["-c", script], { env: { ...process.env, PAYLOAD: body, SECRET: secret } })
    .toString()
    .trim();
}

describe("X-Wandb-Signature", () => {
  test.each(TRICKY_SECRETS.flatMap((secret) => TRICKY_BODIES.map((body) => [secret, body] as const)))(
    "with secret %j is what the seed's Bash script computes for %j",
    (secret, body) => {
      expect(wandbSignature(body, secret, "base64")).toBe(signByScript(body, secret));
    },
  );

  test("in hex is the same digest", () => {
    const base64 = wandbSignature("{}", "word", "base64");

    expect(wandbSignature("{}", "word", "hex")).toBe(Buffer.from(base64, "base64").toString("hex"));
  });

  test("of text and of its UTF-8 bytes is the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ minLength: 1 }), (body, secret) => {
        expect(wandbSignature(body, secret, "hex")).toBe(wandbSignature(Buffer.from(body), secret, "hex"));
      }),
    );
  });

  test("agrees with the published GitHub vector", () => {
    expect(wandbSignature("Hello, World!", "It's a Secret to Everybody", "hex")).toBe(
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    );
  });
});

describe("the Standard Webhooks headers", () => {
  const id = "dl_0198c5a0-0000-7000-8000-000000000000";

  test("of a whsec_ secret satisfy the standard's verifier, whatever the body", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.json(), (key, body) => {
        const secret = `whsec_${Buffer.from(key).toString("base64")}`;

        const headers = standardHeaders({ id, timestamp: new Date(), body, secret });

        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      }),
    );
  });

  test.each(["a plain secret", "schlüssel-❤", "whsec_", "whsec_not base64!", "whsec"])(
    "of %j satisfy the verifier keyed with its raw bytes",
    (secret) => {
      const body = '{"a":"ü"}';

      const headers = standardHeaders({ id, timestamp: new Date(), body, secret });

      expect(new Webhook(Buffer.from(secret), { format: "raw" }).verify(body, headers)).toEqual({ a: "ü" });
    },
  );

  test("change with id, time, body and secret, and a changed body does not verify", () => {
    const secret = `whsec_${randomBytes(32).toString("base64")}`;
    const message = { id, timestamp: new Date(), body: "{}", secret };
    const signature = standardHeaders(message)["webhook-signature"];

    expect(standardHeaders({ ...message, id: "dl_2" })["webhook-signature"]).not.toBe(signature);
    expect(standardHeaders({ ...message, timestamp: new Date(0) })["webhook-signature"]).not.toBe(signature);
    expect(() => new Webhook(secret).verify("{ }", standardHeaders(message))).toThrow();
  });

  test("carry the id and the time in whole seconds", () => {
    const headers = standardHeaders({ id, timestamp: new Date(1_674_087_231_999), body: "{}", secret: "x" });

    expect(headers).toMatchObject({ "webhook-id": id, "webhook-timestamp": "1674087231" });
    expect(headers["webhook-signature"]).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  });
});
