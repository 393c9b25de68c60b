import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CallHomeStage, openCallHomeStage } from "../rest/call-home-stage";
import { type Served, serve } from "../rest/serve";
import { AUDIENCE, type Claims } from "../support/token-issuer";
import { startCli } from "./processes";

/** What a runner hands to a job, answered as GitHub answers it. */
const REQUEST_TOKEN = "request-token-of-this-job";

let stage: CallHomeStage;
let server: Served;
let runner: Served;
let made: Awaited<ReturnType<CallHomeStage["delivered"]>>;
let claims: Claims = {};
let asked: string[] = [];
let folder: string;
/** How many calls of the exchange get lost on the way back. */
let lost = 0;

beforeAll(async () => {
  stage = await openCallHomeStage("embedded");
  made = await stage.delivered("fraud", { hasFile: true });
  server = await serve(async (request) => {
    const answer = await stage.api.fetch(request);
    if (new URL(request.url).pathname.endsWith("/oidc/exchange") && lost > 0) {
      lost -= 1;
      return new Response("gateway", { status: 502 });
    }
    return answer;
  });
  runner = await serve(async (request) => {
    const { searchParams } = new URL(request.url);
    if (request.headers.get("authorization") !== `Bearer ${REQUEST_TOKEN}`) {
      return new Response("", { status: 401 });
    }
    asked.push(searchParams.get("audience") ?? "");
    return Response.json({ value: await stage.issuer.sign({ aud: searchParams.get("audience"), ...claims }) });
  });
});
afterAll(async () => {
  await runner.close();
  await server.close();
  await stage.close();
});
beforeEach(() => {
  claims = {};
  asked = [];
  lost = 0;
  folder = mkdtempSync(join(tmpdir(), "modelwire-exchange-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

function job(changes: Record<string, string | undefined> = {}): Record<string, string> {
  const env = {
    MODELWIRE_URL: server.url,
    MODELWIRE_AUDIENCE: AUDIENCE,
    MODELWIRE_DELIVERY: made.delivery,
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: "https://github.test",
    GITHUB_REPOSITORY: "acme/train",
    GITHUB_RUN_ID: "9001",
    ACTIONS_ID_TOKEN_REQUEST_URL: `${runner.url}/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    XDG_STATE_HOME: join(folder, "state"),
    ...changes,
  };
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const modelwire = (args: string[], env = job()) => startCli(args, env, folder).ended;

describe("a job without a stored token", () => {
  test("downloads the very version that its delivery is about, and records what it measured", async () => {
    const down = await modelwire(["download", "-o", "model"]);
    expect(down, down.stderr).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "model", "weights.bin"), "utf8")).toBe("weightsfraud");

    writeFileSync(join(folder, "metrics.json"), '{"auc":0.93,"loss":0.1}');
    const args = [
      "evaluate",
      "--name",
      "holdout",
      "--metric",
      "@metrics.json",
      "--metric",
      "f1=0.9",
      "--check",
      "no-drift=true",
    ];
    const recorded = await modelwire([...args, "--json"]);
    expect(recorded, recorded.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(recorded.stdout)).toMatchObject({
      name: "holdout",
      metrics: { auc: 0.93, loss: 0.1, f1: 0.9 },
      checks: { "no-drift": true },
      runUrl: "https://github.test/acme/train/actions/runs/9001",
      by: "acme/train run 9001",
    });
    expect(asked).toEqual([AUDIENCE, AUDIENCE]);
  });

  test.each([
    { kind: "repository dispatch", event: () => ({ client_payload: { modelwire: { delivery_id: made.delivery } } }) },
    { kind: "workflow dispatch", event: () => ({ inputs: { delivery_id: made.delivery } }) },
  ])("finds its delivery in what the $kind brought", async ({ event }) => {
    const path = join(folder, "event.json");
    writeFileSync(path, JSON.stringify(event()));
    const ran = await modelwire(["exchange"], job({ MODELWIRE_DELIVERY: undefined, GITHUB_EVENT_PATH: path }));

    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain("/fraud:v0");
    expect(ran.stdout).not.toContain("mw_");
  });

  test("prints the token where it is asked for, and has GitHub's log mask it before", async () => {
    const ran = await modelwire(["exchange", "--print", "--purpose", "download"]);

    expect(ran.stdout).toMatch(/^mw_[0-9A-Za-z]{49}\n$/);
    expect(ran.stderr).toContain(`::add-mask::${ran.stdout.trim()}`);
  });

  test("asks again with a new identity when an answer is lost: each is good once", async () => {
    lost = 1;
    const ran = await modelwire(["exchange"]);

    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(2);
  });

  test.each<{ what: string; env?: Record<string, string | undefined>; told?: Claims; code: number; says: string }>([
    { what: "no id-token: write", env: { ACTIONS_ID_TOKEN_REQUEST_URL: undefined }, code: 2, says: "id-token: write" },
    { what: "no delivery", env: { MODELWIRE_DELIVERY: undefined }, code: 2, says: "Set MODELWIRE_DELIVERY" },
    { what: "no id of a delivery", env: { MODELWIRE_DELIVERY: "fraud:v0" }, code: 2, says: "not the id of a delivery" },
    { what: "another audience", env: { MODELWIRE_AUDIENCE: undefined }, code: 1, says: "(wrong_audience)" },
    { what: "another repository", told: { repository_id: "999" }, code: 1, says: "(delivery_unknown)" },
    { what: "a push", told: { event_name: "push" }, code: 1, says: "(wrong_event)" },
    {
      what: "a runner that gives none",
      env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: "other" },
      code: 3,
      says: "it answered 401",
    },
  ])("with $what is told what to mend", async ({ env = {}, told = {}, code, says }) => {
    claims = told;
    const ran = await modelwire(["download"], job(env));

    expect(ran).toMatchObject({ code, stdout: "" });
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).not.toMatch(/eyJ|request-token-of/);
  });

  test("does what a stored token does where there is one, and asks for no identity", async () => {
    const token = await stage.api.token("member");
    const ran = await modelwire(["download", "fraud:v0", "-o", "model"], job({ MODELWIRE_TOKEN: token }));

    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    expect(asked).toEqual([]);
  });

  test("needs one for everything else, and to name the version elsewhere", async () => {
    const token = await stage.api.token("member");

    expect(await modelwire(["models"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("MODELWIRE_TOKEN is not set"),
    });
    expect(await modelwire(["evaluate", "--name", "e"], job({ MODELWIRE_TOKEN: token }))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Name the version"),
    });
    expect(
      await modelwire(["evaluate", "fraud:v0", "--name", "e", "--metric", "auc=high"], job({ MODELWIRE_TOKEN: token })),
    ).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("is no metric"),
    });
  });
});
