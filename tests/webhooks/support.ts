import { randomBytes } from "node:crypto";
import type * as z from "zod";
import type { AutomationTestPorts } from "@/lib/automations/test-call";
import type { TeamScope } from "@/lib/core/actor";
import { type EgressAllow, parseEgressAllow } from "@/lib/core/address";
import type { StoredWebhookAction } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import type { ExecutorInput } from "@/lib/core/ports";
import { newSecret } from "@/lib/core/secret";
import { newWebhook } from "@/lib/core/webhook";
import type { Database } from "@/lib/db/client";
import { systemClock } from "@/lib/platform/clock";
import { type Keyring, parseKeyring } from "@/lib/platform/crypto";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { newId } from "@/lib/platform/id";
import { createSecret } from "@/lib/secrets/commands";
import { resolveSecrets } from "@/lib/secrets/resolve";
import { createWebhook } from "@/lib/webhooks/commands";
import type { TestPorts } from "@/lib/webhooks/ports";
import { must } from "../support/must";
import { noGitHub } from "../support/no-github";

export type TestWebhookPorts = AutomationTestPorts & { http: HttpClient };

export function newKeyring(): Keyring {
  return must(parseKeyring(`k1:${randomBytes(32).toString("base64")}`));
}

/** The real parts, with the loopback origins allowed that a test listens on, and names as the test says. */
export function makePorts(
  db: Database,
  origins: readonly string[],
  names: Record<string, string[]> = {},
): TestWebhookPorts {
  const keyring = newKeyring();
  const allow: EgressAllow = must(parseEgressAllow(origins.join(" ")));
  const resolve = async (name: string) => names[name] ?? [];
  return {
    keyring,
    egress: { allow, resolve },
    http: createHttpClient({ allow, resolve }),
    clock: systemClock,
    version: "9.8.7",
    baseUrl: "https://models.example.com",
    executors: { github: noGitHub },
    resolveSecrets: (teamId, wish) => resolveSecrets(db, keyring, teamId, wish),
  };
}

export async function addSecret(
  db: Database,
  scope: TeamScope,
  ports: TestPorts,
  secret: { name: string; value: string; payloadWebhooks?: string[] },
): Promise<Id<"secret">> {
  return must(await createSecret(db, scope, newSecret.parse(secret), ports)).id;
}

export async function addWebhook(
  db: Database,
  scope: TeamScope,
  ports: TestPorts,
  webhook: Partial<z.input<typeof newWebhook>> & { url: string },
): Promise<Id<"webhook">> {
  return must(await createWebhook(db, scope, newWebhook.parse({ name: "ci", ...webhook }), ports)).id;
}

export function inputFor(
  scope: TeamScope,
  webhookId: Id<"webhook">,
  body = '{"a":1}',
  secretHoles: ExecutorInput["secretHoles"] = [],
): ExecutorInput<StoredWebhookAction> {
  return {
    deliveryId: newId("delivery"),
    teamId: scope.teamId,
    action: { type: "webhook", webhookId, payload: null },
    body,
    secretHoles,
    attempt: 1,
  };
}
