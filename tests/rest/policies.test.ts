import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE_KINDS } from "../support/database";
import { type CallHomeStage, DEPLOY, openCallHomeStage } from "./call-home-stage";

describe.each(DATABASE_KINDS)("the policies for runs that call home on %s", (kind) => {
  let stage: CallHomeStage;
  let delivery: string;

  beforeAll(async () => {
    stage = await openCallHomeStage(kind);
    ({ delivery } = await stage.delivered("fraud"));
  });
  afterAll(() => stage.close());

  const create = (name: string, rule: object, token?: string) =>
    stage.api.call("POST", "/github/policies", { body: { name, rule }, ...(token ? { token } : {}) });
  const remove = (id: string) => stage.api.call("DELETE", `/github/policies/${id}`);

  test("narrow what a run may be of, from the next exchange on, and say by which rule to the team alone", async () => {
    const made = await create("only tags", { kind: "narrow", models: ["fraud"], refs: ["refs/tags/*"] });
    expect(made).toMatchObject({
      status: 201,
      body: { name: "only tags", rule: { kind: "narrow", models: ["fraud"], refs: ["refs/tags/*"], purposes: null } },
    });

    const answer = await stage.exchange(delivery);
    expect(answer).toMatchObject({ status: 403, body: { reason: "policy" } });
    expect(JSON.stringify(answer.body)).not.toContain("only tags");
    const [entry] = (await stage.api.call("GET", "/audit?action=run.called_home")).body.items;
    expect(entry).toMatchObject({ outcome: "refused", reason: expect.stringContaining("The policy is only tags.") });

    expect(await remove(made.body.id)).toMatchObject({ status: 204 });
    expect(await stage.exchange(delivery)).toMatchObject({ status: 200 });
  });

  test("allow another repository of the installation, for the purposes that they name", async () => {
    const claims = { repository_id: String(DEPLOY.id), repository: DEPLOY.name, event_name: "push", run_id: "31" };
    const rule = { kind: "allow", repository: "ACME/deploy", events: ["push"], purposes: ["download"] };
    expect(await stage.exchange(delivery, claims, ["download"])).toMatchObject({ status: 403 });
    const made = await create("deploy reads", rule);
    expect(made).toMatchObject({ status: 201, body: { rule: { repository: "acme/deploy" } } });

    expect(await stage.exchange(delivery, claims, ["download"])).toMatchObject({
      status: 200,
      body: { purposes: ["download"] },
    });
    expect(await stage.exchange(delivery, claims)).toMatchObject({ status: 403, body: { reason: "delivery_unknown" } });
    // It took the delivery from nobody: the run that was dispatched still calls.
    expect(await stage.exchange(delivery)).toMatchObject({ status: 200 });
    await remove(made.body.id);
    expect(await stage.exchange(delivery, claims, ["download"])).toMatchObject({ status: 403 });
  });

  test("are refused where they name what there is not, or a name that is taken", async () => {
    expect(await create("x", { kind: "narrow", models: ["none"], refs: ["a"] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "rule.models" }] },
    });
    expect(await create("x", { kind: "narrow", repositories: ["acme/none"] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "rule.repositories.0" }] },
    });
    const { body } = await create("twice", { kind: "narrow", refs: ["a"] });
    expect(await create("twice", { kind: "narrow", refs: ["b"] })).toMatchObject({ status: 409 });
    await remove(body.id);
    expect(await remove(body.id)).toMatchObject({ status: 404 });
  });

  test("are for admins, and to another team and a restricted token they do not exist", async () => {
    const rule = { kind: "narrow", refs: ["refs/heads/main"] };
    const { body } = await create("mine", rule);
    const member = await stage.api.token("member");
    expect(await create("theirs", rule, member)).toMatchObject({ status: 403 });
    expect(await stage.api.call("GET", "/github/policies", { token: member })).toMatchObject({ status: 403 });

    const restricted = await stage.api.token("admin", { models: ["mdl_none"] });
    expect(await stage.api.call("GET", "/github/policies", { token: restricted })).toMatchObject({ status: 404 });
    const other = await stage.api.database.team();
    const token = await stage.api.token("admin", { team: other });
    const path = `//teams/${other.name}/github/policies`;
    expect(await stage.api.call("DELETE", `${path}/${body.id}`, { token })).toMatchObject({ status: 404 });
    expect((await stage.api.call("GET", path, { token })).body.items).toEqual([]);
    expect((await stage.api.call("GET", "/github/policies")).body.items).toMatchObject([{ id: body.id, name: "mine" }]);
  });
});
