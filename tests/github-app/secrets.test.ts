import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClients } from "@/github-app/client";
import { createGitHubExecutor } from "@/github-app/dispatch";
import type { StoredGitHubAction } from "@/lib/core/automation";
import type { Executor } from "@/lib/core/ports";
import { ok } from "@/lib/core/result";
import { systemClock } from "@/lib/platform/clock";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { newId } from "@/lib/platform/id";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { addInstallation } from "../support/github-team";

/** How a proxy or a broken server may send a token back. */
const SPELLINGS: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => JSON.stringify({ message: token }),
  (token) => JSON.stringify(JSON.stringify({ authorization: `token ${token}` })),
  (token) => encodeURIComponent(token),
  (token) => Buffer.from(token).toString("base64"),
  (token) => Buffer.from(`x-access-token:${token}`).toString("base64"),
  (token) => Buffer.from(token).toString("hex"),
  (token) => `${"x".repeat(64 * 1024 - 20)}${token}`,
];

let database: TestDatabase;
let http: HttpClient;
let server: Server;
let executor: Executor<StoredGitHubAction>;
let input: Parameters<Executor<StoredGitHubAction>>[0];
let token = "";
let reply: { status: number; spell: (token: string) => string; inHeader: boolean };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    if (request.url?.endsWith("/access_tokens")) {
      const granted = { token, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} };
      response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(granted));
      return;
    }
    if (request.url?.startsWith("/installation/repositories")) {
      const repositories = [{ id: 7, full_name: "acme/serving", default_branch: "main" }];
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ repositories }));
      return;
    }
    const headers = reply.inHeader ? { "x-echo": reply.spell(token).slice(-2_000) } : {};
    response.writeHead(reply.status, headers).end(reply.status === 204 ? undefined : reply.spell(token));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  database = await openTestDatabase("embedded");
  http = createHttpClient({ allow: { origins: new Set([origin]), cidrs: [] } });

  const scope = await (await database.team()).scope("admin");
  const installationId = await addInstallation(database.db, scope, {
    installationId: 1,
    repositories: [{ id: 7, name: "acme/serving" }],
  });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const credentials = {
    appId: 1,
    slug: "modelwire",
    clientId: "Iv1",
    clientSecret: "-",
    webhookSecret: "-",
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
  executor = async (given, signal) => {
    // Anew each time, for a client keeps its tokens.
    const hosts = { web: origin, api: origin, oidcIssuer: origin, isSandbox: true };
    const clients = createClients({ hosts, version: "test", credentials: async () => ok(credentials) });
    const timing = { dispatchMs: 2_000, pausesMs: [1], looksMs: 5_000 };
    return createGitHubExecutor({ db: database.db, clients, http, clock: systemClock, timing })(given, signal);
  };
  const action: StoredGitHubAction = {
    type: "github",
    installationId,
    repositoryId: 7,
    repository: "acme/serving",
    dispatch: { kind: "repository", eventType: "deploy" },
    payload: {},
    deployment: null,
    reportsCheck: false,
  };
  input = { deliveryId: newId("delivery"), teamId: scope.teamId, action, body: "{}", secretHoles: [], attempt: 1 };
});
afterAll(async () => {
  await http.close();
  server.close();
  await database.close();
});

test("no token of any length or form survives in what is kept of an attempt, however it is sent back", async () => {
  const characters = fc.constantFrom(...`abcdefghijkXYZ0123456789._-`);
  const tokens = fc.string({ unit: characters, minLength: 36, maxLength: 600 }).map((text) => `ghs_${text}`);
  const replies = fc.record({
    status: fc.constantFrom(204, 200, 302, 400, 401, 403, 404, 422, 429, 500),
    spell: fc.constantFrom(...SPELLINGS),
    inHeader: fc.boolean(),
  });

  await fc.assert(
    fc.asyncProperty(tokens, replies, async (drawn, answer) => {
      token = drawn;
      reply = answer;

      const { outcome, record } = await executor(input, new AbortController().signal);

      const kept = JSON.stringify({ outcome, record });
      expect(record.request?.url).toContain("/dispatches");
      for (const spell of SPELLINGS.slice(0, -1)) {
        expect(kept).not.toContain(spell(drawn));
      }
      // Nor any part of it that would be of use: a cut text may end within it.
      expect(kept).not.toContain(drawn.slice(0, 20));
      expect(Object.keys(record.request?.headers ?? {})).not.toContain("authorization");
    }),
    { numRuns: 60 },
  );
});
