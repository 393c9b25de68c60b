import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { ask } from "./support";

let sandbox: GitHubSandbox;

beforeAll(async () => {
  sandbox = await startGitHubSandbox();
});

afterAll(() => sandbox.close());

test.each(["evil.example", "localhost", "127.0.0.1:1", "127.0.0.1"])(
  "answers nobody who came by the name %s, though he knows the secret path",
  async (host) => {
    expect(await statusWith({ host }, new URL(`${sandbox.urls.web}/api/v3/rate_limit`).pathname)).toBe(421);
  },
);

test.each([
  "/",
  "/api/v3/rate_limit",
  "/_services/token/.well-known/jwks",
  "/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/api/v3/rate_limit",
])("shows nothing at %s, without the secret of this start", async (path) => {
  expect(await statusWith({ host: new URL(sandbox.urls.origin).host }, path)).toBe(404);
});

test("has another secret at each start", async () => {
  const other = await startGitHubSandbox();
  await other.close();

  expect(new URL(other.urls.web).pathname).not.toBe(new URL(sandbox.urls.web).pathname);
  expect(new URL(sandbox.urls.web).pathname.length).toBeGreaterThan(30);
});

test("writes down what was asked, without the token", async () => {
  await ask(sandbox, "ghs_neverwritten", "GET", "/rate_limit");

  const last = sandbox.requests.at(-1);
  expect(last).toMatchObject({ method: "GET", path: "/api/v3/rate_limit", headers: { authorization: "Bearer ghs_…" } });
  expect(JSON.stringify(last)).not.toContain("neverwritten");
});

test("wants a User-Agent, as GitHub does", async () => {
  const path = new URL(`${sandbox.urls.api}/rate_limit`).pathname;

  expect(await statusWith({ host: new URL(sandbox.urls.origin).host }, path)).toBe(403);
});

test("goes wrong as told, as often as told, and only where told", async () => {
  const answer = { status: 403, headers: { "retry-after": "60" }, body: { message: "secondary rate limit" } };
  sandbox.fail({ path: /\/rate_limit$/, times: 2, answer });

  expect((await fetch(`${sandbox.urls.api}/orgs/acme`)).status).toBe(200);
  const first = await fetch(`${sandbox.urls.api}/rate_limit`);
  expect([first.status, first.headers.get("retry-after")]).toEqual([403, "60"]);
  expect((await fetch(`${sandbox.urls.api}/rate_limit`)).status).toBe(403);
  expect((await fetch(`${sandbox.urls.api}/rate_limit`)).status).toBe(200);
});

test("can hang, break off and be slow", async () => {
  sandbox.fail({ path: /\?reset$/, answer: "reset" });
  sandbox.fail({ path: /\?hang$/, answer: "hang" });
  sandbox.fail({ path: /\?slow$/, delayMs: 60 });
  const at = (how: string, signal?: AbortSignal) =>
    fetch(`${sandbox.urls.api}/rate_limit?${how}`, signal && { signal });

  await expect(at("reset")).rejects.toThrow();
  await expect(at("hang", AbortSignal.timeout(50))).rejects.toThrow("timeout");
  const startedAt = performance.now();
  expect((await at("slow")).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(55);
});

test("says on its pages that it is a sandbox", async () => {
  expect(await (await fetch(`${sandbox.urls.web}/login`)).text()).toContain("SANDBOX");
});

/** By Node's own client, which lets a test choose the Host and leave the User-Agent out. */
function statusWith(headers: Record<string, string>, path: string): Promise<number> {
  const { port } = new URL(sandbox.urls.origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    outgoing.once("error", reject).end();
  });
}
