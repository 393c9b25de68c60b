import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAutomation } from "@/lib/automations/commands";
import { automationAction, newAutomation } from "@/lib/core/automation";
import type { Json, JsonObject } from "@/lib/core/json";
import { newSecret } from "@/lib/core/secret";
import { newWebhook } from "@/lib/core/webhook";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { linkVersion } from "@/lib/registry/versions/commands";
import { createSecret, updateSecret } from "@/lib/secrets/commands";
import { createWebhook } from "@/lib/webhooks/commands";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine } from "../support/engine";
import { must } from "../support/must";

const SIGNING = "a signing secret with spaces, $dollars and 'quotes'";
const ACCESS = "access-token-5b1f";
const HIDDEN = "hidden-value-9e07";

/** The request as W&B's documented shell script makes it, with nothing of ours in between. */
const BASH_SCRIPT = `
SIGNATURE=$(echo -n "$PAYLOAD" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64)
curl -s -X POST -H "Content-Type: application/json" -H "Authorization: Bearer $ACCESS_TOKEN" \\
  -H "X-Wandb-Signature: $SIGNATURE" -d "$PAYLOAD" "$API_ENDPOINT"
`;

describe.each(DATABASE_KINDS)("what a receiver gets on %s", (kind) => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await openEngine(kind);
    await prepare();
    await engine.startWorker();
  });
  afterEach(() => engine.close());

  test.each([
    { name: "quotes and backslashes", value: 'say "hi" \\ \\" and \\u0041' },
    { name: "line breaks and tabs", value: "one\ntwo\r\n\tthree" },
    { name: "what looks like a variable", value: "${alias} ${secrets.HIDDEN} $${x} ${" },
    { name: "text outside ASCII", value: "Übergrößenträger 模型 🚀 \u202e" },
    { name: "the marks of JSON itself", value: '"},{"admin":true,"x":"' },
    { name: "a number, as a number", value: 0.1 },
    { name: "an object, as an object", value: { deep: [1, null, "x"], "": false } },
  ])("$name, exactly as it was", async ({ value }) => {
    await automate({ whole: "${artifact_metadata.value}", within: "<${artifact_metadata.value}>" });

    await link({ value });

    const text = typeof value === "string" ? value : JSON.stringify(value);
    expect(JSON.parse(await receivedBody())).toEqual({ whole: value, within: `<${text}>` });
  });

  test("the payload's keys, in the order of its template", async () => {
    await automate({
      zebra: 1,
      a: { longest_key_first: true, b: null },
      "10": "${artifact_collection_name}",
      middle: [],
    });

    await link({});

    expect(await receivedBody()).toBe('{"10":"churn","zebra":1,"a":{"longest_key_first":true,"b":null},"middle":[]}');
  });

  test("the signature that the Bash script makes for the same body and secret", async () => {
    await automate({ model: "${artifact_collection_name}", note: "ünïcode 'quoted' \"twice\"" });
    await link({});
    const body = await receivedBody();

    const request = {
      PAYLOAD: body,
      SECRET: SIGNING,
      ACCESS_TOKEN: ACCESS,
      API_ENDPOINT: `${engine.receiver.origin}/script`,
    };
    await promisify(execFile)("bash", ["-c", BASH_SCRIPT], { env: { ...process.env, ...request } });

    const [ours, theirs] = engine.receiver.requests;
    expect(theirs?.body).toBe(ours?.body);
    expect(theirs?.headers["x-wandb-signature"]).toBe(ours?.headers["x-wandb-signature"]);
    expect(theirs?.headers.authorization).toBe(ours?.headers.authorization);
  });

  test("headers that the Standard Webhooks library accepts, under the delivery's own id", async () => {
    await automate({ model: "${artifact_collection_name}" });
    await link({});
    const body = await receivedBody();

    const headers = engine.receiver.requests[0]?.headers as Record<string, string>;
    const library = new Webhook(Buffer.from(SIGNING).toString("base64"));
    expect(library.verify(body, headers)).toEqual({ model: "churn" });
    expect(headers["webhook-id"]).toBe((await newest()).id);
  });

  test("the secret in its payload, while what is stored and shown has it nowhere", async () => {
    engine.receiver.reply = ({ body, headers }) => ({ body: `${body} ${headers.authorization}` });
    await automate({ key: "${secrets.HIDDEN}", text: "key=${secrets.HIDDEN}" });

    await link({});

    expect(JSON.parse(await receivedBody())).toEqual({ key: HIDDEN, text: `key=${HIDDEN}` });
    await expect.poll(async () => (await newest()).state).toBe("delivered");
    const shown = JSON.stringify(await newest());
    expect(shown).toContain("***");
    expect(shown).not.toContain(HIDDEN);
    expect(shown).not.toContain(ACCESS);
    expect(shown).not.toContain(SIGNING);
  });

  async function prepare() {
    const { database, scope, keyring } = engine;
    for (const [name, value] of Object.entries({ SIGNING, ACCESS, HIDDEN })) {
      must(await createSecret(database.db, scope, newSecret.parse({ name, value }), { keyring }));
    }
    const webhook = newWebhook.parse({
      name: "receiver",
      url: `${engine.receiver.origin}/hook`,
      accessTokenSecret: "ACCESS",
      signingSecret: "SIGNING",
    });
    must(await createWebhook(database.db, scope, webhook, engine.savePorts));
    must(await updateSecret(database.db, scope, "HIDDEN", { payloadWebhooks: ["receiver"] }, { keyring }));
  }

  async function automate(payload: Json) {
    const action = automationAction.parse({ type: "webhook", webhook: "receiver", payload });
    const automation = newAutomation.parse({ name: "tell", eventType: "LINK_ARTIFACT", action });
    must(await createAutomation(engine.database.db, engine.scope, automation));
  }

  async function link(metadata: JsonObject) {
    const source = { uri: "s3://bucket/churn", metadata };
    must(await linkVersion(engine.database.db, engine.scope, { model: "churn", source, aliases: [], description: "" }));
  }

  async function receivedBody(): Promise<string> {
    await expect.poll(() => engine.receiver.requests.length, { timeout: 15_000 }).toBe(1);
    return engine.receiver.requests[0]?.body ?? "";
  }

  async function newest() {
    const page = must(await listDeliveries(engine.database.db, engine.scope, { limit: 1 }));
    return must(await getDelivery(engine.database.db, engine.scope, page.items[0]?.id ?? ""));
  }
});
