import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "../support/receiver";
import { type MlflowStage, openMlflowStage } from "./stage";

let stage: MlflowStage;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  stage = await openMlflowStage("embedded", { allowedOrigins: [receiver.origin] });
});
afterAll(async () => {
  await stage.close();
  await receiver.close();
});

const EVENT = { entity: "MODEL_VERSION", action: "CREATED" };
const SECRET = "a secret that comes back nowhere";
const NOBODY = "01930b72-6b01-7d2e-8f3a-4b5c6d7e8f10";

/** A webhook as it would be refused, whatever else is wrong with it: before its address is looked up. */
function wish(name: string, change: object = {}) {
  return { name, url: "https://ci.example.com/hook", events: [EVENT], ...change };
}

async function create(name: string, change: object = {}) {
  const { body } = await stage.mlflow("POST", "webhooks", {
    body: wish(name, { url: `${receiver.origin}/${name}`, ...change }),
  });
  return body.webhook;
}

describe("MLflow's webhook endpoints", () => {
  test("answer with what was set, in MLflow's form, and never with the secret", async () => {
    const events = [{ entity: "MODEL_VERSION_ALIAS", action: "CREATED" }, EVENT];
    const made = await create("whole", { events, description: "Tells CI.", secret: SECRET });
    const path = `webhooks/${made.webhook_id}`;

    const answers = [
      await stage.mlflow("GET", path),
      await stage.mlflow("GET", "webhooks"),
      await stage.mlflow("PATCH", path, { body: { status: "DISABLED", secret: `${SECRET} still`, name: "" } }),
      await stage.mlflow("POST", `${path}/test`, { body: {} }),
      await stage.api.call("GET", "/webhooks/whole"),
      await stage.api.call("GET", "/secrets"),
      await stage.api.call("GET", "/audit?limit=10"),
    ];

    expect(made).toEqual({
      webhook_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "whole",
      description: "Tells CI.",
      url: `${receiver.origin}/whole`,
      events: [EVENT, { entity: "MODEL_VERSION_ALIAS", action: "CREATED" }],
      status: "ACTIVE",
      creation_timestamp: expect.any(Number),
      last_updated_timestamp: made.creation_timestamp,
    });
    expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(200));
    expect(answers[0]?.body).toEqual({ webhook: made });
    expect(answers[2]?.body.webhook).toMatchObject({ name: "whole", description: "Tells CI.", status: "DISABLED" });
    expect(answers[3]?.body).toEqual({ result: { success: true, response_status: 200, response_body: "ok" } });
    expect(JSON.stringify([made, answers, stage.api.errors])).not.toContain(SECRET);
    expect(receiver.requests.at(-1)?.headers["x-mlflow-signature"]).toMatch(/^v1,/);
  });

  test("a test names its event, and tells what came back or that nothing did", async () => {
    const path = `webhooks/${(await create("tested")).webhook_id}/test`;
    receiver.reply = () => ({ status: 500, body: "no" });
    const failed = await stage.mlflow("POST", path, {
      body: { event: { entity: "MODEL_VERSION_TAG", action: "SET" } },
    });
    receiver.reply = () => "reset";
    const unheard = await stage.mlflow("POST", path);
    receiver.reply = () => ({});

    expect(failed.body).toEqual({ result: { success: false, response_status: 500, response_body: "no" } });
    expect(JSON.parse(receiver.requests.at(-2)?.body ?? "")).toMatchObject({
      entity: "model_version_tag",
      action: "set",
    });
    expect(unheard.body).toEqual({ result: { success: false, error_message: expect.stringMatching(/\w+/) } });
  });

  test("pages hold as many as asked for, newest first, and the last has no token", async () => {
    for (const name of ["p1", "p2", "p3"]) {
      await create(name);
    }

    const first = await stage.mlflow("GET", "webhooks?max_results=2");
    const second = await stage.mlflow("GET", `webhooks?max_results=1000&page_token=${first.body.next_page_token}`);

    expect(first.body.webhooks.map(({ name }: { name: string }) => name)).toEqual(["p3", "p2"]);
    expect(second.body.webhooks[0]).toMatchObject({ name: "p1" });
    expect(second.body).not.toHaveProperty("next_page_token");
  });

  test.each<[string, string, object | undefined, number, string, RegExp]>([
    [
      "GET",
      `webhooks/${NOBODY}`,
      undefined,
      404,
      "RESOURCE_DOES_NOT_EXIST",
      /^Webhook with ID 01930b72.* not found\.$/,
    ],
    ["GET", "webhooks/nonexistent", undefined, 404, "RESOURCE_DOES_NOT_EXIST", /ID nonexistent not found/],
    ["PATCH", "webhooks/nonexistent", { name: "x" }, 404, "RESOURCE_DOES_NOT_EXIST", /nonexistent/],
    ["DELETE", "webhooks/nonexistent", undefined, 404, "RESOURCE_DOES_NOT_EXIST", /nonexistent/],
    ["POST", "webhooks/nonexistent/test", {}, 404, "RESOURCE_DOES_NOT_EXIST", /nonexistent/],
    ["GET", "webhooks?max_results=0", undefined, 400, "INVALID_PARAMETER_VALUE", /max_results/],
    ["GET", "webhooks?max_results=1001", undefined, 400, "INVALID_PARAMETER_VALUE", /max_results/],
    ["GET", "webhooks?page_token=!", undefined, 400, "INVALID_PARAMETER_VALUE", /Invalid page token/],
    ["POST", "webhooks", {}, 400, "INVALID_PARAMETER_VALUE", /Missing value for required parameter 'name'/],
    ["POST", "webhooks", wish("x", { url: "https://10.0.0.1/" }), 400, "INVALID_PARAMETER_VALUE", /address/],
    ["POST", "webhooks", wish("x", { url: "https://localhost/" }), 400, "INVALID_PARAMETER_VALUE", /localhost/],
    ["POST", "webhooks", wish("x", { url: "http://ci.example.com/" }), 400, "INVALID_PARAMETER_VALUE", /https/],
    [
      "POST",
      "webhooks",
      wish("x", { events: [{ entity: "PROMPT", action: "CREATED" }] }),
      400,
      "INVALID_PARAMETER_VALUE",
      /prompt\.created.*registered_model\.created/,
    ],
    ["POST", "webhooks", wish("x", { events: { deep: [[]] } }), 400, "INVALID_PARAMETER_VALUE", /list/],
    ["POST", `webhooks/${NOBODY}/test`, { event: "x" }, 400, "INVALID_PARAMETER_VALUE", /not raised/],
  ])("%s %s %j is %i %s", async (method, path, body, status, code, message) => {
    const answer = await stage.mlflow(method, path, body ? { body } : {});

    expect(answer).toMatchObject({ status, body: { error_code: code, message: expect.stringMatching(message) } });
  });

  test("a name that is taken is said by the code that clients know, also where the site took it", async () => {
    await stage.api.call("POST", "/webhooks", { body: { name: "of-the-site", url: `${receiver.origin}/site` } });

    expect(
      await stage.mlflow("POST", "webhooks", { body: wish("of-the-site", { url: receiver.origin }) }),
    ).toMatchObject({
      status: 400,
      body: { error_code: "RESOURCE_ALREADY_EXISTS" },
    });
  });

  test("a member is refused what only admins may, in MLflow's shape", async () => {
    const token = await stage.api.token("member");

    const refused = await stage.mlflow("POST", "webhooks", {
      token,
      body: wish("by-a-member", { url: receiver.origin }),
    });

    expect(refused).toMatchObject({ status: 403, body: { error_code: "PERMISSION_DENIED" } });
    expect(await stage.mlflow("GET", "webhooks", { token })).toMatchObject({ status: 200 });
  });
});
