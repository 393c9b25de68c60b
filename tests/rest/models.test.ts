import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;

beforeAll(async () => {
  api = await openTestApi("embedded");
});
afterAll(() => api.close());

describe("models", () => {
  test("are created, read, described, tagged, listed and deleted", async () => {
    const created = await api.call("POST", "/models", { body: { name: "fraud detector", description: "d" } });
    expect(created).toMatchObject({ status: 201, body: { name: "fraud detector", versionCount: 0 } });
    expect(created.headers.get("location")).toBe(`/api/v1/teams/${api.team.name}/models/fraud%20detector`);

    expect(await api.call("PATCH", "/models/fraud%20detector", { body: { card: "# Card" } })).toMatchObject({
      status: 200,
      body: { card: "# Card", description: "d" },
    });
    expect(await api.call("PUT", "/models/fraud%20detector/tags/a%2Fb", { body: { value: "1" } })).toMatchObject({
      status: 200,
      body: { key: "a/b", value: "1" },
    });
    expect(await api.call("GET", "/models?tag=a%2Fb&tagValue=1")).toMatchObject({
      status: 200,
      body: { items: [{ name: "fraud detector", tags: [{ key: "a/b", value: "1" }] }], nextCursor: null },
    });
    expect(await api.call("DELETE", "/models/fraud%20detector/tags/a%2Fb")).toMatchObject({ status: 204 });
    expect(await api.call("DELETE", "/models/fraud%20detector?confirm=fraud")).toMatchObject({ status: 422 });
    expect(await api.call("DELETE", "/models/fraud%20detector?confirm=fraud+detector")).toMatchObject({ status: 204 });
    expect(await api.call("GET", "/models/fraud%20detector")).toMatchObject({ status: 404 });
  });

  test.each(["100%", "Ünïcödé 模型 🚀", "a+b&c=d?e#f", "%2F", "..", "__proto__"])(
    "are reached by the name %j as it was given",
    async (name) => {
      expect((await api.call("POST", "/models", { body: { name } })).status).toBe(201);

      const address = `/models/${name === ".." ? "%2E%2E" : encodeURIComponent(name)}`;
      // A URL parser resolves `..` even when it is encoded, before any server sees it: it is reached by searching.
      const found = name === ".." ? await api.call("GET", "/models?name=..") : await api.call("GET", address);

      expect(found.body.items?.[0]?.name ?? found.body.name).toBe(name);
    },
  );

  test("are paged by cursors, each once", async () => {
    for (const letter of ["a", "b", "c", "d", "e"]) {
      await api.call("POST", "/models", { body: { name: `paged-${letter}` } });
    }

    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await api.call("GET", `/models?name=paged&limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      names.push(...page.body.items.map((model: { name: string }) => model.name));
      cursor = page.body.nextCursor;
    } while (cursor);

    expect(names).toEqual(["paged-e", "paged-d", "paged-c", "paged-b", "paged-a"]);
  });
});
