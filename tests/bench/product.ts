import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contextless, grant } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { parseEgressAllow } from "@/lib/core/address";
import { type Database, type DatabaseHandle, openDatabase } from "@/lib/db/client";
import { teams } from "@/lib/db/schema";
import { systemClock } from "@/lib/platform/clock";
import { type Keyring, parseKeyring } from "@/lib/platform/crypto";
import { createNameResolver } from "@/lib/platform/dns";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { newId } from "@/lib/platform/id";
import { createLog } from "@/lib/platform/log";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import { resolveSecrets } from "@/lib/secrets/resolve";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { startWorker, type Worker } from "@/lib/worker/start";
import { must } from "../support/must";
import { noGitHub, noLaunch, noReports } from "../support/no-github";
import type { PostgresServer } from "../support/postgres";

export const DATABASE_KINDS = ["postgres", "embedded"] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

/** What the product's own default is. */
export const POOL_MAX = 10;

/** Where a fresh database lies: the environment of a server that is to use it, and how to be rid of it. */
export type Place = { kind: DatabaseKind; at: string; remove(): void };

export type ProductOptions = { origins?: readonly string[]; poolMax?: number };

/** The product's own parts, put together as its composition root does, on a fresh database with one team. */
export type Product = {
  kind: DatabaseKind;
  db: Database;
  listen: DatabaseHandle["listen"];
  scope: TeamScope;
  http: HttpClient;
  keyring: Keyring;
  savePorts: { keyring: Keyring; egress: { allow: ReturnType<typeof egressAllow>; resolve: typeof resolveName } };
  startWorker(): Promise<Worker>;
  close(): Promise<void>;
};

const resolveName = createNameResolver();

export async function freshPlace(kind: DatabaseKind, server: PostgresServer): Promise<Place> {
  if (kind === "postgres") {
    return { kind, at: await server.createDatabase(`bench_${randomBytes(6).toString("hex")}`), remove: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), "modelwire-bench-"));
  return { kind, at: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function openProduct(
  kind: DatabaseKind,
  server: PostgresServer,
  options: ProductOptions = {},
): Promise<Product> {
  return openProductAt(await freshPlace(kind, server), options);
}

export async function openProductAt(
  place: Place,
  { origins = [], poolMax = POOL_MAX }: ProductOptions = {},
): Promise<Product> {
  const { kind } = place;
  const handle = await openDatabase(
    kind === "postgres" ? { kind, url: place.at, poolMax } : { kind, folder: place.at },
  );
  const { db } = handle;
  const allow = egressAllow(origins);
  const http = createHttpClient({ allow, resolve: resolveName });
  const keyring = must(parseKeyring(`k1:${randomBytes(32).toString("base64")}`));
  const files = mkdtempSync(join(tmpdir(), "modelwire-bench-files-"));
  const storage = createDiskStorage(files);
  const executors = {
    webhook: createWebhookExecutor({
      db,
      http,
      keyring,
      clock: systemClock,
      version: "bench",
      resolveSecrets: (teamId, wish) => resolveSecrets(db, keyring, teamId, wish),
    }),
    github: noGitHub,
    launch: noLaunch,
  };

  return {
    kind,
    db,
    listen: handle.listen,
    scope: await makeTeam(db),
    http,
    keyring,
    savePorts: { keyring, egress: { allow, resolve: resolveName } },
    startWorker: () =>
      startWorker({
        db,
        reporters: noReports,
        executors,
        storage,
        clock: systemClock,
        log: discardedLog(),
        listen: handle.listen,
        isSoleOwner: kind === "embedded",
        retentionDays: null,
      }),
    async close() {
      await http.close();
      await handle.close();
      place.remove();
      rmSync(files, { recursive: true, force: true });
    },
  };
}

async function makeTeam(db: Database): Promise<TeamScope> {
  const team = { id: newId("team"), name: "bench" };
  await db.insert(teams).values(team);
  const actor = { kind: "system", id: null, name: "bench" } as const;
  return grant({ team, actor, role: "admin", models: "all" }, contextless());
}

function egressAllow(origins: readonly string[]) {
  return must(parseEgressAllow(origins.join(",")));
}

/** Written at the default level and made into lines as in production, for that costs too; only the lines go nowhere. */
function discardedLog() {
  return createLog({ level: "info" }, { write: () => {} });
}
