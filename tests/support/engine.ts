import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TeamScope } from "@/lib/core/actor";
import { parseEgressAllow } from "@/lib/core/address";
import type { EventType } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import type { Json } from "@/lib/core/json";
import type { Executors } from "@/lib/core/ports";
import type { WebhookView } from "@/lib/core/webhook";
import { automations } from "@/lib/db/schema";
import type { Wish } from "@/lib/deliveries/claim";
import { systemClock } from "@/lib/platform/clock";
import { type Keyring, parseKeyring } from "@/lib/platform/crypto";
import { createNameResolver } from "@/lib/platform/dns";
import { createHttpClient, type HttpClientOptions } from "@/lib/platform/http";
import { newId } from "@/lib/platform/id";
import { createLog } from "@/lib/platform/log";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { resolveSecrets } from "@/lib/secrets/resolve";
import { createWebhook, updateWebhook } from "@/lib/webhooks/commands";
import type { EgressRules } from "@/lib/webhooks/destination";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { startWorker, type Worker } from "@/lib/worker/start";
import { type DatabaseKind, openTestDatabase, type TestDatabase } from "./database";
import { must } from "./must";
import { type Receiver, startReceiver } from "./receiver";

/** A database, a loopback receiver, a team with one model, and workers on demand: all real. */
export type Engine = {
  database: TestDatabase;
  receiver: Receiver;
  scope: TeamScope;
  keyring: Keyring;
  executors: Executors;
  savePorts: { keyring: Keyring; egress: EgressRules };
  /** Towards a path of the receiver, or another address altogether. */
  addWebhook(options?: { path?: string; url?: string; retrySchedule?: number[] }): Promise<WebhookView>;
  /** An automation on every link in the team, or on another type of event, towards the webhook. */
  addAutomation(webhook: WebhookView, payload?: Json, eventType?: EventType): Promise<Id<"automation">>;
  resume(webhook: WebhookView): Promise<void>;
  /** Links one more version: raises the event. */
  link(): Promise<number>;
  startWorker(options?: { isSoleOwner?: boolean }): Promise<Worker>;
  close(): Promise<void>;
};

/** What a worker asks for that has room for anything. */
export function wishFor(destination: Id<"webhook">): Wish {
  return { destination, room: 100, retries: 100, isProbe: false, limits: null };
}

/** `allow` lets out more than the receiver; the rest is the HTTP client's. */
export type EngineOptions = { allow?: readonly string[] } & Omit<HttpClientOptions, "allow">;

export async function openEngine(kind: DatabaseKind, options: EngineOptions = {}): Promise<Engine> {
  const { allow: others = [], resolve = createNameResolver(), ...client } = options;
  const database = await openTestDatabase(kind);
  const receiver = await startReceiver();
  const scope = await (await database.team()).scope("admin");
  const keyring = must(parseKeyring(`k1:${randomBytes(32).toString("base64")}`));
  const allow = must(parseEgressAllow([receiver.origin, ...others].join(" ")));
  const http = createHttpClient({ ...client, allow, resolve });
  const executors: Executors = {
    webhook: createWebhookExecutor({
      db: database.db,
      keyring,
      http,
      clock: systemClock,
      version: "test",
      resolveSecrets: (teamId, wish) => resolveSecrets(database.db, keyring, teamId, wish),
    }),
  };
  must(await createModel(database.db, scope, { name: "churn", description: "", card: "" }));
  const workers: Worker[] = [];
  const files = mkdtempSync(join(tmpdir(), "modelwire-files-"));
  const storage = createDiskStorage(files);
  const savePorts = { keyring, egress: { allow, resolve } };

  return {
    database,
    receiver,
    scope,
    keyring,
    executors,
    savePorts,
    async addWebhook({ path = "/hook", url = receiver.origin + path, retrySchedule = [1, 1, 1] } = {}) {
      const webhook = {
        name: `hook-${newId("webhook").slice(-6)}`,
        url,
        preset: "generic" as const,
      };
      const rest = {
        accessTokenSecret: null,
        signingSecret: null,
        signatureEncoding: "base64" as const,
        retrySchedule,
      };
      return must(await createWebhook(database.db, scope, { ...webhook, ...rest }, savePorts));
    },
    async addAutomation(
      webhook,
      payload = { event: "${event_id}", delivery: "${delivery_id}" },
      eventType = "LINK_ARTIFACT",
    ) {
      const id = newId("automation");
      await database.db.insert(automations).values({
        id,
        teamId: scope.teamId,
        name: id,
        eventType,
        filter: { alias: null, tag: null, conditions: [] },
        actionType: "webhook",
        action: { type: "webhook", webhookId: webhook.id, payload },
        webhookId: webhook.id,
        secretNames: [],
        createdBy: "test",
      });
      return id;
    },
    async resume(webhook) {
      must(await updateWebhook(database.db, scope, webhook.name, { isPaused: false }, savePorts));
    },
    async link() {
      const source = { uri: `s3://bucket/${newId("artifact")}`, metadata: {} };
      const linked = await linkVersion(database.db, scope, { model: "churn", source, aliases: [], description: "" });
      return must(linked).number;
    },
    async startWorker({ isSoleOwner = false } = {}) {
      const log = createLog({ level: "silent" });
      const worker = await startWorker({
        db: database.db,
        executors,
        clock: systemClock,
        storage,
        log,
        listen: database.listen,
        isSoleOwner,
        retentionDays: null,
        random: () => 0,
      });
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop(0)));
      await http.close();
      await receiver.close();
      await database.close();
      rmSync(files, { recursive: true, force: true });
    },
  };
}
