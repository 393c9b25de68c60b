import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PERMISSIONS, type Permission } from "@/lib/core/access";
import { isPermitted } from "@/lib/core/purpose";
import { runs } from "@/lib/db/schema";
import { deleteArtifact } from "@/lib/registry/artifacts/commands";
import type { Operation } from "@/lib/rest/operation";
import { OPERATIONS } from "@/lib/rest/operations";
import { scopeOfToken, tokenOfRun } from "../launch/launch";
import { openTestApi, type TestApi } from "./test-api";
import { openTestPorts } from "./test-ports";

let api: TestApi;

const JOB = {
  name: "train",
  source: { type: "command", command: ["python", "train.py"] },
  parameters: { properties: { epochs: { type: "integer", default: 10 } } },
};
const QUEUE = {
  name: "lab",
  resource: "process",
  template: { limits: { memoryMb: "{{memory}}" } },
  variables: [{ name: "memory", type: "integer", default: 512, minimum: 64, maximum: 4_096 }],
};

function artifactOf(name: string, content: string) {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { project: "training", name, files: [{ path: "weights.bin", sizeBytes: content.length, sha256 }] };
}

beforeAll(async () => {
  api = await openTestApi("embedded");
  await api.call("POST", "/models", { body: { name: "fraud" } });
  for (const uri of ["s3://b/0", "s3://b/1"]) {
    await api.call("POST", "/models/fraud/versions", { body: { source: { uri } } });
  }
});
afterAll(() => api.close());

describe("jobs, queues and runs through the API", () => {
  test("are made, changed, read and taken away", async () => {
    expect(await api.call("POST", "/jobs", { body: JOB })).toMatchObject({ status: 201, body: { versionCount: 1 } });
    expect(await api.call("POST", "/jobs", { body: JOB })).toMatchObject({ status: 409 });
    const added = await api.call("POST", "/jobs/train/versions", { body: { source: JOB.source } });
    expect(added).toMatchObject({ status: 201, body: { latest: { number: 1 } } });
    expect(await api.call("PATCH", "/jobs/train", { body: { description: "d" } })).toMatchObject({ status: 200 });
    expect((await api.call("GET", "/jobs/train/versions")).body.items).toHaveLength(2);
    expect((await api.call("GET", "/jobs")).body.items).toMatchObject([{ name: "train", description: "d" }]);

    const made = await api.call("POST", "/queues", { body: QUEUE });
    expect(made).toMatchObject({ status: 201, body: { state: "open", agentsListening: 0 } });
    expect(made.headers.get("location")).toMatch(/\/queues\/lab$/);
    for (const [step, state] of [
      ["pause", "paused"],
      ["drain", "draining"],
      ["resume", "open"],
    ] as const) {
      expect(await api.call("POST", `/queues/lab/${step}`)).toMatchObject({ status: 200, body: { state } });
    }
    expect(await api.call("PATCH", "/queues/lab", { body: { maxRunning: 2 } })).toMatchObject({
      body: { maxRunning: 2 },
    });
    const token = await api.call("POST", "/queues/lab/agent-tokens", { body: { name: "lab-1" } });
    expect(token).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^mw_/) } });
    const agent = { name: "lab-1", slots: 1 };
    expect(await api.call("POST", "/queues/lab/agents", { token: token.body.token, body: agent })).toMatchObject({
      status: 201,
    });
    const [listening] = (await api.call("GET", "/queues/lab/agents")).body.items;
    expect(listening).toMatchObject({ name: "lab-1", state: "listening", runs: [] });
    expect(await api.call("POST", `/agents/${listening.id}/drain`)).toMatchObject({ body: { state: "draining" } });
    expect((await api.call("GET", "/queues/lab/agent-tokens")).body.items).toMatchObject([{ name: "lab-1" }]);
    expect(await api.call("DELETE", `/queues/lab/agent-tokens/${token.body.id}`)).toMatchObject({ status: 204 });

    const wish = { job: "train", jobVersion: 0, queue: "lab", parameters: { epochs: 2 }, version: "fraud:latest" };
    const run = await api.call("POST", "/runs", { body: wish });
    expect(run).toMatchObject({ status: 201, body: { number: 1, version: { model: "fraud", number: 1 } } });
    expect(run.headers.get("location")).toMatch(/\/runs\/1$/);
    const changes = { priority: "high", parameters: {} };
    expect(await api.call("POST", "/runs/1/rerun", { body: changes })).toMatchObject({
      status: 201,
      body: { number: 2 },
    });
    expect((await api.call("GET", "/runs?queue=lab&job=train&state=queued")).body.items).toHaveLength(2);
    expect(await api.call("GET", "/runs/2")).toMatchObject({ body: { parameters: { epochs: 10 }, overrides: {} } });
    expect(await api.call("POST", "/runs/1/kill")).toMatchObject({ status: 200, body: { state: "killed" } });
    expect(await api.call("POST", "/runs/1/kill")).toMatchObject({ status: 409 });
    expect(await api.call("GET", "/jobs/train")).toMatchObject({ body: { lastRun: { number: 2 } } });

    expect(await api.call("DELETE", "/queues/lab")).toMatchObject({ status: 409 });
    expect(await api.call("DELETE", "/queues/lab?kill=true")).toMatchObject({ status: 204 });
    expect(await api.call("DELETE", "/jobs/train")).toMatchObject({ status: 204 });
  });

  test("what is wrong is told at its field, and a repeat with a key queues once", async () => {
    await api.call("POST", "/jobs", { body: { ...JOB, name: "keyed" } });
    await api.call("POST", "/queues", { body: { ...QUEUE, name: "keyed" } });
    const wish = { job: "keyed", queue: "keyed" };

    const wrong = await api.call("POST", "/runs", { body: { ...wish, parameters: { epochs: "many" } } });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: "parameters.epochs" }] } });
    const template = { privileged: true };
    expect(await api.call("POST", "/queues", { body: { name: "x", resource: "docker", template } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "template.privileged" }] },
    });
    const keyed = { body: wish, headers: { "idempotency-key": "once" } };
    const first = await api.call("POST", "/runs", keyed);
    expect((await api.call("POST", "/runs", keyed)).body).toEqual(first.body);
    const token = { body: { name: "t" }, headers: { "idempotency-key": "token" } };
    expect(await api.call("POST", "/queues/keyed/agent-tokens", token)).toMatchObject({ status: 201 });
    expect(await api.call("POST", "/queues/keyed/agent-tokens", token)).toMatchObject({ status: 409 });
  });
});

describe("the token of a run", () => {
  /** All that exists to it: an operation that is added is closed until it stands here. */
  const OPEN = {
    withVersion: ["getVersion", "downloadVersion", "listVersionFiles", "listEvaluations", "recordEvaluation"],
    always: ["whoAmI", "createArtifact", "listUploads", "uploadPart", "presignPart", "commitArtifact", "getArtifact"],
  };
  const token = { withVersion: "", without: "" };
  const made = { artifact: "", upload: "", others: "", othersUpload: "" };

  beforeAll(async () => {
    await api.call("POST", "/jobs", { body: { ...JOB, name: "walked" } });
    await api.call("POST", "/queues", { body: { ...QUEUE, name: "walked" } });
    const wish = { job: "walked", queue: "walked", project: "training" };
    const about = (await api.call("POST", "/runs", { body: { ...wish, version: "fraud:v0" } })).body;
    const without = (await api.call("POST", "/runs", { body: wish })).body;
    token.withVersion = await tokenOfRun(api.database.db, about);
    token.without = await tokenOfRun(api.database.db, without);
    await api.database.db.update(runs).set({ state: "running" }).where(eq(runs.id, about.id));

    const theirs = (await api.call("POST", "/artifacts", { body: artifactOf("theirs", "theirs") })).body;
    Object.assign(made, { others: theirs.artifact.id, othersUpload: theirs.uploads[0].id });
  });

  /** An artifact that the run has begun, with bytes that nobody else has. */
  async function begun(as: string) {
    const content = randomUUID();
    const draft = await api.call("POST", "/artifacts", { token: as, body: artifactOf(content, content) });
    expect(draft).toMatchObject({ status: 201 });
    return { artifact: draft.body.artifact.id, upload: draft.body.uploads[0].id, content };
  }

  function upload(as: string, id: string, content: string) {
    const headers = { "content-type": "application/octet-stream" };
    return api.call("PUT", `/artifacts/uploads/${id}/parts/1`, { token: as, raw: content, headers });
  }

  async function callAs(as: string, { id, method, path, body, bodyExample, stream }: Operation) {
    const { content, ...own } = await begun(as);
    const places: Record<string, string> = { model: "fraud", version: "v0", part: "1", ...own };
    const at = path.replace("/teams/{team}", "").replace(/\{(\w+)\+?\}/g, (_, name: string) => places[name] ?? "none");
    if (id === "commitArtifact") {
      await upload(as, own.upload, content);
    }
    return stream?.requestMediaType === undefined
      ? api.call(method, id === "deleteModel" ? `${at}?confirm=fraud` : at, {
          token: as,
          ...(body && { body: bodyExample }),
        })
      : upload(as, own.upload, content);
  }

  // What is closed is closed before anything is asked: for one of the two tokens that is enough.
  const walked = OPERATIONS.filter(({ access, path }) => access === "token" && path.includes("{team}")).flatMap(
    (operation) => {
      const isNamed = [...OPEN.always, ...OPEN.withVersion].includes(operation.id);
      const kinds = isNamed ? (["withVersion", "without"] as const) : (["withVersion"] as const);
      return kinds.map((kind) => ({ id: operation.id, kind, operation }));
    },
  );

  test.each(walked)("$kind meets $id as it should", async ({ id, kind, operation }) => {
    const { status, body } = await callAs(token[kind], operation);

    const isOpen = OPEN.always.includes(id) || (kind === "withVersion" && OPEN.withVersion.includes(id));
    // Where the server keeps files itself, it has no address of a part to give.
    const good = id === "presignPart" ? [200, 409] : [200, 201];
    expect(status, JSON.stringify(body)).toBeOneOf(isOpen ? good : [403, 404]);
  });

  test("logs into its own project alone, and touches nothing that others log", async () => {
    const as = token.withVersion;
    const elsewhere = { project: "other", name: "n", reference: "s3://b/k" };
    expect(await api.call("POST", "/artifacts", { token: as, body: elsewhere })).toMatchObject({ status: 403 });
    expect(await upload(as, made.othersUpload, "theirs")).toMatchObject({ status: 404 });
    for (const [method, path] of [
      ["POST", "/commit"],
      ["GET", "/uploads"],
      ["GET", ""],
      ["DELETE", ""],
    ] as const) {
      expect(await api.call(method, `/artifacts/${made.others}${path}`, { token: as }), path).toMatchObject({
        status: 404,
      });
    }
    await upload(await api.token("member"), made.othersUpload, "theirs");
    await api.call("POST", `/artifacts/${made.others}/commit`);
    const heardOf = await api.call("POST", "/artifacts", { token: as, body: artifactOf("stolen", "theirs") });
    expect(heardOf.body.uploads).toHaveLength(1);
    expect(await api.call("GET", "/models/fraud/versions/v1", { token: as })).toMatchObject({ status: 404 });
    expect(await api.call("GET", "/models/fraud/versions/v0", { token: token.without })).toMatchObject({ status: 404 });
  });

  test("may do, behind every edge, what its purposes say and nothing else", async () => {
    const permitted = async (text: string) => {
      const scope = await scopeOfToken(api.database.db, text);
      return (Object.keys(PERMISSIONS) as Permission[]).filter((each) => isPermitted(scope, each));
    };

    expect(await permitted(token.withVersion)).toEqual(["registry.read", "artifact.write", "evaluation.write"]);
    expect(await permitted(token.without)).toEqual(["artifact.write"]);
    const scope = await scopeOfToken(api.database.db, token.without);
    const ports = await openTestPorts(api.database.db, []);
    const own = { artifactId: (await begun(token.without)).artifact };
    expect(await deleteArtifact(api.database.db, scope, ports.storage, own)).toMatchObject({
      problem: { code: "forbidden" },
    });
    await ports.close();
  });
});
