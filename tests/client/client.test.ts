import { expect, test } from "vitest";
import { createClient } from "@/lib/client/client";

type Step = number | Error | { status: number; headers?: Record<string, string>; body?: string };

/** A client of a server that answers by a script and remembers what it was sent. */
function scripted(steps: readonly Step[]) {
  const sent: { key: string | null; body: string; authorization: string | null }[] = [];
  const { send } = createClient({
    url: "http://127.0.0.1:1",
    token: "mw_test",
    retry: { triesMax: 5, waitMs: 1, waitMsMax: 2_000 },
    fetch: async (request) => {
      const step = steps[sent.length] ?? 200;
      sent.push({
        key: request.headers.get("idempotency-key"),
        body: await request.text(),
        authorization: request.headers.get("authorization"),
      });
      if (step instanceof Error) {
        throw step;
      }
      return typeof step === "number"
        ? new Response(null, { status: step })
        : new Response(step.body ?? null, { status: step.status, headers: step.headers ?? {} });
    },
  });
  return { send, write: (headers = {}) => send("/x", { method: "POST", body: '{"a":1}', headers }), sent };
}

const broken = new TypeError("fetch failed");

test("a write is repeated whole, under one key that the server knows it by", async () => {
  const { write, sent } = scripted([broken, 503, 201]);

  const response = await write();

  expect(response.status).toBe(201);
  expect(sent.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}', '{"a":1}']);
  expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  expect(new Set(sent.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer mw_test"]));
});

test("two writes never share a key, and one that the caller gave is kept", async () => {
  const { write, sent } = scripted([]);

  await write();
  await write();
  await write({ "Idempotency-Key": "mine" });

  expect(sent[0]?.key).not.toBe(sent[1]?.key);
  expect(sent[2]?.key).toBe("mine");
});

test("a read carries no key", async () => {
  const { send, sent } = scripted([]);

  await send("/x");

  expect(sent[0]?.key).toBeNull();
});

test("a repeat that meets its own first try waits for that one's answer", async () => {
  const body = JSON.stringify({ code: "in_progress" });
  const { write, sent } = scripted([broken, { status: 409, body }, 201]);

  expect((await write()).status).toBe(201);
  expect(sent).toHaveLength(3);
});

test("another conflict is told, its body unread", async () => {
  const { write } = scripted([{ status: 409, body: '{"code":"conflict"}' }]);

  expect(await (await write()).json()).toEqual({ code: "conflict" });
});
