import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { ask, expectRightHooks, type HookReceiver, type Json, startHookReceiver, submit } from "./support";

let sandbox: GitHubSandbox;
let receiver: HookReceiver;
let made: Json;
let jwt: string;

beforeAll(async () => {
  receiver = await startHookReceiver();
  sandbox = await startGitHubSandbox({
    repositories: [{ fullName: "acme/models" }, { fullName: "acme/other", isPrivate: true }, { fullName: "mira/own" }],
  });
  const manifest = {
    name: "Registry of Mira",
    url: "http://127.0.0.1:3000",
    redirect_url: "http://127.0.0.1:3000/made",
    callback_urls: ["http://127.0.0.1:3000/back"],
    setup_url: "http://127.0.0.1:3000/setup",
    hook_attributes: { url: receiver.origin },
    default_permissions: { contents: "write", actions: "write" },
    default_events: ["workflow_run"],
  };
  const back = await submit(`${sandbox.urls.web}/organizations/acme/settings/apps/new?state=s1`, {
    manifest: JSON.stringify(manifest),
    decision: "create",
    name: "Registry of Mira",
  });
  expect(back.href).toMatch(/^http:\/\/127\.0\.0\.1:3000\/made\?code=[0-9a-f]{40}&state=s1$/);
  made = (await ask(sandbox, null, "POST", `/app-manifests/${back.searchParams.get("code")}/conversions`)).body;
  expect((await ask(sandbox, null, "POST", `/app-manifests/${back.searchParams.get("code")}/conversions`)).status).toBe(
    404,
  );
  jwt = await signed(made.pem, String(made.id));
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

test("a manifest becomes an App with all that it needs, and its hook is pinged", async () => {
  expect(made).toMatchObject({ slug: "registry-of-mira", owner: { login: "acme" }, events: ["workflow_run"] });
  expect([made.client_id, made.client_secret, made.webhook_secret, made.pem].every(Boolean)).toBe(true);
  expect((await ask(sandbox, jwt, "GET", "/app")).body.id).toBe(made.id);
  await sandbox.hooks.idle();
  expect(receiver.names()).toContain("ping");
});

test("a code for an App ends after an hour", async () => {
  const back = await submit(`${sandbox.urls.web}/settings/apps/new`, {
    manifest: JSON.stringify({ url: "http://127.0.0.1:3000" }),
    decision: "create",
    name: "Late",
  });
  sandbox.advance(61 * 60_000);

  expect((await ask(sandbox, null, "POST", `/app-manifests/${back.searchParams.get("code")}/conversions`)).status).toBe(
    404,
  );
  sandbox.advance(-61 * 60_000);
});

test("a page asks before it makes an App, and says what the manifest lacks", async () => {
  const page = `${sandbox.urls.web}/settings/apps/new`;
  const form = (manifest: unknown) => ({
    method: "POST",
    body: new URLSearchParams({ manifest: JSON.stringify(manifest) }),
  });

  expect(await (await fetch(page, form({ url: "http://127.0.0.1:3000", name: "X" }))).text()).toContain(
    "Create GitHub App for mira",
  );
  const wrong = await fetch(page, form({ name: "X" }));
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("url:")]);
});

test.each([
  [
    "another's key",
    () =>
      signed(
        generateKeyPairSync("rsa", { modulusLength: 2_048 })
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString(),
        String(made.id),
      ),
    401,
  ],
  ["an issuer that is no App", () => signed(made.pem, "1"), 404],
  ["an end too far away", () => signed(made.pem, String(made.id), "1h"), 401],
  ["an end in the past", () => signed(made.pem, String(made.id), "-1m"), 401],
  ["no signature", async () => `${jwt.split(".").slice(0, 2).join(".")}.`, 401],
  ["nonsense", async () => "eyJub25zZW5zZQ", 401],
])("a JWT with %s is refused", async (_what, token, status) => {
  expect((await ask(sandbox, await token(), "GET", "/app")).status).toBe(status);
});

test("a person installs the App on what they administer, and it hears of it", async () => {
  const page = `${sandbox.urls.web}/apps/${made.slug}/installations/new?state=s2`;
  const { id: models } = await sandbox.repositories.get("acme/models");
  expect(await (await fetch(page)).text()).toContain("acme/models");

  const back = await submit(page, { account: "acme", selection: "selected", repository: String(models) });

  expect(back.origin + back.pathname).toBe("http://127.0.0.1:3000/setup");
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ setup_action: "install", state: "s2" });
  const id = Number(back.searchParams.get("installation_id"));
  const { body } = await ask(sandbox, jwt, "GET", `/app/installations/${id}`);
  expect(body).toMatchObject({ id, account: { login: "acme" }, repository_selection: "selected" });
  expect((await ask(sandbox, jwt, "GET", "/app/installations")).body).toHaveLength(1);
  expect((await ask(sandbox, jwt, "GET", "/repos/acme/models/installation")).body.id).toBe(id);
  expect((await ask(sandbox, jwt, "GET", "/repos/acme/other/installation")).status).toBe(404);
  await sandbox.hooks.idle();
  expect(receiver.payloads("installation created")[0].repositories).toMatchObject([{ full_name: "acme/models" }]);
});

test("a token is narrowed to repositories and permissions, and neither reaches further", async () => {
  const { id } = await installation();
  const wanted = { repositories: ["models"], permissions: { contents: "read" } };
  const { status, body } = await ask(sandbox, jwt, "POST", `/app/installations/${id}/access_tokens`, wanted);

  expect(status).toBe(201);
  expect(body.token).toMatch(/^ghs_\d+_[A-Za-z0-9._-]{490,540}$/);
  expect(body).toMatchObject({ permissions: { contents: "read" }, repository_selection: "selected" });
  expect((await ask(sandbox, body.token, "GET", "/installation/repositories")).body.total_count).toBe(1);
  expect((await ask(sandbox, body.token, "GET", "/repos/acme/other")).status).toBe(404);
  const refused = await ask(sandbox, body.token, "POST", "/repos/acme/models/dispatches", { event_type: "x" });
  expect([refused.status, refused.body.message]).toEqual([403, "Resource not accessible by integration"]);
  expect((await ask(sandbox, body.token, "GET", "/user")).status).toBe(403);
});

test.each([
  ["a repository outside the installation", { repositories: ["other"] }],
  ["a repository that is not there", { repository_ids: [99] }],
  ["a permission that was not granted", { permissions: { administration: "write" } }],
  ["more of a permission than was granted", { permissions: { metadata: "write" } }],
])("no token is given for %s", async (_what, body) => {
  const { id } = await installation();

  expect((await ask(sandbox, jwt, "POST", `/app/installations/${id}/access_tokens`, body)).status).toBe(422);
});

test("a token ends after an hour, when it is revoked, and with a suspension", async () => {
  const { id } = await installation();
  const token = async () => (await ask(sandbox, jwt, "POST", `/app/installations/${id}/access_tokens`)).body.token;
  const statusOf = async (value: string) => (await ask(sandbox, value, "GET", "/installation/repositories")).status;
  const [first, second, third] = [await token(), await token(), await token()];

  await ask(sandbox, first, "DELETE", "/installation/token");
  expect(await statusOf(first)).toBe(401);
  await ask(sandbox, jwt, "PUT", `/app/installations/${id}/suspended`);
  expect(await statusOf(second)).toBe(403);
  await ask(sandbox, jwt, "DELETE", `/app/installations/${id}/suspended`);
  expect(await statusOf(second)).toBe(200);
  sandbox.advance(61 * 60_000);
  expect(await statusOf(third)).toBe(401);
  sandbox.advance(-61 * 60_000);
  await sandbox.hooks.idle();
  expect(receiver.names()).toEqual(expect.arrayContaining(["installation suspend", "installation unsuspend"]));
});

test("a person signs in through the App, by a code that counts once", async () => {
  const query = new URLSearchParams({
    client_id: made.client_id,
    redirect_uri: "http://127.0.0.1:3000/back",
    state: "s3",
  });
  const back = await submit(`${sandbox.urls.web}/login/oauth/authorize?${query}`, { decision: "allow" });
  expect(back.searchParams.get("state")).toBe("s3");

  const given = { client_id: made.client_id, client_secret: made.client_secret, code: back.searchParams.get("code") };
  const { access_token: token, token_type } = await exchange(given);

  expect([token.slice(0, 4), token_type]).toEqual(["ghu_", "bearer"]);
  expect((await ask(sandbox, token, "GET", "/user")).body).toMatchObject({ login: "mira" });
  expect((await ask(sandbox, token, "GET", "/user/installations")).body.installations).toHaveLength(1);
  expect((await ask(sandbox, token, "GET", "/user/memberships/orgs/acme")).body).toMatchObject({
    role: "admin",
    state: "active",
  });
  expect(await exchange(given)).toMatchObject({ error: "bad_verification_code" });
  expect(await exchange({ ...given, client_secret: "no" })).toMatchObject({ error: "incorrect_client_credentials" });
});

test("a stranger's address gets no code", async () => {
  const query = new URLSearchParams({
    client_id: made.client_id,
    redirect_uri: "http://127.0.0.1:3000.evil.example/back",
  });

  expect((await fetch(`${sandbox.urls.web}/login/oauth/authorize?${query}`)).status).toBe(404);
});

test("the log of hooks is paged by a cursor, and what is in it is sent again under its id", async () => {
  await sandbox.hooks.idle();
  const page = await ask(sandbox, jwt, "GET", "/app/hook/deliveries?per_page=1");
  const next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? "";
  expect(next.startsWith(sandbox.urls.api)).toBe(true);
  const second = await ask(sandbox, jwt, "GET", next.slice(sandbox.urls.api.length));
  expect(second.body[0].id).toBeLessThan(page.body[0].id);

  const before = receiver.requests.length;
  await ask(sandbox, jwt, "POST", `/app/hook/deliveries/${page.body[0].id}/attempts`);
  await sandbox.hooks.idle();

  expect(receiver.requests).toHaveLength(before + 1);
  expect(receiver.requests.at(-1)?.headers["x-github-delivery"]).toBe(page.body[0].guid);
  const whole = await ask(sandbox, jwt, "GET", `/app/hook/deliveries/${page.body[0].id}`);
  expect(whole.body).toMatchObject({
    redelivery: false,
    status: "OK",
    request: { payload: { action: expect.any(String) } },
  });
});

test("hooks are lost, doubled, held and turned round as told", async () => {
  const app = sandbox.apps.list().find(({ id }) => id === made.id);
  const ping = () => app && sandbox.hooks.ping(app);
  const before = receiver.requests.length;
  sandbox.hooks.dropNext(1, { event: "ping" });
  ping();
  await sandbox.hooks.idle();
  expect(receiver.requests).toHaveLength(before);
  const [lost] = (await ask(sandbox, jwt, "GET", "/app/hook/deliveries?per_page=1")).body;
  expect([lost.event, lost.status]).toEqual(["ping", "failed to connect to host"]);

  sandbox.hooks.duplicateNext(1);
  ping();
  await sandbox.hooks.idle();
  expect(new Set(idsSince(before)).size).toBe(1);
  expect(idsSince(before)).toHaveLength(2);

  sandbox.hooks.hold();
  ping();
  ping();
  expect(sandbox.hooks.held()).toHaveLength(2);
  sandbox.hooks.release({ order: "reversed", times: 2 });
  await sandbox.hooks.idle();
  const [one, two, three, four] = idsSince(before + 2);
  expect([one === two, three === four, one === three]).toEqual([true, true, false]);
});

test("the hook's address and secret can be changed", async () => {
  const changed = await ask(sandbox, jwt, "PATCH", "/app/hook/config", { url: `${receiver.origin}/x` });

  expect(changed.body).toMatchObject({ url: `${receiver.origin}/x`, content_type: "json" });
  expect((await ask(sandbox, jwt, "GET", "/app/hook/config")).body.url).toBe(`${receiver.origin}/x`);
  expect((await ask(sandbox, jwt, "PATCH", "/app/hook/config", { url: "no" })).status).toBe(422);
});

test("repositories come and go on the page of an installation, and with it", async () => {
  const one = await installation();
  const page = `${sandbox.urls.web}/organizations/acme/settings/installations/${one.id}`;
  await submit(page, { decision: "selection", selection: "all" });
  await submit(page, { decision: "uninstall" });
  await sandbox.hooks.idle();

  expect(receiver.payloads("installation_repositories added")[0].repositories_added).toMatchObject([
    { full_name: "acme/other" },
  ]);
  expect(receiver.names().at(-1)).toBe("installation deleted");
  expect((await ask(sandbox, jwt, "GET", `/app/installations/${one.id}`)).status).toBe(404);
  expectRightHooks(receiver, { id: made.id, webhookSecret: made.webhook_secret });
});

function idsSince(count: number): unknown[] {
  return receiver.requests.slice(count).map(({ headers }) => headers["x-github-delivery"]);
}

async function installation(): Promise<Json> {
  return (await ask(sandbox, jwt, "GET", "/app/installations")).body[0];
}

function signed(pem: string, issuer: string, end = "9m"): Promise<string> {
  const jwt = new SignJWT().setProtectedHeader({ alg: "RS256" }).setIssuer(issuer).setIssuedAt();
  return jwt.setExpirationTime(end).sign(createPrivateKey(pem));
}

async function exchange(given: Record<string, unknown>): Promise<Json> {
  const answer = await fetch(`${sandbox.urls.web}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(given),
  });
  return answer.json();
}
