import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { models, versions } from "@/lib/db/schema";
import { setModelTag } from "@/lib/registry/models/commands";
import { setVersionTag } from "@/lib/registry/versions/commands";
import { link, makeModel } from "../registry/registry";
import { DATABASE_KINDS } from "../support/database";
import { must } from "../support/must";
import { type MlflowStage, openMlflowStage } from "./stage";

const NO_PROMPTS = "tag.`mlflow.prompt.is_prompt` != 'true'";

type Query = { [field: string]: string | string[] | undefined };

/** In the order of their making; each with two versions. */
const SEED = [
  { name: "alpha", tags: { k: "v", p: "50%_x" } },
  { name: "beta", tags: { k: "w", long: "x".repeat(300) } },
  { name: "g_mma", tags: {} },
  { name: "gamma", tags: { k: "v", long: `${"x".repeat(299)}y` } },
  { name: "back\\slash", tags: {} },
  { name: "greeting", tags: { "mlflow.prompt.is_prompt": "true", k: "v" } },
];

describe.each(DATABASE_KINDS)("search on %s", (kind) => {
  let stage: MlflowStage;
  let restricted: string;

  beforeAll(async () => {
    stage = await openMlflowStage(kind);
    const { db } = stage.api.database;
    const member = await stage.api.team.scope("member");
    for (const [index, { name, tags }] of SEED.entries()) {
      const { id } = await makeModel(db, member, name);
      for (const [key, value] of Object.entries(tags)) {
        must(await setModelTag(db, member, { model: name, key, value: String(value) }));
      }
      for (const number of [0, 1]) {
        const version = must(await link(db, member, name, { aliases: number === 1 ? ["champion"] : [] }));
        must(await setVersionTag(db, member, { model: name, version: `v${number}`, key: "vt", value: String(number) }));
        const at = new Date(Date.UTC(2026, 0, 1, 0, index, number));
        const changed = { linkedAt: at, updatedAt: at, runId: `r${number}` };
        await db.update(versions).set(changed).where(eq(versions.id, version.id));
      }
      await db
        .update(models)
        .set({ updatedAt: new Date(Date.UTC(2026, 0, 1, 0, index)) })
        .where(eq(models.id, id));
      if (name === "beta") {
        restricted = await stage.api.token("viewer", { models: [id] });
      }
    }
    const other = await stage.api.database.team();
    await makeModel(db, await other.scope("member"), "alpha-of-others");
  });
  afterAll(() => stage.close());

  function ask(what: "registered-models" | "model-versions", query: Query, token?: string) {
    const pairs = Object.entries(query).flatMap(([key, values = []]) => [values].flat().map((value) => [key, value]));
    const address = `${what}/search?${new URLSearchParams(pairs as string[][])}`;
    return stage.mlflow("GET", address, token === undefined ? {} : { token });
  }

  async function modelsOf(query: Query, token?: string): Promise<string[]> {
    const { status, body } = await ask("registered-models", query, token);
    expect([status, body.message]).toEqual([200, undefined]);
    return (body.registered_models ?? []).map(({ name }: { name: string }) => name);
  }

  async function versionsOf(query: Query, token?: string): Promise<string[]> {
    const { status, body } = await ask("model-versions", query, token);
    expect([status, body.message]).toEqual([200, undefined]);
    const found: { name: string; version: string }[] = body.model_versions ?? [];
    return found.map(({ name, version }) => `${name}:${version}`);
  }

  test.each([
    ["", ["alpha", "back\\slash", "beta", "g_mma", "gamma"]],
    ["name = 'beta'", ["beta"]],
    ["name != 'beta' AND name != 'alpha'", ["back\\slash", "g_mma", "gamma"]],
    ["name LIKE 'g_mma'", ["g_mma", "gamma"]],
    ["name LIKE 'g\\_mma'", ["g_mma"]],
    ["name LIKE 'back\\slash'", ["back\\slash"]],
    ["name LIKE '%\\'", []],
    ["name LIKE 'A%'", []],
    ["name ILIKE 'A%'", ["alpha"]],
    ["tags.k = 'v'", ["alpha", "gamma"]],
    ["tags.k != 'v'", ["beta"]],
    ["tags.k ILIKE 'V' AND tags.p LIKE '50\\%%'", ["alpha"]],
    ["tags.k = 'v' AND tags.k = 'w'", []],
    [`tags.long = '${"x".repeat(300)}'`, ["beta"]],
    ["tags.vt = '1'", []],
    ["name = 'it''s; drop table models --'", []],
  ])("models by %s, with the client's clause and without", async (filter, names) => {
    expect(await modelsOf({ filter })).toEqual(names);
    expect(await modelsOf({ filter: filter === "" ? NO_PROMPTS : `${filter} AND ${NO_PROMPTS}` })).toEqual(names);
  });

  test("prompts are found by who asks for them", async () => {
    expect(await modelsOf({ filter: "tags.`mlflow.prompt.is_prompt` = 'true'" })).toEqual(["greeting"]);
    expect(await modelsOf({ filter: "tags.`mlflow.prompt.is_prompt` != 'false'" })).toEqual(["greeting"]);
    expect(await versionsOf({ filter: "name = 'greeting'" })).toEqual(["greeting:1", "greeting:0"]);
  });

  test.each([
    ["version_number = 1 AND name LIKE 'g%'", ["greeting:1", "gamma:1", "g_mma:1"]],
    ["version_number < 0.5 AND name = 'beta'", ["beta:0"]],
    ["version_number <= 99999999999999999999 AND name = 'beta'", ["beta:1", "beta:0"]],
    ["version_number != '1e300' AND version_number > -1 AND name = 'beta'", ["beta:1", "beta:0"]],
    ["run_id IN ('r1', 'nope') AND name ILIKE 'BETA'", ["beta:1"]],
    ["run_id LIKE 'r%' AND run_id != 'r1' AND name = 'beta'", ["beta:0"]],
    ["source_path = 's3://models/weights.safetensors' AND name = 'beta'", ["beta:1", "beta:0"]],
    ["source_path ILIKE 'S3%' AND source_path != 'x' AND name = 'alpha'", ["alpha:1", "alpha:0"]],
    ["tags.vt = '0' AND name LIKE '%a'", ["gamma:0", "g_mma:0", "beta:0", "alpha:0"]],
    ["tags.vt != '0' AND tags.k = 'v'", []],
  ])("versions by %s", async (filter, found) => {
    expect(await versionsOf({ filter })).toEqual(found);
  });

  test("orders as asked, and ties by name and then the newer version", async () => {
    expect(await modelsOf({ order_by: ["timestamp DESC", "name"], max_results: "2" })).toEqual([
      "back\\slash",
      "gamma",
    ]);
    const filter = "name LIKE '%ta' AND tags.vt LIKE '_'";
    expect(await versionsOf({ filter, order_by: "creation_timestamp" })).toEqual(["beta:0", "beta:1"]);
    expect(await versionsOf({ filter: "name LIKE '_l%' ", order_by: "version_number" })).toEqual([
      "alpha:0",
      "alpha:1",
    ]);
    expect(await versionsOf({ filter: "version_number = 0", order_by: ["version_number", "name DESC"] })).toEqual([
      "greeting:0",
      "gamma:0",
      "g_mma:0",
      "beta:0",
      "back\\slash:0",
      "alpha:0",
    ]);
  });

  test.each([
    ["registered-models", "name DESC"],
    ["registered-models", "last_updated_timestamp"],
    ["model-versions", ""],
    ["model-versions", "version_number"],
    ["model-versions", "name DESC"],
  ] as const)("pages of %s by %s follow one another without a gap or a repeat", async (what, order) => {
    const query = order === "" ? {} : { order_by: order };
    const listed = what === "registered-models" ? modelsOf : versionsOf;
    const all = await listed(query);
    const seen: string[] = [];
    let token = "";
    do {
      const page = { ...query, max_results: "2", page_token: token };
      seen.push(...(await listed(page)));
      token = (await ask(what, page)).body.next_page_token ?? "";
    } while (token !== "");

    expect(seen).toEqual(all);
    expect(seen.length).toBeGreaterThan(4);
  });

  test("a result tells of aliases and of the newest version of each stage", async () => {
    const { body } = await ask("registered-models", { filter: "name = 'beta'" });

    expect(body.registered_models[0]).toMatchObject({
      name: "beta",
      aliases: [{ alias: "champion", version: "1" }],
      latest_versions: [{ version: "1", aliases: ["champion"], current_stage: "None" }],
    });
    const found = await ask("model-versions", { filter: "name = 'beta' AND version_number = 1" });
    expect(found.body.model_versions[0]).toMatchObject({ aliases: ["champion"], tags: [{ key: "vt", value: "1" }] });
  });

  test("a token for one model finds nothing of the others", async () => {
    expect(await modelsOf({}, restricted)).toEqual(["beta"]);
    expect(await versionsOf({}, restricted)).toEqual(["beta:1", "beta:0"]);
    expect(await modelsOf({ filter: "tags.k = 'v'" }, restricted)).toEqual([]);
  });

  test("a page ends early when its texts grow, and its token leads on", async () => {
    const { db } = stage.api.database;
    const team = await stage.api.database.team();
    const member = await team.scope("member");
    const token = await stage.api.token("viewer", { team });
    for (let index = 0; index < 101; index++) {
      await makeModel(db, member, `m${String(index).padStart(3, "0")}`);
    }
    await db.execute(sql`insert into tags (team_id, model_id, key, value)
      select team_id, id, key, repeat(key, 100000) from models cross join (values ('a'), ('b'), ('c'), ('d')) as tag (key)
      where team_id = ${team.id} and name < 'm041'`);
    const address = "/api/2.0/mlflow/registered-models/search?max_results=1000";

    const first = (await stage.mlflow("GET", address, { token })).body;
    const second = (await stage.mlflow("GET", `${address}&page_token=${first.next_page_token}`, { token })).body;

    expect(first.registered_models).toHaveLength(100);
    expect(second).toMatchObject({ registered_models: [{ name: "m100" }] });
    expect(second.next_page_token).toBeUndefined();
  });

  test.each([
    { max_results: "0" },
    { max_results: "1001x" },
    { max_results: "200001" },
    { filter: "name" },
    { filter: "x".repeat(20_000) },
    { filter: "name = '\u0000'" },
    { order_by: ["name", "name"] },
    { order_by: "nothing" },
    { page_token: "\u00ff" },
    { page_token: "eyJvZmZzZXQiOiAxfQ==" },
    { page_token: btoa('["name ASC","\\u0000"]') },
  ])("%j is a 400 of MLflow's shape", async (query) => {
    for (const what of ["registered-models", "model-versions"] as const) {
      const answer = await ask(what, query);

      expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
      expect(answer.body.message).toMatch(/^Invalid|duplicate|^Search/);
    }
    expect(stage.api.errors).toEqual([]);
  });
});
