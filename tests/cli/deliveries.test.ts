import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "@/lib/cli/ask";
import { type Receiver, startReceiver } from "@/tests/support/receiver";
import { type Ran, type Server, startCli, startServer } from "./processes";

const SECRET = "the-token-that-nobody-may-see";
const params = { path: { team: "acme" } };

let server: Server;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  server = await startServer({ MODELWIRE_EGRESS_ALLOW: receiver.origin });
  const made = [
    await ask(
      server.api.POST("/teams/{team}/secrets", { params, body: { name: "TOKEN", value: SECRET, payloadWebhooks: [] } }),
    ),
    await ask(
      server.api.POST("/teams/{team}/webhooks", {
        params,
        body: {
          name: "deploy",
          url: `${receiver.origin}/hook`,
          preset: "generic",
          accessTokenSecret: "TOKEN",
          signingSecret: null,
          signatureEncoding: "base64",
          retrySchedule: [],
        },
      }),
    ),
    await ask(
      server.api.POST("/teams/{team}/automations", {
        params,
        body: {
          name: "on production",
          description: "",
          enabled: true,
          model: null,
          eventType: "ADD_ARTIFACT_ALIAS",
          filter: { alias: null, tag: null, conditions: [] },
          action: { type: "webhook", webhook: "deploy", payload: { alias: "${alias}" } },
        },
      }),
    ),
  ];
  expect(made.map(({ ok }) => ok)).toEqual([true, true, true]);
  await modelwire("link", "s3://bucket/model", "iris", "--create");
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await receiver?.close();
});

function environment(): Record<string, string> {
  return { MODELWIRE_URL: server.url, MODELWIRE_TOKEN: server.token };
}

function modelwire(...args: string[]): Promise<Ran> {
  return startCli(args, environment()).ended;
}

type Told = { id: string; state: string; attempts: number; event: { alias: string } };

/** Lines of a tail that runs with `--json`. */
function told(stdout: string): Told[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test("a tail tells every delivery and every change of its state once, until it is interrupted", async () => {
  const tail = startCli(["deliveries", "--follow", "--json"], environment());
  let isFirst = true;
  receiver.reply = () => {
    const status = isFirst ? 500 : 200;
    isFirst = false;
    return { status };
  };

  await modelwire("alias", "iris", "first", "v0");
  await expect.poll(() => told(tail.stdout()).at(-1), { timeout: 20_000 }).toMatchObject({ state: "gave_up" });
  const failed = told(tail.stdout()).at(-1)?.id ?? "";
  const again = await modelwire("redeliver", failed);
  await expect.poll(() => told(tail.stdout()).at(-1), { timeout: 20_000 }).toMatchObject({ state: "delivered" });
  await modelwire("alias", "iris", "second", "v0");
  await expect
    .poll(() => told(tail.stdout()).at(-1), { timeout: 20_000 })
    .toMatchObject({ state: "delivered", event: { alias: "second" } });
  tail.child.kill("SIGINT");

  expect(again).toMatchObject({ code: 0, stdout: `${failed}: gave_up → pending\n` });
  expect((await tail.ended).code).toBe(0);
  const lines = told(tail.stdout()).map(({ id, state, attempts }) => `${id} ${state} ${attempts}`);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines).toContain(`${failed} gave_up 1`);
  expect(lines).toContain(`${failed} delivered 2`);
}, 90_000);

test("one delivery is shown with every attempt, its secrets hidden and its receiver's answer harmless", async () => {
  receiver.reply = () => ({ status: 200, body: `thanks\u001b]0;owned\u0007, ${SECRET}` });
  await modelwire("alias", "iris", "shown", "v0");
  await expect.poll(async () => (await newest()).state, { timeout: 20_000 }).toBe("delivered");

  const { id } = await newest();
  const ran = await modelwire("deliveries", "show", id);

  expect(ran.code).toBe(0);
  expect(ran.stdout).toMatch(/State +delivered/);
  expect(ran.stdout).toContain("Attempt 1");
  expect(ran.stdout).toContain('{"alias":"shown"}');
  expect(ran.stdout).toContain("thanks");
  expect(ran.stdout).not.toContain(SECRET);
  expect(ran.stdout).not.toContain("\u001b");
});

test("the list is filtered by state, model and automation", async () => {
  await modelwire("alias", "iris", "listed", "v0");

  const runs = [
    await modelwire("deliveries", "--automation", "on production", "--model", "iris", "--limit", "1"),
    await modelwire("deliveries", "--state", "stopped", "--json"),
    await modelwire("deliveries", "--model", "iris", "--json"),
  ];

  expect(runs[0]?.stdout).toMatch(/^STATE .*\n\w+ .*ADD_ARTIFACT_ALIAS +iris:v0 listed +deploy +on production /);
  expect(runs[1]?.stdout).toBe("[]\n");
  expect(JSON.parse(runs[2]?.stdout ?? "").length).toBeGreaterThan(0);
});

async function newest(): Promise<Told> {
  return JSON.parse((await modelwire("deliveries", "--limit", "1", "--json")).stdout)[0];
}
