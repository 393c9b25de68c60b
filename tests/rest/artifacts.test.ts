import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;

beforeAll(async () => {
  api = await openTestApi("embedded");
});
afterAll(() => api.close());

const BYTES = "application/octet-stream";

function digestOf(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function begin(name: string, content: string, path = "model.onnx") {
  const files = [{ path, sizeBytes: Buffer.byteLength(content), sha256: digestOf(content) }];
  const { body } = await api.call("POST", "/artifacts", { body: { project: "p", name, files } });
  return { artifact: body.artifact.id as string, upload: body.uploads[0]?.id as string };
}

async function logged(name: string, content: string, path?: string): Promise<string> {
  const { artifact, upload } = await begin(name, content, path);
  await api.call("PUT", `/artifacts/uploads/${upload}/parts/1`, { raw: content, headers: { "content-type": BYTES } });
  await api.call("POST", `/artifacts/${artifact}/commit`);
  return artifact;
}

describe("an upload", () => {
  test("is begun, filled, committed, and then served byte for byte", async () => {
    const { artifact, upload } = await begin("whole", "hello world");

    const part = {
      raw: "hello world",
      headers: { "content-type": BYTES, "x-content-sha256": digestOf("hello world") },
    };
    expect(await api.call("PUT", `/artifacts/uploads/${upload}/parts/1`, part)).toMatchObject({
      status: 200,
      body: { partNumber: 1, sizeBytes: 11 },
    });
    expect(await api.call("GET", `/artifacts/${artifact}/uploads`)).toMatchObject({
      body: { items: [{ received: [1] }] },
    });
    expect(await api.call("POST", `/artifacts/${artifact}/commit`)).toMatchObject({
      status: 200,
      body: { state: "committed" },
    });
    expect(await api.call("GET", `/artifacts/${artifact}/files/model.onnx`)).toMatchObject({
      status: 200,
      body: "hello world",
    });
  });

  test.each<{ what: string; raw: string; headers: Record<string, string>; status: number }>([
    { what: "of another size", raw: "too long for it", headers: {}, status: 422 },
    {
      what: "with another digest than it says",
      raw: "short",
      headers: { "x-content-sha256": digestOf("x") },
      status: 409,
    },
    { what: "with a digest that is none", raw: "short", headers: { "x-content-sha256": "abc" }, status: 400 },
    { what: "as JSON", raw: "short", headers: { "content-type": "application/json" }, status: 415 },
    { what: "over 8 MiB by its length", raw: "short", headers: { "content-length": "9000000" }, status: 413 },
  ])("refuses a part $what", async ({ raw, headers, status }) => {
    const { upload } = await begin(`part ${status}`, `short`);

    const answer = await api.call("PUT", `/artifacts/uploads/${upload}/parts/1`, {
      raw,
      headers: { "content-type": BYTES, ...headers },
    });
    expect(answer).toMatchObject({ status });
  });

  test("refuses a part number that the file does not have, and an upload that is none", async () => {
    const { upload } = await begin("numbers", "abc");
    const part = { raw: "abc", headers: { "content-type": BYTES } };

    expect(await api.call("PUT", `/artifacts/uploads/${upload}/parts/2`, part)).toMatchObject({ status: 422 });
    expect(await api.call("PUT", `/artifacts/uploads/${upload}/parts/x`, part)).toMatchObject({ status: 422 });
    expect(await api.call("PUT", "/artifacts/uploads/none/parts/1", part)).toMatchObject({ status: 404 });
  });

  test("is not a viewer's, and not another team's", async () => {
    const { artifact, upload } = await begin("foreign", "foreign bytes");
    const part = { raw: "foreign bytes", headers: { "content-type": BYTES } };
    const viewer = await api.token("viewer");

    expect(await api.call("PUT", `/artifacts/uploads/${upload}/parts/1`, { ...part, token: viewer })).toMatchObject({
      status: 403,
    });
    expect(await api.call("POST", `/artifacts/${artifact}/commit`, { token: viewer })).toMatchObject({ status: 403 });
  });

  test("that is not whole is not committed, nor served", async () => {
    const { artifact } = await begin("missing", "never sent");

    expect((await api.call("POST", `/artifacts/${artifact}/commit`)).status).toBeOneOf([409, 422]);
    expect(await api.call("GET", `/artifacts/${artifact}/files/model.onnx`)).toMatchObject({ status: 409 });
  });

  test("takes a manifest of ten thousand files, over the limit of other bodies", async () => {
    const folder = "a-folder-with-a-rather-long-name/".repeat(4);
    const files = Array.from({ length: 10_000 }, (_, index) => ({
      path: `${folder}${index}.bin`,
      sizeBytes: 1,
      sha256: digestOf("x"),
    }));

    const answer = await api.call("POST", "/artifacts", { body: { project: "p", name: "many", files } });
    expect(answer).toMatchObject({
      status: 201,
      body: { artifact: { fileCount: 10_000 }, uploads: [{ sizeBytes: 1 }] },
    });
  });
});

describe("a file", () => {
  test("is served as an attachment that no browser runs", async () => {
    const artifact = await logged("inert", "<script>alert(1)</script>", 'folder/evil"; name.html');
    const address = `/artifacts/${artifact}/files/folder/${encodeURIComponent('evil"; name.html')}`;

    const { headers } = await api.call("GET", address);
    expect(headers.get("content-type")).toBe(BYTES);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="evil_; name.html"; filename*=UTF-8''evil%22%3B%20name.html`,
    );
    expect(headers.get("repr-digest")).toBe(
      `sha-256=:${createHash("sha256").update("<script>alert(1)</script>").digest("base64")}:`,
    );
  });

  test.each([
    { range: "bytes=0-3", status: 206, body: "0123", told: "bytes 0-3/10" },
    { range: "bytes=7-", status: 206, body: "789", told: "bytes 7-9/10" },
    { range: "bytes=-2", status: 206, body: "89", told: "bytes 8-9/10" },
    { range: "bytes=-99", status: 206, body: "0123456789", told: "bytes 0-9/10" },
    { range: "bytes=8-99", status: 206, body: "89", told: "bytes 8-9/10" },
    { range: "bytes=5-2", status: 200, body: "0123456789", told: null },
    { range: "bytes=0-1,4-5", status: 200, body: "0123456789", told: null },
    { range: "lines=0-1", status: 200, body: "0123456789", told: null },
    { range: "bytes=-", status: 200, body: "0123456789", told: null },
  ])("answers Range: $range with $status", async ({ range, status, body, told }) => {
    const artifact = await logged("ranged", "0123456789");

    const answer = await api.call("GET", `/artifacts/${artifact}/files/model.onnx`, { headers: { range } });
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers.get("content-range")).toBe(told);
  });

  test.each(["bytes=10-", "bytes=-0", "bytes=999999999999999-"])("answers 416 to Range: %s", async (range) => {
    const artifact = await logged("ranged", "0123456789");

    const answer = await api.call("GET", `/artifacts/${artifact}/files/model.onnx`, { headers: { range } });
    expect(answer).toMatchObject({ status: 416, body: { code: "range_not_satisfiable" } });
    expect(answer.headers.get("content-range")).toBe("bytes */10");
  });

  test("is not sent again to who has it, and a range only of what it still is", async () => {
    const artifact = await logged("cached", "0123456789");
    const address = `/artifacts/${artifact}/files/model.onnx`;
    const etag = (await api.call("GET", address)).headers.get("etag") ?? "";

    expect(await api.call("GET", address, { headers: { "if-none-match": etag } })).toMatchObject({
      status: 304,
      body: "",
    });
    const stale = { range: "bytes=0-1", "if-range": '"other"' };
    expect(await api.call("GET", address, { headers: stale })).toMatchObject({ status: 200, body: "0123456789" });
    const current = { range: "bytes=0-1", "if-range": etag };
    expect(await api.call("GET", address, { headers: current })).toMatchObject({ status: 206, body: "01" });
  });

  test("answers HEAD with its size alone", async () => {
    const artifact = await logged("head", "0123456789");
    const url = `http://api.test/api/v1/teams/${api.team.name}/artifacts/${artifact}/files/model.onnx`;

    const response = await api.fetch(
      new Request(url, { method: "HEAD", headers: { authorization: `Bearer ${await api.token("viewer")}` } }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe("10");
    expect(await response.text()).toBe("");
  });

  test("of a version is resolved to addresses that no alias can move", async () => {
    const artifact = await logged("linked", "the bytes", "sub/a b.bin");
    await api.call("POST", "/models", { body: { name: "linked" } });
    await api.call("POST", "/models/linked/versions", {
      body: { source: { artifactId: artifact }, aliases: ["prod"] },
    });

    const { body } = await api.call("GET", "/models/linked/versions/prod/download");
    expect(body).toMatchObject({ ref: `${api.team.name}/linked:v0`, files: [{ sha256: digestOf("the bytes") }] });
    expect(body.files[0].url).toBe(
      `http://api.test/api/v1/teams/${api.team.name}/models/linked/versions/v0/files/sub/a%20b.bin`,
    );
    expect(await api.call("GET", "/models/linked/versions/prod/files/sub/a%20b.bin")).toMatchObject({
      body: "the bytes",
    });
    expect(await api.call("GET", "/models/linked/versions/prod/files/..%2F..%2Fetc%2Fpasswd")).toMatchObject({
      status: 404,
    });
    expect(await api.call("DELETE", `/artifacts/${artifact}`)).toMatchObject({ status: 409 });
  });
});
