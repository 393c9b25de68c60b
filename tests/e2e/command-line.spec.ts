import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { TEAM } from "./support/seed";

const execute = promisify(execFile);

test("the server's own command line is one file that anybody may fetch, and works", async ({ playwright, baseURL }) => {
  const stranger = await playwright.request.newContext({ baseURL });
  const answer = await stranger.get("/cli.mjs");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("javascript");
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");

  const folder = mkdtempSync(join(tmpdir(), "modelwire-fetched-cli-"));
  try {
    const file = join(folder, "modelwire.mjs");
    writeFileSync(file, await answer.body());
    const env = {
      NODE_ENV: "production",
      MODELWIRE_URL: baseURL,
      MODELWIRE_TOKEN: process.env.MODELWIRE_E2E_TOKEN,
    } as const;
    const modelwire = (...args: string[]) => execute(process.execPath, [file, ...args], { cwd: folder, env });

    expect((await modelwire("whoami")).stdout).toContain(TEAM);
    writeFileSync(join(folder, "weights.txt"), "fetched");
    await modelwire("log", "weights.txt", "--project", "fetched", "--name", "cli", "--link", "fetched-cli", "--create");
    await modelwire("download", "fetched-cli:v0", "-o", "down");
    expect(readFileSync(join(folder, "down", "weights.txt"), "utf8")).toBe("fetched");
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await stranger.dispose();
  }
});
