import { join } from "node:path";
import type { Executors, ResolveSecrets } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import type { Clock } from "@/lib/platform/clock";
import type { Keyring } from "@/lib/platform/crypto";
import { createNameResolver } from "@/lib/platform/dns";
import type { Env } from "@/lib/platform/env";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import type { Storage } from "@/lib/platform/storage/port";
import { resolveSecrets } from "@/lib/secrets/resolve";
import type { EgressRules } from "@/lib/webhooks/destination";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { VERSION } from "./version";

export type Ports = {
  executors: Executors;
  storage: Storage;
  http: HttpClient;
  keyring: Keyring;
  egress: EgressRules;
  resolveSecrets: ResolveSecrets;
  clock: Clock;
  /** Where people reach this installation. */
  baseUrl: string;
  version: string;
};

export type PortOptions = { db: Database; keyring: Keyring; env: Env; clock: Clock };

/** The composition root: the one place where sibling modules and the outside world are put together. */
export function createPorts({ db, keyring, env, clock }: PortOptions): Ports {
  const egress = { allow: env.MODELWIRE_EGRESS_ALLOW, resolve: createNameResolver() };
  const http = createHttpClient(egress);
  const shared = {
    http,
    keyring,
    egress,
    clock,
    version: VERSION,
    resolveSecrets: ((teamId, wish) => resolveSecrets(db, keyring, teamId, wish)) satisfies ResolveSecrets,
  };

  return {
    ...shared,
    executors: { webhook: createWebhookExecutor({ db, ...shared }) },
    storage: createDiskStorage(join(env.MODELWIRE_DATA_DIR, "files")),
    baseUrl: env.MODELWIRE_URL,
  };
}
