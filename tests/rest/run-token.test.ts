import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticateToken } from "@/lib/auth/authenticate";
import { contextless } from "@/lib/auth/grant";
import { PERMISSIONS, type Permission } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { pageRequest } from "@/lib/core/page";
import { isPermitted } from "@/lib/core/purpose";
import { artifactSearch, modelSearch, versionSearch } from "@/lib/core/registry";
import { listEvents } from "@/lib/events/queries";
import { moveAlias } from "@/lib/registry/aliases/commands";
import { listAliasMoves } from "@/lib/registry/aliases/queries";
import { listArtifacts } from "@/lib/registry/artifacts/queries";
import { getModel, listModels } from "@/lib/registry/models/queries";
import { setVersionTag } from "@/lib/registry/versions/commands";
import { getVersion, listVersions, searchVersions } from "@/lib/registry/versions/queries";
import { OPERATIONS } from "@/lib/rest/operations";
import { DATABASE_KINDS } from "../support/database";
import { must } from "../support/must";
import { type CallHomeStage, openCallHomeStage } from "./call-home-stage";

/** What a run may do, and nothing else: an operation that is added is closed until it stands here. */
const OPEN: Record<string, readonly string[]> = {
  download: ["whoAmI", "getVersion", "downloadVersion", "listVersionFiles", "downloadVersionFile"],
  evaluate: ["whoAmI", "getVersion", "listEvaluations", "recordEvaluation"],
};

describe.each(DATABASE_KINDS)("the token of a workflow run on %s", (kind) => {
  let stage: CallHomeStage;
  let made: Awaited<ReturnType<CallHomeStage["delivered"]>>;
  const token: Record<string, string> = {};

  beforeAll(async () => {
    stage = await openCallHomeStage(kind);
    made = await stage.delivered("fraud", { hasFile: true });
    await stage.api.call("POST", "/models/fraud/versions", { body: { source: { uri: "s3://b/next" } } });
    await stage.api.call("PUT", "/models/fraud/aliases/production", { body: { version: "v1" } });
    await stage.api.call("POST", "/models", { body: { name: "other" } });
    await stage.api.call("POST", "/models/other/versions", { body: { source: { uri: "s3://b/other" } } });
    for (const purpose of ["download", "evaluate"]) {
      token[purpose] = (await stage.exchange(made.delivery, {}, [purpose])).body.token;
    }
    token.both = (await stage.exchange(made.delivery)).body.token;
  });
  afterAll(() => stage.close());

  async function scopeOf(purpose: string): Promise<TeamScope> {
    return must(await authenticateToken(stage.api.database.db, `Bearer ${token[purpose]}`, contextless())).scope;
  }

  const places: Record<string, string> = { model: "fraud", version: "v0", alias: "candidate", path: "weights.bin" };
  const walked = OPERATIONS.filter(({ access }) => access === "token").flatMap((operation) =>
    ["download", "evaluate"].map((purpose) => ({ id: operation.id, purpose, operation })),
  );

  // What is closed is closed before a database is asked: once is enough.
  const isOpenTo = ({ id, purpose }: { id: string; purpose: string }) => OPEN[purpose]?.includes(id) === true;
  const here = kind === DATABASE_KINDS[0] ? walked : walked.filter(isOpenTo);

  test.each(here)("for $purpose meets $id as it should", async ({ purpose, operation, id }) => {
    const path = operation.path
      .replace(/^\/(?!teams\/\{team\})/, "//")
      .replace("/teams/{team}", "")
      .replace("{part}", "1")
      .replace("{delivery}", made.delivery)
      .replace(/\{(\w+)\+?\}/g, (_, name: string) => places[name] ?? "none");
    const isStream = operation.stream?.requestMediaType !== undefined;
    const answer = await stage.api.call(operation.method, id === "deleteModel" ? `${path}?confirm=fraud` : path, {
      token: token[purpose] ?? "",
      ...(operation.body ? { body: operation.bodyExample } : {}),
      ...(isStream ? { raw: "x", headers: { "content-type": "application/octet-stream" } } : {}),
    });

    const isOpen = isOpenTo({ id, purpose });
    expect(answer.status < 400, `${id} ${answer.status} ${JSON.stringify(answer.body)}`).toBe(isOpen);
    if (!isOpen) {
      expect(answer.status).toBeOneOf([403, 404]);
    }
  });

  test("is told what it is, and finds of other versions and models nothing, by whatever name", async () => {
    expect(await stage.api.call("GET", "//whoami", { token: token.both ?? "" })).toMatchObject({
      body: { role: "viewer", version: { id: made.versionId, purposes: ["download", "evaluate"] } },
    });
    for (const ref of ["v0", "candidate"]) {
      expect(await stage.api.call("GET", `/models/fraud/versions/${ref}`, { token: token.both ?? "" })).toMatchObject({
        status: 200,
        body: { number: 0 },
      });
    }
    for (const place of [
      "fraud/versions/v1",
      "fraud/versions/latest",
      "fraud/versions/production",
      "other/versions/v0",
    ]) {
      for (const [method, path] of [
        ["GET", ""],
        ["GET", "/download"],
        ["GET", "/files"],
        ["GET", "/files/weights.bin"],
        ["GET", "/evaluations"],
        ["POST", "/evaluations"],
      ] as const) {
        const body = method === "POST" ? { body: { name: "e" } } : {};
        const answer = await stage.api.call(method, `/models/${place}${path}`, { token: token.both ?? "", ...body });
        expect(answer, `${method} ${place}${path}`).toMatchObject({ status: 404 });
      }
    }
  });

  test("shows nothing but its version to the queries behind, even where an edge would let it through", async () => {
    const { db } = stage.api.database;
    const scope = await scopeOf("both");
    const page = pageRequest.parse({});

    expect(must(await listModels(db, scope, modelSearch.parse({}))).items).toEqual([]);
    expect(await getModel(db, scope, "fraud")).toMatchObject({ problem: { code: "not_found" } });
    expect(await listVersions(db, scope, "fraud", versionSearch.parse({}))).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(await listAliasMoves(db, scope, { model: "fraud" }, page)).toMatchObject({ problem: { code: "not_found" } });
    expect(must(await listEvents(db, scope, pageRequest.parse({}))).items).toEqual([]);
    expect(must(await searchVersions(db, scope, versionSearch.parse({}))).items.map(({ id }) => id)).toEqual([
      made.versionId,
    ]);
    expect(must(await listArtifacts(db, scope, artifactSearch.parse({}))).items).toHaveLength(1);
    expect(await getVersion(db, scope, "fraud", "v1")).toMatchObject({ problem: { code: "not_found" } });
  });

  test("writes nothing but evaluations, and what it is refused is audited", async () => {
    const { db } = stage.api.database;
    const scope = await scopeOf("both");
    const permitted = (Object.keys(PERMISSIONS) as Permission[]).filter((each) => isPermitted(scope, each));

    expect(permitted).toEqual(["registry.read", "evaluation.write"]);
    expect(await setVersionTag(db, scope, { model: "fraud", version: "v0", key: "k", value: "" })).toMatchObject({
      problem: { code: "forbidden" },
    });
    expect(await moveAlias(db, scope, { model: "fraud", alias: "production", version: "v0" })).toMatchObject({
      problem: { code: "forbidden" },
    });
    const { body } = await stage.api.call("GET", "/audit?outcome=refused&action=alias.moved");
    expect(body.items[0]).toMatchObject({ actor: { name: "acme/train run 9001" } });
  });

  test("stands in no list of tokens, and keeps no name from anybody", async () => {
    const names = (await stage.api.call("GET", "/tokens")).body.items.map(({ name }: { name: string }) => name);

    expect(names).not.toContain("acme/train run 9001");
    expect(
      await stage.api.call("POST", "/tokens", { body: { name: "acme/train run 9001", role: "viewer" } }),
    ).toMatchObject({ status: 201 });
  });

  test("the whole chain: exchange, download those very bytes, record, and the threshold's automation fires with its cause", async () => {
    const { delivery, version } = await stage.delivered("chain", { hasFile: true });
    const gate = {
      name: "promote when good",
      model: "chain",
      eventType: "RECORD_EVALUATION",
      filter: { conditions: [{ field: "evaluation.auc", operator: ">=", value: 0.9 }] },
      action: { type: "github", repository: "acme/train", dispatch: { kind: "repository", eventType: "promote" } },
    };
    expect(await stage.api.call("POST", "/automations", { body: gate })).toMatchObject({ status: 201 });
    const run = (await stage.exchange(delivery)).body.token;
    const at = `/models/chain/versions/${version}`;

    const manifest = await stage.api.call("GET", `${at}/download`, { token: run });
    expect(manifest.body).toMatchObject({ ref: `${stage.api.team.name}/chain:v0`, files: [{ path: "weights.bin" }] });
    const file = await stage.api.call("GET", `${at}/files/weights.bin`, { token: run });
    expect(file.body).toBe("weightschain");
    for (const auc of [0.89, 0.91]) {
      const record = {
        token: run,
        body: { name: "holdout", metrics: { auc } },
        headers: { "modelwire-delivery": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a20" },
      };
      expect(await stage.api.call("POST", `${at}/evaluations`, record)).toMatchObject({
        status: 201,
        body: { by: "acme/train run 9001" },
      });
    }

    const fired = (await stage.api.call("GET", "/deliveries?automation=promote when good")).body.items;
    expect(fired).toHaveLength(1);
    const { body: event } = await stage.api.call("GET", `/events/${fired[0].event.id}`);
    expect(event).toMatchObject({
      type: "RECORD_EVALUATION",
      causeDeliveryId: delivery,
      evaluation: { metrics: { auc: 0.91 } },
    });
  });
});
