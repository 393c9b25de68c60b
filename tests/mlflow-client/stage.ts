import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { DeliverySummary } from "@/lib/core/delivery";
import type { EventType } from "@/lib/core/event";
import { startServer } from "../e2e/support/server";
import type { DatabaseKind } from "../support/database";
import { freshPostgresDatabase } from "../support/postgres-database";
import { type Receiver, startReceiver } from "../support/receiver";
import { type MlflowClient, startMlflow } from "./python";

const TEAM = "acme";
const PATIENCE = { timeout: 20_000, interval: 100 };

/** The built product with its worker, a receiver, and a person's Python whose runs are tracked in a folder. */
export type ClientStage = {
  mlflow: MlflowClient;
  receiver: Receiver;
  rest(method: string, path: string, body?: object): Promise<Awaited<ReturnType<Response["json"]>>>;
  /** Waits until the automation on this type of event has been delivered for the model, and answers the delivery. */
  delivered(model: string, eventType: EventType, alias?: string): Promise<DeliverySummary | undefined>;
  close(): Promise<void>;
};

export async function openClientStage(kind: DatabaseKind): Promise<ClientStage> {
  const receiver = await startReceiver();
  const env: Record<string, string> = kind === "postgres" ? await ownPostgres() : {};
  const server = await startServer({ team: TEAM, egress: [receiver.origin], env });
  const home = mkdtempSync(join(tmpdir(), "modelwire-mlflow-"));
  const address = new URL(`/mlflow/${TEAM}`, server.url);
  address.username = "token";
  address.password = server.token;
  const mlflow = startMlflow({
    HOME: home,
    MLFLOW_REGISTRY_URI: address.href,
    MLFLOW_TRACKING_URI: `file://${home}/mlruns`,
    MLFLOW_ALLOW_FILE_STORE: "true",
  });

  async function rest(method: string, path: string, body?: object) {
    const response = await fetch(`${server.url}/api/v1/teams/${TEAM}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.json();
    expect(response.ok, JSON.stringify(answer)).toBe(true);
    return answer;
  }

  await rest("POST", "/webhooks", { name: "ci", url: `${receiver.origin}/ci` });
  for (const eventType of ["CREATE_MODEL", "LINK_ARTIFACT", "ADD_ARTIFACT_ALIAS", "ADD_ARTIFACT_TAG"]) {
    await rest("POST", "/automations", { name: eventType, eventType, action: { type: "webhook", webhook: "ci" } });
  }

  return {
    mlflow,
    receiver,
    rest,
    async delivered(model, eventType, alias) {
      async function newest(): Promise<DeliverySummary | undefined> {
        const { items } = await rest("GET", `/deliveries?model=${model}&limit=100`);
        return items.find(
          ({ automation, event }: DeliverySummary) =>
            automation.name === eventType && (alias === undefined || event.alias === alias),
        );
      }
      await expect.poll(async () => (await newest())?.state, PATIENCE).toBe("delivered");
      return newest();
    },
    async close() {
      await mlflow.stop();
      await server.stop();
      await receiver.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ownPostgres(): Promise<Record<string, string>> {
  const keys = `k1:${randomBytes(32).toString("base64")}`;
  return { DATABASE_URL: await freshPostgresDatabase(), MODELWIRE_KEYS: keys };
}
