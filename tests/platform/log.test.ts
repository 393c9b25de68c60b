import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createLog, type Logger, redactText, withLogFields } from "@/lib/platform/log";

function capture(write: (log: Logger) => void): { text: string; lines: Record<string, unknown>[] } {
  const lines: string[] = [];
  write(createLog({ level: "debug" }, { write: (line: string) => lines.push(line) }));
  return { text: lines.join(""), lines: lines.map((line) => JSON.parse(line)) };
}

test("a line is JSON with level, time and message", () => {
  const { lines } = capture((log) => log.info({ deliveryId: "dl_1", status: 200 }, "delivered"));

  expect(lines).toEqual([
    {
      level: "info",
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      pid: process.pid,
      deliveryId: "dl_1",
      status: 200,
      msg: "delivered",
    },
  ]);
});

describe("a log never holds", () => {
  test.each([
    ["authorization", { headers: { authorization: "hunter2" } }],
    ["proxy authorization in any casing", { headers: { "Proxy-Authorization": "hunter2" } }],
    ["a signature", { headers: { "X-Wandb-Signature": "hunter2", "webhook-signature": "hunter2" } }],
    ["a signing secret", { webhook: { signingSecret: "hunter2" } }],
    ["an access token", { accessToken: "hunter2", token: "hunter2" }],
    ["a key", { key: "hunter2", privateKey: "hunter2", "api-key": "hunter2" }],
    ["a query", { request: { query: { sig: "hunter2" }, search: "?sig=hunter2" } }],
    ["a list of them", { attempts: [{ request: { cookie: "hunter2" } }] }],
    ["a URL's path, query or user", { url: "https://me:hunter2@hooks.slack.com/services/hunter2?sig=hunter2#hunter2" }],
    ["a URL within text", { note: 'calling "https://ci.example.com/hunter2" (again)' }],
    ["a database URL", { note: "postgres://me:hunter2@db:5432/x failed" }],
    ["a password with an @", { note: "postgres://me:x@hunter2@db:5432/x failed" }],
    ["a bearer within text", { note: "sent Bearer hunter2" }],
    ["an API token within text", { note: "mw_hunter2hunter2hunter2" }],
  ])("%s", (_what, fields) => {
    const { text, lines } = capture((log) => log.child(fields).warn(fields, "seen"));

    expect(text).not.toContain("hunter2");
    expect(lines[0]).toMatchObject({ msg: "seen" });
  });

  test("the values of a query that failed, also behind another error", () => {
    const values = ["hunter2", "two\n    at hunter2 (lines.js:1)"];
    const failed = new DrizzleQueryError("insert into models values ($1, $2)", values, new Error("deadlock detected"));

    const { text, lines } = capture((log) => {
      log.error({ err: failed }, "seen");
      log.error({ err: new Error("Not stored.", { cause: failed }) }, "seen");
    });

    expect(text).not.toContain("hunter2");
    for (const line of lines) {
      expect(JSON.stringify(line)).toMatch(/Failed query: insert into models.*deadlock detected.*log\.test\.ts/);
    }
  });

  test("what an error quotes, its cause and its own fields included", () => {
    const cause = new Error("GET https://x.example.com/?sig=hunter2 failed");
    const error = Object.assign(new Error("Bearer hunter2 was refused", { cause }), {
      headers: { authorization: "hunter2" },
      url: "https://hooks.slack.com/services/hunter2",
    });

    const { text, lines } = capture((log) => {
      log.error({ err: error }, "failed for https://x.example.com/hunter2");
      log.error(error);
    });

    expect(text).not.toContain("hunter2");
    expect(lines[0]).toMatchObject({
      err: { message: expect.stringMatching(/^Bearer \[redacted\] was refused/), stack: expect.any(String) },
    });
    expect(lines[1]).toMatchObject({ level: "error" });
  });
});

test("hosts, states and plain words stay readable", () => {
  const { lines } = capture((log) =>
    log.info({ url: "https://ci.example.com:8443/hook?a=1", hasSecret: true, tokenCount: 3, keyIds: ["k1"] }, "ok"),
  );

  expect(lines[0]).toMatchObject({
    url: "https://ci.example.com:8443/…",
    hasSecret: true,
    tokenCount: 3,
    keyIds: ["k1"],
  });
});

test("ids given to a piece of work are on each line within it, also after a wait, and on no other", async () => {
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line: string) => lines.push(line) });

  await withLogFields({ requestId: "req_1" }, async () => {
    await Promise.all(
      ["dl_1", "dl_2"].map((deliveryId) =>
        withLogFields({ deliveryId }, async () => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          log.info({ of: deliveryId }, "inner");
        }),
      ),
    );
    log.info("outer");
  });
  log.info("beside");

  const told = lines
    .map((line) => JSON.parse(line))
    .map(({ msg, of, requestId, deliveryId }) => ({ msg, of, requestId, deliveryId }));
  expect(told).toEqual([
    { msg: "inner", of: "dl_1", requestId: "req_1", deliveryId: "dl_1" },
    { msg: "inner", of: "dl_2", requestId: "req_1", deliveryId: "dl_2" },
    { msg: "outer", requestId: "req_1" },
    { msg: "beside" },
  ]);
});

test("a circle does not stop the log", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;

  expect(capture((log) => log.info({ circle }, "round")).lines[0]).toMatchObject({ msg: "round" });
});

test("what a text quotes does not break the line", () => {
  const { lines } = capture((log) => log.info({ a: 'https://x.example.com/a"b\\c\n', b: 'Bearer a"b' }, "ok"));

  expect(lines[0]).toMatchObject({ a: expect.stringContaining("https://x.example.com/…"), b: expect.any(String) });
});

test("a long hostile text is redacted in little time", () => {
  const startedAt = performance.now();

  for (const part of ["a", "a:", "http://", "http://a@", "Bearer ", "mw_", "a.+-"]) {
    redactText(part.repeat(20_000));
  }

  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
