import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import { modelSearch } from "@/lib/core/registry";
import { setModelTag } from "@/lib/registry/models/commands";
import { listModels } from "@/lib/registry/models/queries";
import { setVersionTag } from "@/lib/registry/versions/commands";
import { listVersions, searchVersions } from "@/lib/registry/versions/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { link, makeModel, problemOf, search } from "./registry";

describe.each(DATABASE_KINDS)("search on %s", (kind) => {
  let database: TestDatabase;
  let member: TeamScope;
  let restricted: TeamScope;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    const team = await database.team();
    member = await team.scope("member");
    const { db } = database;
    const fraud = await makeModel(db, member, "Fraud-Detector");
    await makeModel(db, member, "churn");
    await makeModel(db, member, "empty_%");
    restricted = await team.scope("member", { models: [fraud.id] });

    const logged = [
      { accuracy: 0.8, framework: "onnx", nested: { depth: 3 } },
      { accuracy: 0.9, framework: "torch", "odd key": true },
      { accuracy: "0.95", framework: "onnx" },
      { accuracy: null, nested: "flat" },
      { accuracy: 12, date: "2026-05-01" },
    ];
    for (const metadata of logged) {
      must(await link(db, member, "Fraud-Detector", { metadata }));
    }
    must(await link(db, member, "churn", { metadata: { framework: "onnx" }, aliases: ["production"] }));
    must(await link(db, member, "Fraud-Detector", { aliases: ["production"] }));
    must(await setVersionTag(db, member, { model: "churn", version: "v0", key: "reviewed", value: "yes" }));
    must(await setModelTag(db, member, { model: "churn", key: "owner", value: "risk" }));
  });
  afterAll(() => database.close());

  async function numbers(wish: object): Promise<number[]> {
    return must(await listVersions(database.db, member, "Fraud-Detector", search(wish))).items.map(
      (item) => item.number,
    );
  }

  async function found(scope: TeamScope, wish: object): Promise<string[]> {
    const page = must(await searchVersions(database.db, scope, search(wish)));
    return page.items.map((item) => `${item.model.name}:v${item.number}`);
  }

  async function names(wish: object, scope = member): Promise<string[]> {
    const page = must(await listModels(database.db, scope, modelSearch.parse(wish)));
    return page.items.map((item) => item.name);
  }

  test("ranges within a model compare numbers with numbers and pass over everything else", async () => {
    expect(await numbers({ metadata: [{ path: "accuracy", operator: ">=", value: 0.9 }] })).toEqual([4, 1]);
    expect(await numbers({ metadata: [{ path: "accuracy", operator: "<", value: 10 }] })).toEqual([1, 0]);
    expect(await numbers({ metadata: [{ path: "nested.depth", operator: ">", value: 2 }] })).toEqual([0]);
    expect(await numbers({ metadata: [{ path: "date", operator: ">=", value: "2026-04-30" }] })).toEqual([4]);
    expect(await numbers({ metadata: [{ path: "accuracy", operator: "<=", value: "0.95" }] })).toEqual([2]);
    expect(
      await numbers({
        metadata: [
          { path: "accuracy", operator: ">", value: 0.1 },
          { path: "framework", operator: "=", value: "onnx" },
        ],
      }),
    ).toEqual([0]);
  });

  test("equality tells a number from the same digits in a string", async () => {
    expect(await numbers({ metadata: [{ path: "accuracy", operator: "=", value: 0.9 }] })).toEqual([1]);
    expect(await numbers({ metadata: [{ path: "accuracy", operator: "=", value: 0.95 }] })).toEqual([]);
    expect(await numbers({ metadata: [{ path: "odd key", operator: "=", value: true }] })).toEqual([1]);
    expect(await numbers({ metadata: [{ path: "__proto__.x", operator: "=", value: 1 }] })).toEqual([]);
    expect(await numbers({ metadata: [{ path: "a'b\"c\\", operator: "=", value: "';--" }] })).toEqual([]);
  });

  test("metadata equality searches the whole team, latest first", async () => {
    const onnx = { metadata: [{ path: "framework", operator: "=", value: "onnx" }] };

    expect(await found(member, onnx)).toEqual(["churn:v0", "Fraud-Detector:v2", "Fraud-Detector:v0"]);
    expect(await found(restricted, onnx)).toEqual(["Fraud-Detector:v2", "Fraud-Detector:v0"]);
  });

  test("a range over the whole team is refused with the remedy", async () => {
    const wish = search({ metadata: [{ path: "accuracy", operator: ">", value: 0.9 }] });

    const problem = problemOf(await searchVersions(database.db, member, wish));

    expect(problem).toMatchObject({ code: "invalid", field: "metadata.0.operator" });
    expect(problem.message).toContain("within one model");
  });

  test("versions are found by alias, by tag and by date", async () => {
    expect(await found(member, { alias: "production" })).toEqual(["Fraud-Detector:v5", "churn:v0"]);
    expect(await found(member, { alias: "latest" })).toEqual(["Fraud-Detector:v5", "churn:v0"]);
    expect(await found(member, { alias: "v0" })).toEqual(["churn:v0", "Fraud-Detector:v0"]);
    expect(await found(member, { tag: "reviewed" })).toEqual(["churn:v0"]);
    expect(await found(member, { tag: "reviewed", tagValue: "no" })).toEqual([]);
    expect(await found(member, { tag: "owner" })).toEqual([]);
    expect(await found(member, { linkedUntil: "2020-01-01T00:00:00Z" })).toEqual([]);
    expect(await found(member, { linkedSince: "2020-01-01T00:00:00Z", alias: "v5" })).toEqual(["Fraud-Detector:v5"]);
    expect(await numbers({ alias: "production" })).toEqual([5]);
  });

  test("models are found by a part of their name, by tag, by alias and by date, latest activity first", async () => {
    expect(await names({})).toEqual(["churn", "Fraud-Detector", "empty_%"]);
    expect(await names({ name: "DETECT" })).toEqual(["Fraud-Detector"]);
    expect(await names({ name: "_%" })).toEqual(["empty_%"]);
    expect(await names({ tag: "owner", tagValue: "risk" })).toEqual(["churn"]);
    expect(await names({ tag: "reviewed" })).toEqual([]);
    expect(await names({ alias: "production" })).toEqual(["churn", "Fraud-Detector"]);
    expect(await names({ alias: "latest" })).toEqual(["churn", "Fraud-Detector"]);
    expect(await names({ createdSince: "2999-01-01T00:00:00+02:00" })).toEqual([]);
    expect(await names({}, restricted)).toEqual(["Fraud-Detector"]);
  });

  test("pages follow one another without a gap or a repeat", async () => {
    const { db } = database;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = must(await searchVersions(db, member, search({ limit: 2, cursor })));
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);

    const first = must(await listVersions(db, member, "Fraud-Detector", search({ limit: 4 })));
    const after = must(
      await listVersions(db, member, "Fraud-Detector", search({ limit: 4, cursor: first.nextCursor })),
    );
    expect([...first.items, ...after.items].map((item) => item.number)).toEqual([5, 4, 3, 2, 1, 0]);

    const one = must(await listModels(db, member, modelSearch.parse({ limit: 1 })));
    const two = must(await listModels(db, member, modelSearch.parse({ limit: 2, cursor: one.nextCursor })));
    expect([...one.items, ...two.items].map((item) => item.name)).toEqual(["churn", "Fraud-Detector", "empty_%"]);
    expect(two.nextCursor).toBeNull();
  });

  test.each(["nonsense", btoa("[1e99]"), btoa("[-1]"), btoa('["2026-01-01T00:00:00Z","x"]'), btoa("{}")])(
    "the cursor %s is refused, not an error",
    async (cursor) => {
      const { db } = database;

      expect(problemOf(await listVersions(db, member, "churn", search({ cursor }))).code).toBe("malformed");
      expect(problemOf(await searchVersions(db, member, search({ cursor }))).code).toBe("malformed");
      expect(problemOf(await listModels(db, member, modelSearch.parse({ cursor }))).code).toBe("malformed");
    },
  );
});
