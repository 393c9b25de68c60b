import { createEmulator } from "emulate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoredGitHubAction } from "@/lib/core/automation";
import { newSecret } from "@/lib/core/secret";
import { newWebhook } from "@/lib/core/webhook";
import { automations } from "@/lib/db/schema";
import { followRun } from "@/lib/deliveries/follow-run";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { newId } from "@/lib/platform/id";
import { createSecret } from "@/lib/secrets/commands";
import { createWebhook } from "@/lib/webhooks/commands";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine } from "../support/engine";
import { freePort } from "../support/free-port";
import { toldRun } from "../support/github-stage";
import { addInstallation } from "../support/github-team";
import { must } from "../support/must";

const PATIENCE = { timeout: 20_000, interval: 50 };
const TOKEN = "xoxb-modelwire-test";

type Message = { ts: string; text: string; blocks?: { type: string; elements?: { text: string }[] }[] };

/** GitHub itself is tried in tests/github-app: here it has accepted the dispatch and named the run. */
describe.each(DATABASE_KINDS)("a Slack message by a bot on %s", (kind) => {
  let engine: Engine;
  let slack: { close(): Promise<void> };
  let origin: string;
  let nextRun = 9_000;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    slack = await createEmulator({
      service: "slack",
      port,
      seed: {
        tokens: { [TOKEN]: { login: "modelwire", scopes: ["chat:write"] } },
        slack: { team: { name: "Acme", domain: "acme" }, channels: [{ name: "releases" }] },
      },
    });
    engine = await openEngine(kind, { allow: [origin] });
    must(
      await createSecret(
        engine.database.db,
        engine.scope,
        newSecret.parse({ name: "SLACK_BOT", value: TOKEN }),
        engine,
      ),
    );
    await addGitHubAutomation();
    await engine.startWorker({
      executors: {
        ...engine.executors,
        github: async () => ({
          outcome: { kind: "delivered", code: "delivered", status: 200 },
          record: { request: null, response: null, timings: null },
          startedAt: new Date(),
          durationMs: 1,
          run: { repositoryId: 1, runId: nextRun++, url: toldRun().url },
        }),
      },
    });
  });
  afterAll(async () => {
    await engine.close();
    await slack.close();
  });

  test("is posted once and then follows the run of its event, to the end", async () => {
    await addBot("releases", { text: "${artifact_collection_name} has a new version", channel: "releases" });

    await engine.link();

    await expect.poll(async () => (await messages())[0]?.text, PATIENCE).toContain("is queued");
    const [posted] = await messages();
    const runId = nextRun - 1;
    await tell(runId, { state: "running" });
    await expect.poll(async () => (await messages())[0]?.text, PATIENCE).toContain("is running");
    await tell(runId, { state: "failed", conclusion: "failure" });
    await expect.poll(async () => (await messages())[0]?.text, PATIENCE).toContain("failed");

    expect(await messages()).toHaveLength(1);
    expect((await messages())[0]).toMatchObject({
      ts: posted?.ts,
      text: `churn has a new version\n:x: <${toldRun().url}|deploy.yml> failed`,
    });
    expect((await deliveryOf("webhook")).reports).toEqual([{ kind: "slack", isTold: true, problem: null }]);
  });

  test("that Slack does not take although it answers 200 gives up and says why", async () => {
    await addBot("nowhere", { text: "hello", channel: "no-such-channel" });

    await engine.link();

    await expect
      .poll(async () => {
        const all = must(await listDeliveries(engine.database.db, engine.scope, { state: "gave_up", limit: 5 })).items;
        return all.map(({ lastCode, lastStatus }) => [lastCode, lastStatus]);
      }, PATIENCE)
      .toEqual([["channel_refused", 200]]);
  });

  test("that can no more be changed harms neither its delivery nor the run's", async () => {
    const { ts } = (await messages()).at(-1) ?? { ts: "" };
    const delivery = await deliveryOf("webhook");
    await fetch(`${origin}/api/chat.delete`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ channel: await channelId(), ts }),
    });
    const github = must(await listDeliveries(engine.database.db, engine.scope, { limit: 50 })).items.find(
      ({ event, action }) => event.id === delivery.event.id && action.type === "github",
    );

    await tell(github?.run?.id ?? 0, { state: "running", attempt: 2 });

    await expect.poll(async () => (await view(delivery.id)).reports[0]?.problem, PATIENCE).toBe("refused");
    expect(await view(delivery.id)).toMatchObject({ state: "delivered" });
    expect(await view(github?.id ?? "")).toMatchObject({ state: "delivered", run: { state: "running", attempt: 2 } });
  });

  async function addBot(name: string, payload: { text: string; channel: string }) {
    const wish = { name, url: `${origin}/api/chat.postMessage`, preset: "slack_bot", accessTokenSecret: "SLACK_BOT" };
    const { db } = engine.database;
    const made = await createWebhook(
      db,
      engine.scope,
      newWebhook.parse({ ...wish, maxPerSecond: 50 }),
      engine.savePorts,
    );
    await engine.addAutomation(must(made), payload);
  }

  async function addGitHubAutomation() {
    const { db } = engine.database;
    const repositories = [{ id: 1, name: "acme/serving" }];
    const installationId = await addInstallation(db, engine.scope, { installationId: 1, repositories });
    const id = newId("automation");
    const action: StoredGitHubAction = {
      type: "github",
      installationId,
      repositoryId: 1,
      repository: "acme/serving",
      dispatch: { kind: "workflow", workflow: "deploy.yml", ref: null },
      payload: {},
      deployment: null,
      reportsCheck: false,
    };
    await db.insert(automations).values({
      id,
      teamId: engine.scope.teamId,
      name: id,
      eventType: "LINK_ARTIFACT",
      filter: { alias: null, tag: null, conditions: [] },
      actionType: "github",
      action,
      installationId,
      secretNames: [],
      createdBy: "test",
    });
  }

  function tell(runId: number, told: Partial<ReturnType<typeof toldRun>>) {
    const news = { teamId: engine.scope.teamId, repositoryId: 1, runId, mayGuess: false };
    return followRun(engine.database.db, { ...news, told: { ...toldRun(), ...told } });
  }

  async function messages(): Promise<Message[]> {
    return (await ask<{ messages: Message[] }>("conversations.history", { channel: await channelId() })).messages;
  }

  async function channelId(): Promise<string> {
    const { channels } = await ask<{ channels: { id: string; name: string }[] }>("conversations.list", {});
    return channels.find(({ name }) => name === "releases")?.id ?? "";
  }

  async function ask<Answer>(method: string, body: object): Promise<Answer> {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${TOKEN}` };
    const answer = await fetch(`${origin}/api/${method}`, { method: "POST", headers, body: JSON.stringify(body) });
    return (await answer.json()) as Answer;
  }

  /** The oldest of the kind. */
  async function deliveryOf(type: "webhook" | "github") {
    const all = must(await listDeliveries(engine.database.db, engine.scope, { state: "delivered", limit: 50 })).items;
    return view(all.findLast(({ action }) => action.type === type)?.id ?? "");
  }

  async function view(id: string) {
    return must(await getDelivery(engine.database.db, engine.scope, id));
  }
});
