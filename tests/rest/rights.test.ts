import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;

beforeAll(async () => {
  api = await openTestApi("embedded", { allowedOrigins: ["http://127.0.0.1:1"] });
  for (const name of ["seen", "hidden"]) {
    await api.call("POST", "/models", { body: { name } });
    await api.call("POST", `/models/${name}/versions`, { body: { source: { uri: `s3://b/${name}` } } });
    await api.call("PUT", `/models/${name}/aliases/staging`, { body: { version: "v0" } });
  }
  await api.call("POST", "/secrets", { body: { name: "KEY", value: "v" } });
  await api.call("POST", "/webhooks", { body: { name: "hook", url: "http://127.0.0.1:1/" } });
  await api.call("PUT", "/protected-aliases/production");
});
afterAll(() => api.close());

describe("roles", () => {
  const link = { source: { uri: "s3://b/k" } };
  const automation = { name: "a", eventType: "LINK_ARTIFACT", action: { type: "webhook", webhook: "hook" } };

  test.each([
    { method: "GET", path: "/models", viewer: 200, member: 200 },
    { method: "GET", path: "/members", viewer: 200, member: 200 },
    { method: "GET", path: "/webhooks", viewer: 200, member: 200 },
    { method: "GET", path: "/automations", viewer: 200, member: 200 },
    { method: "GET", path: "/deliveries", viewer: 200, member: 200 },
    { method: "GET", path: "/secrets", viewer: 403, member: 200 },
    { method: "GET", path: "/github/installations", viewer: 403, member: 200 },
    { method: "GET", path: "/github/installations/none/repositories", viewer: 403, member: 404 },
    { method: "DELETE", path: "/github/installations/none", viewer: 403, member: 403 },
    { method: "GET", path: "/tokens", viewer: 403, member: 403 },
    { method: "GET", path: "/invitations", viewer: 403, member: 403 },
    { method: "POST", path: "/invitations", body: { role: "viewer" }, viewer: 403, member: 403 },
    { method: "DELETE", path: "/invitations/none", viewer: 403, member: 403 },
    { method: "PATCH", path: "/members/none", body: { role: "viewer" }, viewer: 403, member: 403 },
    { method: "DELETE", path: "/members/none", viewer: 403, member: 403 },
    { method: "GET", path: "/audit", viewer: 403, member: 403 },
    { method: "POST", path: "/models", body: { name: "by-role" }, viewer: 403, member: 201 },
    { method: "PATCH", path: "/models/seen", body: { description: "d" }, viewer: 403, member: 200 },
    { method: "DELETE", path: "/models/seen?confirm=seen", viewer: 403, member: 403 },
    { method: "POST", path: "/models/seen/versions", body: link, viewer: 403, member: 201 },
    { method: "PUT", path: "/models/seen/aliases/dev", body: { version: "v0" }, viewer: 403, member: 200 },
    { method: "PUT", path: "/models/seen/aliases/production", body: { version: "v0" }, viewer: 403, member: 403 },
    { method: "PUT", path: "/models/seen/tags/k", body: {}, viewer: 403, member: 200 },
    { method: "PUT", path: "/models/seen/versions/v0/tags/k", body: {}, viewer: 403, member: 200 },
    { method: "POST", path: "/models/seen/versions/v0/evaluations", body: { name: "e" }, viewer: 403, member: 201 },
    {
      method: "POST",
      path: "/artifacts",
      body: { project: "p", name: "n", reference: "s3://b/k" },
      viewer: 403,
      member: 201,
    },
    { method: "POST", path: "/automations", body: automation, viewer: 403, member: 201 },
    { method: "PUT", path: "/protected-aliases/x", viewer: 403, member: 403 },
    { method: "POST", path: "/secrets", body: { name: "S", value: "v" }, viewer: 403, member: 403 },
    { method: "POST", path: "/webhooks", body: { name: "w", url: "http://127.0.0.1:1/" }, viewer: 403, member: 403 },
    { method: "POST", path: "/webhooks/hook/test", body: { payload: {} }, viewer: 403, member: 403 },
    { method: "POST", path: "/tokens", body: { name: "t", role: "viewer" }, viewer: 403, member: 403 },
  ])("$method $path: viewer $viewer, member $member", async ({ method, path, body, viewer, member }) => {
    const options = body === undefined ? {} : { body };

    expect(await api.call(method, path, { ...options, token: await api.token("viewer") })).toMatchObject({
      status: viewer,
    });
    expect(await api.call(method, path, { ...options, token: await api.token("member") })).toMatchObject({
      status: member,
    });
  });

  test("a refusal names who may, and is audited", async () => {
    const token = await api.token("viewer");
    const answer = await api.call("POST", "/secrets", { token, body: { name: "NOPE", value: "v" } });

    expect(answer.body.detail).toBe("Only admins may create, replace and delete secrets.");
    const { body } = await api.call("GET", "/audit?outcome=refused&action=secret.created");
    expect(body.items[0]).toMatchObject({ target: { name: "NOPE" }, requestId: answer.body.requestId });
  });
});

describe("a token restricted to one model", () => {
  test("finds that one, and of the others and of the team nothing", async () => {
    const seen = (await api.call("GET", "/models/seen")).body.id;
    const token = await api.token("admin", { models: [seen] });

    expect(await api.call("GET", "/models/seen", { token })).toMatchObject({ status: 200 });
    expect((await api.call("GET", "/models", { token })).body.items).toMatchObject([{ name: "seen" }]);
    const versions = (await api.call("GET", "/versions", { token })).body.items;
    expect(new Set(versions.map((version: { model: { name: string } }) => version.model.name))).toEqual(
      new Set(["seen"]),
    );
    const events = (await api.call("GET", "/events", { token })).body.items;
    expect(new Set(events.map((event: { model: { name: string } }) => event.model.name))).toEqual(new Set(["seen"]));

    const hidden = ["/models/hidden", "/models/hidden/versions", "/models/hidden/versions/v0", "/events?model=hidden"];
    const teamWide = ["/tokens", "/secrets", "/webhooks", "/members", "/invitations", "/audit", "/protected-aliases"];
    teamWide.push("/github/installations");
    for (const path of [...hidden, ...teamWide]) {
      expect(await api.call("GET", path, { token }), path).toMatchObject({ status: 404 });
    }
    expect(await api.call("PUT", "/models/hidden/aliases/x", { token, body: { version: "v0" } })).toMatchObject({
      status: 404,
    });
    expect(await api.call("POST", "/models", { token, body: { name: "new" } })).toMatchObject({ status: 404 });
  });

  test("is made by name, and shows its models", async () => {
    const made = await api.call("POST", "/tokens", { body: { name: "ci", role: "member", models: ["seen"] } });

    expect(made).toMatchObject({ status: 201, body: { models: [{ name: "seen" }] } });
    expect(await api.call("GET", "//whoami", { token: made.body.token })).toMatchObject({
      body: { role: "member", models: [made.body.models[0].id] },
    });
    expect(await api.call("DELETE", `/tokens/${made.body.id}`)).toMatchObject({ status: 204 });
    expect(await api.call("GET", "//whoami", { token: made.body.token })).toMatchObject({ status: 401 });
  });
});

describe("an operator", () => {
  test("creates a team, whose first token is told once", async () => {
    const operator = await api.token("admin", { isBootstrap: true });

    const made = await api.call("POST", "//teams", { token: operator, body: { name: "second" } });
    expect(made).toMatchObject({ status: 201, body: { name: "second", adminToken: { role: "admin" } } });
    expect(await api.call("POST", "//teams", { token: operator, body: { name: "SECOND" } })).toMatchObject({
      status: 409,
    });
    expect(await api.call("GET", "//whoami", { token: made.body.adminToken.token })).toMatchObject({
      body: { team: { name: "second" }, isOperator: false },
    });
  });

  test("alone may create teams and rotate keys", async () => {
    expect(await api.call("POST", "//teams", { body: { name: "third" } })).toMatchObject({ status: 403 });
    expect(await api.call("POST", "//rotate-keys")).toMatchObject({ status: 403 });
    expect(
      await api.call("POST", "//rotate-keys", { token: await api.token("admin", { isBootstrap: true }) }),
    ).toMatchObject({
      status: 200,
      body: { unreadable: [] },
    });
  });
});

describe("a secret", () => {
  test("is never told again, by no answer", async () => {
    const value = "correct horse battery staple";
    const answers = [
      await api.call("POST", "/secrets", { body: { name: "ONCE", value } }),
      await api.call("GET", "/secrets/ONCE"),
      await api.call("PATCH", "/secrets/ONCE", { body: { value: `${value} 2` } }),
      await api.call("GET", "/secrets"),
      await api.call("GET", "/audit"),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    expect(JSON.stringify(answers)).not.toContain("horse");
  });
});
