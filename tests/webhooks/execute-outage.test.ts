import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextless, grant } from "@/lib/auth/grant";
import { parseEgressAllow } from "@/lib/core/address";
import { type DatabaseHandle, openDatabase } from "@/lib/db/client";
import { teams } from "@/lib/db/schema";
import { systemClock } from "@/lib/platform/clock";
import { parseKeyring } from "@/lib/platform/crypto";
import { createNameResolver } from "@/lib/platform/dns";
import { createHttpClient } from "@/lib/platform/http";
import { newId } from "@/lib/platform/id";
import { createWebhook } from "@/lib/webhooks/commands";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { must } from "../support/must";
import { type PostgresServer, startPostgres } from "../support/postgres";
import { type Receiver, startReceiver } from "../support/receiver";

let server: PostgresServer;
let database: DatabaseHandle;
let receiver: Receiver;

beforeAll(async () => {
  [server, receiver] = await Promise.all([startPostgres(), startReceiver()]);
  database = await openDatabase({ kind: "postgres", url: await server.createDatabase("outage"), poolMax: 2 });
});
afterAll(async () => {
  await Promise.all([database.close(), receiver.close()]);
  await server.stop();
});

test("an attempt that finds the database away waits for it and is sent, instead of being lost", async () => {
  const { db } = database;
  const team = { id: newId("team"), name: "outage" };
  const actor = { kind: "system", id: null, name: "test" } as const;
  await db.insert(teams).values(team);
  const scope = grant({ team, actor, role: "admin", models: "all" }, contextless());
  const keyring = must(parseKeyring(`k1:${randomBytes(32).toString("base64")}`));
  const allow = must(parseEgressAllow(receiver.origin));
  const resolve = createNameResolver();
  const http = createHttpClient({ allow, resolve });
  const unsigned = { accessTokenSecret: null, signingSecret: null, signatureEncoding: "base64" as const };
  const wish = {
    name: "hook",
    url: `${receiver.origin}/hook`,
    preset: "generic" as const,
    retrySchedule: null,
    ...unsigned,
  };
  const webhook = must(await createWebhook(db, scope, wish, { keyring, egress: { allow, resolve } }));
  const ports = { keyring, http, clock: systemClock, version: "test", resolveSecrets: async () => [] };
  const execute = createWebhookExecutor({ db, ...ports });

  await server.kill();
  const executing = execute(
    {
      deliveryId: newId("delivery"),
      teamId: team.id,
      action: { type: "webhook", webhookId: webhook.id, payload: {} },
      body: "{}",
      secretHoles: [],
      attempt: 1,
    },
    new AbortController().signal,
  );
  await server.restart();

  expect((await executing).outcome.code).toBe("delivered");
  expect(receiver.requests).toHaveLength(1);
});
