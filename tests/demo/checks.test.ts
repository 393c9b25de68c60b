import { expect, test } from "vitest";
import { checkRequest, type Incoming } from "@/demo/checks";
import { standardHeaders, wandbSignature } from "@/lib/platform/signature";

const accessToken = "a-token";
const signingSecret = `whsec_${Buffer.from("thirty-two bytes of a demo secret").toString("base64")}`;
const body = JSON.stringify({ event: "LINK_ARTIFACT", version: "acme/model-registry/iris:v0", accuracy: 0.98 });

function signed(change: Partial<Record<string, string>> = {}): Incoming {
  const headers = {
    authorization: `Bearer ${accessToken}`,
    "x-wandb-signature": wandbSignature(body, signingSecret, "base64"),
    ...standardHeaders({ id: "dl_1", timestamp: new Date(), body, secret: signingSecret }),
    ...change,
  };
  return { headers, body };
}

function wrongIn(incoming: Incoming): string[] {
  return checkRequest(incoming, { accessToken, signingSecret }, "registry")
    .filter(({ isRight }) => !isRight)
    .map(({ name }) => name);
}

test("the demo's receiver finds nothing wrong in what the product signs", () => {
  expect(wrongIn(signed())).toEqual([]);
});

test.each([
  ["another token", { authorization: "Bearer another" }, ["Bearer token"]],
  ["no token", { authorization: "" }, ["Bearer token"]],
  ["another signature", { "x-wandb-signature": wandbSignature(body, "another", "base64") }, ["X-Wandb-Signature"]],
  ["a signature in hex", { "x-wandb-signature": wandbSignature(body, signingSecret, "hex") }, ["X-Wandb-Signature"]],
  ["another delivery's id", { "webhook-id": "dl_2" }, ["Standard Webhooks"]],
  ["a time long past", { "webhook-timestamp": "1700000000" }, ["Standard Webhooks"]],
])("it notices %s", (_, change, wrong) => {
  expect(wrongIn(signed(change))).toEqual(wrong);
});

test("it notices a body that was changed on its way", () => {
  const changed = { ...signed(), body: body.replace("0.98", "0.99") };

  expect(wrongIn(changed)).toEqual(["X-Wandb-Signature", "Standard Webhooks"]);
});

test.each([
  ["slack", { blocks: [] }],
  ["slack", { text: "x", blocks: [{ type: "video" }] }],
  ["teams", { type: "message", attachments: [] }],
] as const)("%s would refuse %j, and so does its stand-in", (shape, payload) => {
  const checks = checkRequest({ headers: {}, body: JSON.stringify(payload) }, {}, shape);

  expect(checks.every(({ isRight }) => isRight)).toBe(false);
});
