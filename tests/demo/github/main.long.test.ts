import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";

test("npm run sandbox prints what a .env needs, answers there, and ends when told", async () => {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "demo/github/main.ts", "--hook", "http://127.0.0.1:9/hooks"],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const printed: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  await once(child.stderr, "data");

  const env = parseEnv(printed.join(""));
  const answer = await fetch(`${env.GITHUB_API_URL}/rate_limit`);
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");

  expect([answer.status, code]).toEqual([200, 0]);
  expect(env.GITHUB_API_URL).toBe(`${env.GITHUB_URL}/api/v3`);
  expect(env.GITHUB_OIDC_ISSUER).toBe(`${env.GITHUB_URL}/_services/token`);
  for (const name of [
    "CLIENT_ID",
    "CLIENT_SECRET",
    "APP_ID",
    "APP_SLUG",
    "APP_CLIENT_ID",
    "APP_CLIENT_SECRET",
    "APP_WEBHOOK_SECRET",
  ]) {
    expect(env[`GITHUB_${name}`]).toMatch(/^[\w-]+$/);
  }
  expect(env.GITHUB_APP_PRIVATE_KEY).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
});
