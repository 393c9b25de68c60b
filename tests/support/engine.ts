import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TeamScope } from "@/lib/core/actor";
import { parseEgressAllow } from "@/lib/core/address";
import type { StoredWebhookAction, WhenUnsure } from "@/lib/core/automation";
import type { DeliverySummary } from "@/lib/core/delivery";
import type { EventType } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import type { Json } from "@/lib/core/json";
import type { Executors } from "@/lib/core/ports";
import { type NewWebhook, newWebhook, type WebhookView } from "@/lib/core/webhook";
import { automations } from "@/lib/db/schema";
import type { Wish } from "@/lib/deliveries/claim";
import { listDeliveries } from "@/lib/deliveries/queries";
import { createLaunchExecutor } from "@/lib/launch/execute";
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
import type { ExecutorPorts } from "@/lib/webhooks/ports";
import { createSlackReporter } from "@/lib/webhooks/slack-message";
import type { WorkerOptions } from "@/lib/worker/options";
import { startWorker, type Worker } from "@/lib/worker/start";
import { type DatabaseKind, openTestDatabase, type TestDatabase } from "./database";
import { must } from "./must";
import { noGitHub, noReports } from "./no-github";
import { type Received, type Receiver, startReceiver } from "./receiver";

/** A database, a loopback receiver, a team with one model, and workers on demand: all real. */
export type Engine = {
  database: TestDatabase;
  receiver: Receiver;
  scope: TeamScope;
  keyring: Keyring;
  executors: Executors;
  savePorts: { keyring: Keyring; egress: EgressRules };
  /** Towards a path of the receiver, or another address altogether. */
  addWebhook(options?: WebhookWish): Promise<WebhookView>;
  /** An automation on every link in the team, or on another type of event, towards the webhook. */
  addAutomation(webhook: WebhookView, payload?: Json, eventType?: EventType): Promise<Id<"automation">>;
  /** A webhook with a model of its own: each `fire` makes as many deliveries to it as the fan-out says, and to no other. */
  addRoute(options?: WebhookWish & { fanOut?: number; whenUnsure?: WhenUnsure }): Promise<Route>;
  resume(webhook: WebhookView): Promise<void>;
  /** Links one more version: raises the event. */
  link(): Promise<number>;
  workerOptions: WorkerOptions;
  startWorker(options?: Partial<WorkerOptions>): Promise<Worker>;
  close(): Promise<void>;
};

export type WebhookWish = {
  path?: string;
  url?: string;
} & Partial<Pick<NewWebhook, "preset" | "retrySchedule" | "maxConcurrent" | "maxPerSecond">>;

export type Route = {
  webhook: WebhookView;
  automationIds: Id<"automation">[];
  fire(): Promise<void>;
  /** What its receiver got. */
  requests(): Received[];
  /** Its deliveries, newest first. */
  deliveries(): Promise<DeliverySummary[]>;
};

/** What a worker asks for that has room for anything. */
export function wishFor(destination: Id<"webhook">): Wish {
  return { destination, room: 100, retries: 100, firstsBefore: 0, isProbe: false, limits: null };
}

/** `place` is a database of the test's own; `allow` lets out more than the receiver; the rest is the HTTP client's. */
export type EngineOptions = { place?: string; allow?: readonly string[] } & Omit<HttpClientOptions, "allow">;

export async function openEngine(kind: DatabaseKind, options: EngineOptions = {}): Promise<Engine> {
  const { place, allow: others = [], resolve = createNameResolver(), ...client } = options;
  const database = await openTestDatabase(kind, place);
  const receiver = await startReceiver();
  const scope = await (await database.team()).scope("admin");
  const keyring = must(parseKeyring(`k1:${randomBytes(32).toString("base64")}`));
  const allow = must(parseEgressAllow([receiver.origin, ...others].join(" ")));
  const http = createHttpClient({ ...client, allow, resolve });
  const webhookPorts: ExecutorPorts = {
    keyring,
    http,
    clock: systemClock,
    version: "test",
    resolveSecrets: (teamId, wish) => resolveSecrets(database.db, keyring, teamId, wish),
  };
  const executors: Executors = {
    webhook: createWebhookExecutor({ db: database.db, ...webhookPorts }),
    github: noGitHub,
    launch: createLaunchExecutor({ db: database.db, clock: systemClock }),
  };
  must(await createModel(database.db, scope, { name: "churn", description: "", card: "" }));
  const workers: Worker[] = [];
  const files = mkdtempSync(join(tmpdir(), "modelwire-files-"));
  const storage = createDiskStorage(files);
  const savePorts = { keyring, egress: { allow, resolve } };

  const workerOptions: WorkerOptions = {
    db: database.db,
    executors,
    reporters: { ...noReports, slack: createSlackReporter({ db: database.db, ...webhookPorts }) },
    clock: systemClock,
    storage,
    log: createLog({ level: "silent" }),
    listen: database.listen,
    isSoleOwner: false,
    retentionDays: null,
    random: () => 0,
  };

  async function addWebhook({ path = "/hook", url = receiver.origin + path, ...wish }: WebhookWish = {}) {
    const webhook = {
      name: `hook-${newId("webhook").slice(-12)}`,
      url,
      retrySchedule: [1, 1, 1],
      ...wish,
    };
    return must(await createWebhook(database.db, scope, newWebhook.parse(webhook), savePorts));
  }

  async function link(model: string) {
    const source = { uri: `s3://bucket/${newId("artifact")}`, metadata: {} };
    return must(await linkVersion(database.db, scope, { model, source, aliases: [], description: "" })).number;
  }

  return {
    database,
    receiver,
    scope,
    keyring,
    executors,
    savePorts,
    addWebhook,
    async addAutomation(webhook, payload = PAYLOAD, eventType = "LINK_ARTIFACT") {
      const id = newId("automation");
      await database.db
        .insert(automations)
        .values({ ...automationOf(webhook, scope), id, name: id, eventType, action: actionOf(webhook, { payload }) });
      return id;
    },
    async addRoute({ fanOut = 1, whenUnsure, ...wish } = {}) {
      const name = `route-${newId("model").slice(-12)}`;
      const path = wish.path ?? `/${name}`;
      const webhook = await addWebhook({ ...wish, path });
      const model = must(await createModel(database.db, scope, { name, description: "", card: "" }));
      const automationIds = Array.from({ length: fanOut }, () => newId("automation"));
      const action = actionOf(webhook, { payload: PAYLOAD, ...(whenUnsure ? { whenUnsure } : {}) });
      const made = { ...automationOf(webhook, scope), modelId: model.id, eventType: "LINK_ARTIFACT" as const, action };
      await database.db.insert(automations).values(automationIds.map((id) => ({ ...made, id, name: id })));
      return {
        webhook,
        automationIds,
        async fire() {
          await link(name);
        },
        requests: () => receiver.requests.filter((request) => request.path === path),
        deliveries: async () => must(await listDeliveries(database.db, scope, { model: name, limit: 200 })).items,
      };
    },
    async resume(webhook) {
      must(await updateWebhook(database.db, scope, webhook.name, { isPaused: false }, savePorts));
    },
    link: () => link("churn"),
    workerOptions,
    async startWorker(wish = {}) {
      const worker = await startWorker({ ...workerOptions, ...wish });
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

const PAYLOAD: Json = { event: "${event_id}", delivery: "${delivery_id}" };

function automationOf(webhook: WebhookView, scope: TeamScope) {
  return {
    teamId: scope.teamId,
    filter: { alias: null, tag: null, conditions: [] },
    actionType: "webhook" as const,
    webhookId: webhook.id,
    secretNames: [],
    createdBy: "test",
  };
}

function actionOf(
  webhook: WebhookView,
  more: Pick<StoredWebhookAction, "payload" | "whenUnsure">,
): StoredWebhookAction {
  return { type: "webhook", webhookId: webhook.id, ...more };
}
