import { createSecretKey, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEgressAllow } from "@/lib/core/address";
import type { Database } from "@/lib/db/client";
import { systemClock } from "@/lib/platform/clock";
import { createNameResolver } from "@/lib/platform/dns";
import { createHttpClient } from "@/lib/platform/http";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import { resolveSecrets } from "@/lib/secrets/resolve";

export type TestPorts = Awaited<ReturnType<typeof openTestPorts>>;

/** Tests look names up in the hosts file alone: nothing answers here, and that at once. */
const NO_SERVER = ["127.0.0.1:1"];

/** The real ports: files in a folder of their own, and requests to the loopback origins that are named alone. */
export function openTestPorts(db: Database, allowedOrigins: readonly string[] = []) {
  const allow = parseEgressAllow(allowedOrigins.join(","));
  if (!allow.ok) {
    throw new Error(allow.problem.message);
  }
  const egress = { allow: allow.value, resolve: createNameResolver({ servers: NO_SERVER }) };
  const http = createHttpClient(egress);
  const keyring = { currentId: "k1", keys: new Map([["k1", createSecretKey(randomBytes(32))]]) };
  const folder = mkdtempSync(join(tmpdir(), "modelwire-rest-"));

  return {
    http,
    egress,
    keyring,
    storage: createDiskStorage(join(folder, "files")),
    clock: systemClock,
    version: "0.0.0-test",
    baseUrl: "http://api.test",
    resolveSecrets: (
      ...wish: Parameters<typeof resolveSecrets> extends [unknown, unknown, ...infer Rest] ? Rest : never
    ) => resolveSecrets(db, keyring, ...wish),
    async close() {
      await http.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
