import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/lib/mlflow/endpoints";
import { DATABASE_KINDS } from "../support/database";
import { type MlflowStage, openMlflowStage } from "./stage";

let stage: MlflowStage;

beforeAll(async () => {
  stage = await openMlflowStage("embedded");
});
afterAll(() => stage.close());

const create = (raw: BodyInit) => stage.mlflow("POST", "registered-models/create", { raw });

describe("a body", () => {
  test.each([
    { what: "half JSON", raw: '{"name": "x"' },
    { what: "no JSON", raw: "name=x" },
    { what: "a list", raw: '[{"name":"x"}]' },
    { what: "a number", raw: "1" },
    { what: "null", raw: "null" },
    { what: "text in text in text", raw: JSON.stringify(JSON.stringify(JSON.stringify({ name: "x" }))) },
    { what: "half JSON in text", raw: JSON.stringify('{"name":') },
    { what: "nesting without end", raw: "[".repeat(500_000) },
    { what: "nesting in a field", raw: `{"name":${"[".repeat(100_000)}${"]".repeat(100_000)}}` },
    { what: "nesting among tags", raw: `{"name":"x","tags":[${'{"key":'.repeat(10_000)}1${"}".repeat(10_000)}]}` },
    { what: "no UTF-8", raw: new Uint8Array([0x7b, 0xff, 0x7d]) },
    { what: "NUL in a name", raw: '{"name":"a\\u0000b"}' },
    { what: "half of a surrogate pair", raw: '{"name":"a\\ud800"}' },
    { what: "a name that is a number", raw: '{"name":1}' },
    { what: "a name that is empty", raw: '{"name":""}' },
    { what: "a name that is null", raw: '{"name":null}' },
    { what: "no name", raw: "" },
    { what: "tags that are no list", raw: '{"name":"x","tags":{"a":"b"}}' },
    { what: "a tag without a key", raw: '{"name":"x","tags":[{"value":"b"}]}' },
    { what: "a huge body", raw: JSON.stringify({ name: "x", description: "d".repeat(2_000_000) }) },
  ])("of $what is refused as the client's fault", async ({ raw }) => {
    expect(await create(raw)).toMatchObject({
      status: 400,
      body: {
        error_code: expect.stringMatching(/^(BAD_REQUEST|INVALID_PARAMETER_VALUE)$/),
        message: expect.any(String),
      },
    });
    expect(stage.api.errors).toEqual([]);
  });

  test("may be encoded twice, name fields that nobody knows, and come with DELETE", async () => {
    expect(await create(JSON.stringify(JSON.stringify({ name: "twice" })))).toMatchObject({ status: 200 });
    expect(await create('{"name":"more","__proto__":{"x":1},"what":[{}],"tags":null}')).toMatchObject({ status: 200 });
    expect(
      await stage.mlflow("DELETE", "registered-models/delete", {
        raw: JSON.stringify(JSON.stringify({ name: "twice" })),
      }),
    ).toMatchObject({ status: 200, body: {} });
  });

  test("without a required field is told which, as MLflow tells it", async () => {
    const message =
      "Missing value for required parameter 'name'. See the API docs for more information about request parameters.";

    expect(await create("{}")).toMatchObject({ body: { error_code: "INVALID_PARAMETER_VALUE", message } });
    expect(await stage.mlflow("GET", "registered-models/get")).toMatchObject({ status: 400, body: { message } });
  });
});

describe("a name", () => {
  test.each([
    "a b",
    "ünïcode 模型",
    "a%2Fb",
    "a+b&c=d#e?f",
    "'\"`;--",
    "..a",
    "x".repeat(256),
    "<script>",
    "a\\b",
    "%00",
  ])("is the same in every escaping, or refused: %s", async (name) => {
    const made = await stage.mlflow("POST", "registered-models/create", { body: { name } });
    if (made.status === 400) {
      expect(made.body.error_code).toBe("INVALID_PARAMETER_VALUE");
      return;
    }

    for (const query of [encodeURIComponent(name), new URLSearchParams({ name }).toString().slice(5)]) {
      expect(await stage.mlflow("GET", `registered-models/get?name=${query}`)).toMatchObject({
        status: 200,
        body: { registered_model: { name } },
      });
    }
    expect(await stage.mlflow("DELETE", "registered-models/delete", { body: { name } })).toMatchObject({ status: 200 });
  });

  test.each([" ", " x", "x ", "a/b", "a:b", ".", "..", "a\nb", "a\u0007", "x".repeat(257)])(
    "that no page or path could hold is refused: %j",
    async (name) => {
      expect(await stage.mlflow("POST", "registered-models/create", { body: { name } })).toMatchObject({
        status: 400,
        body: { error_code: "INVALID_PARAMETER_VALUE" },
      });
    },
  );
});

describe("what a version is given", () => {
  beforeAll(async () => {
    await stage.mlflow("POST", "registered-models/create", { body: { name: "m" } });
    await stage.mlflow("POST", "model-versions/create", { body: { name: "m", source: "s3://b/m" } });
  });

  test.each(["x", "1.5", "v1", "", "1e3", "0x1"])("as its number is one: %j is not", async (version) => {
    const answer = await stage.mlflow("GET", `model-versions/get?name=m&version=${version}`);

    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
  });

  test.each(["2", "0", "-1", "999999999999999", "000000000009"])("as its number names none: %s", async (version) => {
    expect(await stage.mlflow("GET", `model-versions/get?name=m&version=${version}`)).toMatchObject({
      status: 404,
      body: { message: `Model Version (name=m, version=${version}) not found` },
    });
  });

  test.each([
    "javascript:alert(1)",
    "s3://b/../m",
    "s3://b/%2e%2e/m",
    "s3://b/%252e%252e%252fm",
    "https://h/a\\..\\b",
    "s3://b/%00",
    "/etc/passwd",
    "file:///etc/passwd",
    `s3://${"x".repeat(3_000)}`,
  ])("as its source is refused: %s", async (source) => {
    expect(await stage.mlflow("POST", "model-versions/create", { body: { name: "m", source } })).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE" },
    });
  });

  test.each(["/mlruns/0/r/artifacts/m", "file:///mlruns/0/m", "models:/m-1", "dbfs:/x y/m", "C:\\runs\\m"])(
    "as its source is kept as it came: %s",
    async (source) => {
      const body = { name: "m", source, run_id: "r" };

      expect(await stage.mlflow("POST", "model-versions/create", { body })).toMatchObject({
        status: 200,
        body: { model_version: { source, status: "READY" } },
      });
    },
  );

  test.each([
    { alias: "latest", says: "reserved" },
    { alias: "Latest", says: "reserved" },
    { alias: "v1", says: "Version alias name 'v1' is reserved." },
    { alias: "V12", says: "reserved" },
    { alias: "a b", says: "Invalid alias name" },
    { alias: "a/b", says: "Invalid alias name" },
    { alias: "a".repeat(256), says: "'alias' exceeds the maximum length of 255 characters" },
  ])("as alias $alias is refused", async ({ alias, says }) => {
    const body = { name: "m", alias, version: "1" };

    expect(await stage.mlflow("POST", "registered-models/alias", { body })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(says) },
    });
  });

  test("as tags has MLflow's limits", async () => {
    const set = (key: string, value: string) =>
      stage.mlflow("POST", "model-versions/set-tag", { body: { name: "m", version: "1", key, value } });

    expect(await set("k", "v".repeat(100_000))).toMatchObject({ status: 200 });
    expect(await set("k", "v".repeat(100_001))).toMatchObject({
      status: 400,
      body: { message: "'value' exceeds the maximum length of 100000 characters" },
    });
    for (const key of ["k".repeat(251), "a=b", "..", "a//b", "/a", "a\nb"]) {
      expect(await set(key, "v")).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    }
  });
});

test("whatever is sent to whichever endpoint, no answer is one that the client repeats", async () => {
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("m", "1", "-1", "None", "name LIKE '%'", "\ud800", "tags.`a` = 'b'", "eyJ4IjoxfQ=="),
    fc.jsonValue(),
  );
  const names = [...new Set(ENDPOINTS.flatMap(({ input }) => Object.keys(input.shape)))];
  const fields = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 });

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ENDPOINTS), fc.nat(3), fields, async (endpoint, choice, sent) => {
      const method = endpoint.methods[choice % endpoint.methods.length] ?? "GET";
      const base = `http://mlflow.test/api/2.0/${endpoint.service}/${endpoint.path.replace(/\{\w+\+?\}/g, "x")}`;
      const query = new URLSearchParams(
        Object.entries(sent).map(([name, one]) => [name, typeof one === "string" ? one : JSON.stringify(one)]),
      );
      const token = await adminToken();
      const response = await stage.fetch(
        new Request(method === "GET" ? `${base}?${query}` : base, {
          method,
          headers: { authorization: `Bearer ${token}` },
          ...(method === "GET" ? {} : { body: JSON.stringify(sent) }),
        }),
      );

      expect([408, 429, 500, 502, 503, 504]).not.toContain(response.status);
    }),
    { numRuns: 300 },
  );
  expect(stage.api.errors).toEqual([]);
});

let admin: Promise<string> | null = null;

function adminToken(): Promise<string> {
  admin ??= stage.api.token("admin");
  return admin;
}

test.each(DATABASE_KINDS)(
  "of two that create the same at once one does, and versions never share a number: %s",
  async (kind) => {
    const other = await openMlflowStage(kind);
    const models = await Promise.all(
      [1, 2, 3].map(() => other.mlflow("POST", "registered-models/create", { body: { name: "same" } })),
    );
    const versions = await Promise.all(
      [1, 2, 3, 4].map(() =>
        other.mlflow("POST", "model-versions/create", {
          body: { name: "same", source: "s3://b/m", tags: [{ key: "k", value: "v" }] },
        }),
      ),
    );

    expect(models.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(models.filter(({ status }) => status === 400).map(({ body }) => body.error_code)).toEqual([
      "RESOURCE_ALREADY_EXISTS",
      "RESOURCE_ALREADY_EXISTS",
    ]);
    expect(versions.map(({ body }) => body.model_version.version).sort()).toEqual(["1", "2", "3", "4"]);
    await other.close();
  },
);
