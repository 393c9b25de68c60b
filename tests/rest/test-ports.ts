import { createSecretKey, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEgressAllow } from "@/lib/core/address";
import type { Database } from "@/lib/db/client";
import { createIdentityVerifier } from "@/lib/github/identity-token";
import { createBell } from "@/lib/launch/agents/bell";
import { systemClock } from "@/lib/platform/clock";
import { createNameResolver } from "@/lib/platform/dns";
import { createHttpClient } from "@/lib/platform/http";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import type { Storage } from "@/lib/platform/storage/port";
import { createS3Storage } from "@/lib/platform/storage/s3";
import { resolveSecrets } from "@/lib/secrets/resolve";
import { noGitHub } from "../support/no-github";
import { startS3Server } from "../support/s3-server";
import { IS_SERVERLESS } from "../support/shape";

export type TestPorts = Awaited<ReturnType<typeof openTestPorts>>;

/** Tests look names up in the hosts file alone: nothing answers here, and that at once. */
const NO_SERVER = ["127.0.0.1:1"];
const NO_ISSUER = "http://127.0.0.1:1";
export const BASE_URL = "http://api.test";

/**
 * The real ports: files in a folder of their own, or in a store of their own in the serverless shape, and requests to the
 * loopback origins that are named alone.
 */
export async function openTestPorts(db: Database, allowedOrigins: readonly string[] = []) {
  const allow = parseEgressAllow(allowedOrigins.join(","));
  if (!allow.ok) {
    throw new Error(allow.problem.message);
  }
  const egress = { allow: allow.value, resolve: createNameResolver({ servers: NO_SERVER }) };
  const http = createHttpClient(egress);
  const keyring = { currentId: "k1", keys: new Map([["k1", createSecretKey(randomBytes(32))]]) };
  const bell = createBell(null);
  const files = IS_SERVERLESS ? await filesInStore() : filesOnDisk();

  return {
    http,
    egress,
    keyring,
    storage: files.storage,
    clock: systemClock,
    verifyIdentity: createIdentityVerifier({ issuer: NO_ISSUER, audience: BASE_URL, clock: systemClock }),
    version: "0.0.0-test",
    baseUrl: BASE_URL,
    executors: { github: noGitHub },
    launch: { bell, onRunEnded: async () => undefined },
    resolveSecrets: (
      ...wish: Parameters<typeof resolveSecrets> extends [unknown, unknown, ...infer Rest] ? Rest : never
    ) => resolveSecrets(db, keyring, ...wish),
    async close() {
      await bell.stop();
      await http.close();
      await files.close();
    },
  };
}

type Files = { storage: Storage; close(): Promise<void> };

function filesOnDisk(): Files {
  const folder = mkdtempSync(join(tmpdir(), "modelwire-rest-"));
  return {
    storage: createDiskStorage(join(folder, "files")),
    async close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function filesInStore(): Promise<Files> {
  const server = await startS3Server();
  // Bytes go through the server, as most tests look at that; tests/rest/store.test.ts sends callers to the store itself.
  const storage = createS3Storage({ ...server.target, canPresign: false }, server.credentials);
  return { storage, close: server.close };
}
