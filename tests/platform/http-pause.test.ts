import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { parseEgressAllow } from "@/lib/core/address";
import { createHttpClient } from "@/lib/platform/http";
import { must } from "../support/must";

/** On a thread of its own, so that it answers while this one stands still. */
const SERVER = `
const { parentPort } = require("node:worker_threads");
const server = require("node:http").createServer((_, response) => setTimeout(() => response.end("done"), 100));
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

test("an answer that came while the process stood still counts, though its time is over", async () => {
  const server = new Worker(SERVER, { eval: true });
  const [port] = await once(server, "message");
  const url = `http://127.0.0.1:${port}/`;
  const client = createHttpClient({ allow: must(parseEgressAllow(`http://127.0.0.1:${port}`)) });
  await client.sendRequest({ url, method: "GET" });

  const sending = client.sendRequest({ url, method: "POST", body: "{}", timeoutMs: 300 });
  await new Promise((resolve) => setTimeout(resolve, 30));
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);

  expect(await sending).toMatchObject({ kind: "response", status: 200 });
  await client.close();
  await server.terminate();
});
