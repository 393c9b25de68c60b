import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageRequest } from "@/lib/core/page";
import { newEvaluation, newVersion } from "@/lib/core/registry";
import { moveAlias, protectAlias, removeAlias } from "@/lib/registry/aliases/commands";
import { getModel } from "@/lib/registry/models/queries";
import {
  linkVersion,
  recordEvaluation,
  removeVersionTag,
  setVersionTag,
  unlinkVersion,
  updateVersion,
} from "@/lib/registry/versions/commands";
import { getVersion, listEvaluations, listVersions, resolveVersion } from "@/lib/registry/versions/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { link, makeModel, problemOf, search, tellEvents } from "./registry";

describe.each(DATABASE_KINDS)("versions on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function emptyModel() {
    const team = await database.team();
    const member = await team.scope("member");
    await makeModel(database.db, member, "fraud");
    return { db: database.db, team, member };
  }

  test("a link makes the next version, moves latest and answers with the version", async () => {
    const { db, member } = await emptyModel();
    must(await link(db, member, "fraud"));

    const linked = must(await link(db, member, "fraud", { metadata: { accuracy: 0.9 }, aliases: ["b", "a", "b"] }));

    expect(linked).toMatchObject({
      model: { name: "fraud" },
      number: 1,
      referenceUri: "s3://models/weights.safetensors",
      artifact: { project: "external", name: "fraud", number: 1 },
      metadata: { accuracy: 0.9 },
      linkedBy: "member-token",
    });
    expect(linked.aliases.map(({ name }) => name)).toEqual(["latest", "a", "b"]);
    expect(linked).toEqual(must(await getVersion(db, member, "fraud", "latest")));
    expect(await tellEvents(db, member)).toEqual([
      "CREATE_MODEL fraud",
      "LINK_ARTIFACT v0",
      "LINK_ARTIFACT v1",
      "ADD_ARTIFACT_ALIAS v1 b",
      "ADD_ARTIFACT_ALIAS v1 a",
    ]);
  });

  test("a link with a key links once, however often it is repeated", async () => {
    const { db, member } = await emptyModel();

    const first = must(await link(db, member, "fraud", { key: "run-1", aliases: ["candidate"] }));
    must(await link(db, member, "fraud", { key: "run-2", aliases: ["candidate"] }));
    const repeated = must(await link(db, member, "fraud", { key: "run-1", aliases: ["candidate"] }));

    expect(repeated.id).toBe(first.id);
    expect(must(await getModel(db, member, "fraud")).versionCount).toBe(2);
    expect(must(await getVersion(db, member, "fraud", "candidate")).number).toBe(1);
  });

  test("when one alias is refused nothing is linked and no number is used up", async () => {
    const { db, team, member } = await emptyModel();
    must(await protectAlias(db, await team.scope("admin"), { name: "production" }));
    const input = { model: "fraud", ...newVersion.parse({ source: { uri: "hf://org/weights" } }) };

    const refusedByRight = await linkVersion(db, member, { ...input, aliases: ["candidate", "production"] });
    const refusedByName = await linkVersion(db, member, { ...input, aliases: ["candidate", "v3"] });

    expect(problemOf(refusedByRight).code).toBe("forbidden");
    expect(problemOf(refusedByName).code).toBe("invalid");
    expect(await tellEvents(db, member)).toEqual(["CREATE_MODEL fraud"]);
    expect(must(await link(db, member, "fraud")).number).toBe(0);
    expect(must(await link(db, member, "fraud")).artifact.number).toBe(1);
  });

  test("a link takes its aliases from the version that held them", async () => {
    const { db, member } = await emptyModel();
    must(await link(db, member, "fraud", { aliases: ["candidate"] }));

    must(await link(db, member, "fraud", { aliases: ["candidate"] }));

    expect((await tellEvents(db, member)).at(-1)).toBe("ADD_ARTIFACT_ALIAS v1 candidate (from v0)");
    expect(must(await getVersion(db, member, "fraud", "v0")).aliases).toEqual([]);
  });

  test("what cannot be linked is not found, and a model is never made by linking", async () => {
    const { db, member } = await emptyModel();
    const sources = [
      { artifactId: "art_0193" },
      { artifactId: "art_01930b6e-8b07-7c1d-a2b4-0e6f93d5c802" },
      { project: "none", artifact: "none" },
      { project: "none", artifact: "none", number: 2 ** 40 },
    ];

    for (const source of sources) {
      const linked = await linkVersion(db, member, { model: "fraud", ...newVersion.parse({ source }) });
      expect(problemOf(linked).code).toBe("not_found");
    }
    expect(problemOf(await link(db, member, "unknown")).code).toBe("not_found");
  });

  test("unlinking takes the aliases off, then the version; latest falls to the newest left; the number stays used", async () => {
    const { db, member } = await emptyModel();
    must(await link(db, member, "fraud"));
    must(await link(db, member, "fraud"));
    must(await link(db, member, "fraud", { aliases: ["beta", "alpha"] }));

    must(await unlinkVersion(db, member, { model: "fraud", version: "latest" }));

    expect((await tellEvents(db, member)).slice(-3)).toEqual([
      "REMOVE_ARTIFACT_ALIAS v2 alpha",
      "REMOVE_ARTIFACT_ALIAS v2 beta",
      "UNLINK_ARTIFACT v2",
    ]);
    expect(must(await getModel(db, member, "fraud"))).toMatchObject({ latestVersion: 1, versionCount: 2 });
    expect(must(await getVersion(db, member, "fraud", "latest")).number).toBe(1);
    expect(must(await link(db, member, "fraud")).number).toBe(3);
  });

  test("a version with a protected alias is not unlinked by anyone until the alias is gone", async () => {
    const { db, team, member } = await emptyModel();
    const admin = await team.scope("admin");
    must(await link(db, member, "fraud", { aliases: ["production"] }));
    must(await protectAlias(db, admin, { name: "production" }));

    expect(problemOf(await unlinkVersion(db, member, { model: "fraud", version: "v0" })).code).toBe("conflict");
    expect(problemOf(await unlinkVersion(db, admin, { model: "fraud", version: "v0" })).message).toContain(
      "production",
    );
    must(await removeAlias(db, admin, { model: "fraud", alias: "production" }));
    must(await unlinkVersion(db, member, { model: "fraud", version: "v0" }));

    expect(must(await getModel(db, member, "fraud"))).toMatchObject({
      latestVersion: null,
      versionCount: 0,
      aliases: [],
    });
  });

  test("a tag raises an event when it changes, not when it is set to what it is", async () => {
    const { db, member } = await emptyModel();
    must(await link(db, member, "fraud"));
    const tag = { model: "fraud", version: "v0", key: "stage" };

    must(await setVersionTag(db, member, { ...tag, value: "" }));
    must(await setVersionTag(db, member, { ...tag, value: "" }));
    must(await setVersionTag(db, member, { ...tag, value: "done" }));
    const removed = must(await removeVersionTag(db, member, tag));

    expect(removed).toEqual({ key: "stage", value: "done" });
    expect((await tellEvents(db, member)).slice(2)).toEqual([
      "ADD_ARTIFACT_TAG v0 stage",
      "ADD_ARTIFACT_TAG v0 stage",
      "REMOVE_ARTIFACT_TAG v0 stage",
    ]);
    expect(problemOf(await removeVersionTag(db, member, tag)).code).toBe("not_found");
  });

  test("a tag's value may have 100,000 characters, but not without bound in sum", async () => {
    const { db, member } = await emptyModel();
    must(await link(db, member, "fraud"));
    const tag = { model: "fraud", version: "v0", value: "ü".repeat(100_000) };
    for (let index = 0; index < 5; index++) {
      must(await setVersionTag(db, member, { ...tag, key: `notes-${index}` }));
    }

    expect(problemOf(await setVersionTag(db, member, { ...tag, key: "more" })).code).toBe("conflict");
    must(await setVersionTag(db, member, { ...tag, key: "notes-0", value: "short" }));
    const found = must(await listVersions(db, member, "fraud", search({ tag: "notes-1", tagValue: tag.value })));
    expect(found.items).toHaveLength(1);
  });

  test("an evaluation is recorded with its event and shown newest first", async () => {
    const { db, member } = await emptyModel();
    must(await link(db, member, "fraud", { aliases: ["candidate"] }));
    const input = newEvaluation.parse({ name: "holdout", metrics: { auc: 0.98 }, checks: { bias: false } });

    const first = must(await recordEvaluation(db, member, { model: "fraud", version: "candidate", ...input }));
    for (let index = 0; index < 2; index++) {
      must(await recordEvaluation(db, member, { model: "fraud", version: "v0", ...input, name: `again-${index}` }));
    }

    expect(first).toMatchObject({ name: "holdout", metrics: { auc: 0.98 }, checks: { bias: false }, runUrl: null });
    expect((await tellEvents(db, member)).at(-1)).toBe("RECORD_EVALUATION v0 again-1");
    const ref = { model: "fraud", version: "v0" };
    const page = must(await listEvaluations(db, member, ref, pageRequest.parse({ limit: 2 })));
    const cursor = page.nextCursor ?? undefined;
    const rest = must(await listEvaluations(db, member, ref, pageRequest.parse({ limit: 2, cursor })));
    expect([...page.items, ...rest.items].map(({ name }) => name)).toEqual(["again-1", "again-0", "holdout"]);
    expect(must(await getVersion(db, member, "fraud", "v0")).evaluations).toHaveLength(3);
  });

  test("activity moves the model to the front: link, alias, tag, evaluation, description", async () => {
    const { db, member } = await emptyModel();
    const ref = { model: "fraud", version: "v0" };
    const activities = [
      () => link(db, member, "fraud"),
      () => moveAlias(db, member, { ...ref, alias: "x" }),
      () => setVersionTag(db, member, { ...ref, key: "x", value: "" }),
      () => recordEvaluation(db, member, { ...ref, ...newEvaluation.parse({ name: "x" }) }),
      () => updateVersion(db, member, { ...ref, description: "Better." }),
      () => removeAlias(db, member, { model: "fraud", alias: "x" }),
      () => unlinkVersion(db, member, ref),
    ];

    let before = must(await getModel(db, member, "fraud")).updatedAt;
    for (const activity of activities) {
      await new Promise((resolve) => setTimeout(resolve, 3));
      expect((await activity()).ok).toBe(true);
      const after = must(await getModel(db, member, "fraud")).updatedAt;
      expect(after > before).toBe(true);
      before = after;
    }
  });

  test("a name is resolved to what never moves, in each way that it is written", async () => {
    const { db, team, member } = await emptyModel();
    const linked = must(await link(db, member, "fraud", { aliases: ["production"] }));

    for (const ref of ["fraud:production", `${team.name}/fraud:v0`, `${team.name}/model-registry/fraud:latest`]) {
      expect(must(await resolveVersion(db, member, ref))).toEqual({
        ref: `${team.name}/fraud:v0`,
        versionId: linked.id,
        model: { id: linked.model.id, name: "fraud" },
        number: 0,
        artifactId: linked.artifact.id,
        digest: linked.digest,
        referenceUri: "s3://models/weights.safetensors",
      });
    }
    expect(problemOf(await resolveVersion(db, member, "fraud")).code).toBe("invalid");
    expect(problemOf(await resolveVersion(db, member, `${team.name}/other/fraud:v0`)).code).toBe("invalid");
    expect(problemOf(await resolveVersion(db, member, "other-team/fraud:v0")).code).toBe("not_found");
    expect(problemOf(await resolveVersion(db, member, "fraud:staging")).code).toBe("not_found");
  });

  test("a restricted token finds and changes nothing outside its models", async () => {
    const { db, team, member } = await emptyModel();
    const own = await makeModel(db, member, "own");
    must(await link(db, member, "fraud", { aliases: ["production"] }));
    must(await link(db, member, "own"));
    const restricted = await team.scope("admin", { models: [own.id] });

    expect(problemOf(await getVersion(db, restricted, "fraud", "v0")).code).toBe("not_found");
    expect(problemOf(await listVersions(db, restricted, "fraud", search())).code).toBe("not_found");
    expect(problemOf(await resolveVersion(db, restricted, "fraud:production")).code).toBe("not_found");
    expect(problemOf(await link(db, restricted, "fraud")).code).toBe("not_found");
    expect(problemOf(await unlinkVersion(db, restricted, { model: "fraud", version: "v0" })).code).toBe("not_found");
    expect(must(await link(db, restricted, "own")).number).toBe(1);
  });

  test("a restricted token cannot link an artifact of the team that it may not see", async () => {
    const { db, team, member } = await emptyModel();
    const own = await makeModel(db, member, "own");
    const secretVersion = must(await link(db, member, "fraud"));
    const restricted = await team.scope("member", { models: [own.id] });
    const sources = [{ artifactId: secretVersion.artifact.id }, { project: "external", artifact: "fraud" }];

    for (const source of sources) {
      const linked = await linkVersion(db, restricted, { model: "own", ...newVersion.parse({ source }) });
      expect(problemOf(linked).code).toBe("not_found");
    }
    const asMember = newVersion.parse({ source: { artifactId: secretVersion.artifact.id } });
    expect(must(await linkVersion(db, member, { model: "own", ...asMember })).artifact).toEqual(secretVersion.artifact);
  });
});
