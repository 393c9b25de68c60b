import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startRuntime, stopRuntime } from "@/app/_server/runtime";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "modelwire-runtime-"));
  vi.stubEnv("MODELWIRE_DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterAll(async () => {
  await stopRuntime();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test("a start that failed lets go of the folder, so that the next one succeeds", { timeout: 120_000 }, async () => {
  writeFileSync(join(folder, "keys"), "no keys\n");
  await expect(startRuntime()).rejects.toThrow("holds no usable keys");

  rmSync(join(folder, "keys"));
  const runtime = await startRuntime();

  expect(runtime.database.kind).toBe("embedded");
});
