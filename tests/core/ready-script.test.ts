import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "@/lib/core/json";
import { type ReadyScriptOptions, readyScript, shellQuoted } from "@/lib/core/ready-script";
import { standardHeaders } from "@/lib/platform/signature";

const run = promisify(execFile);

const received: { url: string; method: string; headers: IncomingHttpHeaders; body: string }[] = [];
let receiver: Server;
let origin: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "modelwire-script-"));
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks).toString("utf8");
    received.push({ url: request.url ?? "", method: request.method ?? "", headers: request.headers, body });
    response.writeHead(202).end("taken");
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  received.length = 0;
});

function optionsOf(options: Partial<ReadyScriptOptions> = {}): ReadyScriptOptions {
  return {
    url: `${origin}/hook`,
    preset: "generic",
    isUrlSecret: false,
    payload: { key: "value" },
    hasAccessToken: false,
    hasSigningSecret: false,
    signatureEncoding: "base64",
    ...options,
  };
}

/** From a file, as people run it. */
async function bash(script: string, env: Record<string, string> = {}) {
  await writeFile(join(folder, "script.sh"), script);
  return run("bash", [join(folder, "script.sh")], {
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", NO_PROXY: "*", ...env },
  });
}

async function send(options: Partial<ReadyScriptOptions>, env: Record<string, string> = {}) {
  const { stdout } = await bash(readyScript(optionsOf(options)), env);
  return { stdout, request: received.at(-1) };
}

describe("the ready script, run by Bash", () => {
  test.each<{ payload: Json }>([
    { payload: { quote: 'it\'s "quoted"', dollar: "$HOME ${PATH} $(touch x) `id`" } },
    { payload: { newline: "a\nb\r\n\tc", backslash: "\\n \\" } },
    { payload: { unicode: "größe 模型 🚀", lone: "\ud800", separator: "\u2028", percent: "%s %n", bang: "!! !$" } },
    { payload: "'" },
    { payload: ["''", "'\\''", "\u0007", "@/etc/passwd", "-n"] },
  ])("sends exactly $payload", async ({ payload }) => {
    const { stdout, request } = await send({ payload, url: `${origin}/a/../hook?x=[1]&y={a,b}&z='q'` });

    expect(request).toMatchObject({
      method: "POST",
      url: "/a/../hook?x=[1]&y={a,b}&z='q'",
      body: JSON.stringify(payload),
    });
    expect(request?.headers["content-type"]).toBe("application/json");
    expect(stdout).toContain("202");
    expect(stdout).toContain("taken");
  });

  test.each([
    "plain secret",
    "ключ $x 'y' \"z\"",
    "-dash",
    "whsec_c29tZSBzZWNyZXQga2V5IG9mIDI0Kw==",
    "whsec_c29tZSBzZWNyZXQga2V5IG9mIDI0Kw",
  ])("signs with the secret %s as a delivery does", async (secret) => {
    const payload = { note: "größe 'x' $y" };

    const { request } = await send({ payload, hasSigningSecret: true }, { SECRET: secret });

    const body = JSON.stringify(payload);
    expect(request?.headers["x-wandb-signature"]).toBe(createHmac("sha256", secret).update(body).digest("base64"));
    expect(request?.headers).toMatchObject(
      standardHeaders({
        id: String(request?.headers["webhook-id"]),
        timestamp: new Date(Number(request?.headers["webhook-timestamp"]) * 1_000),
        body,
        secret,
      }),
    );
  });

  test.each(["plain secret", "whsec_c29tZSBzZWNyZXQga2V5IG9mIDI0Kw=="])(
    "to a receiver of MLflow's kind it signs with %s as it is",
    async (secret) => {
      const { request } = await send({ preset: "mlflow", hasSigningSecret: true }, { SECRET: secret });

      const [id, time] = [request?.headers["x-mlflow-delivery-id"], request?.headers["x-mlflow-timestamp"]];
      const signature = createHmac("sha256", secret).update(`${id}.${time}.${request?.body}`).digest("base64");
      expect(request?.headers).toMatchObject({ "webhook-id": id, "x-mlflow-signature": `v1,${signature}` });
    },
  );

  test("writes the signature in hex where the webhook says so", async () => {
    const { request } = await send({ hasSigningSecret: true, signatureEncoding: "hex" }, { SECRET: "s" });

    expect(request?.headers["x-wandb-signature"]).toBe(
      createHmac("sha256", "s").update('{"key":"value"}').digest("hex"),
    );
  });

  test("the base64 signature is the one that the seed's script computes", async () => {
    const seed = `echo -n "$PAYLOAD" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64`;
    const { stdout } = await bash(seed, { PAYLOAD: '{"key":"value"}', SECRET: "your_api_secret" });

    const { request } = await send({ hasSigningSecret: true }, { SECRET: "your_api_secret" });

    expect(request?.headers["x-wandb-signature"]).toBe(stdout.trim());
  });

  test("sends the access token from the environment", async () => {
    const { request } = await send({ hasAccessToken: true }, { ACCESS_TOKEN: "t0ken $x 'y'" });

    expect(request?.headers.authorization).toBe("Bearer t0ken $x 'y'");
  });

  test.each([
    [{ hasAccessToken: true }, "ACCESS_TOKEN"],
    [{ hasSigningSecret: true }, "SECRET"],
    [{ preset: "slack" as const }, "API_ENDPOINT"],
  ])("%j: says what is missing and sends nothing", async (options, name) => {
    await expect(send(options)).rejects.toMatchObject({ stderr: expect.stringContaining(`${name}: Set ${name}`) });
    expect(received).toEqual([]);
  });

  test("a URL that is a secret comes from the environment and is not in the script", async () => {
    const url = "https://hooks.slack.com/services/T0/B0/sesame";

    expect(readyScript(optionsOf({ url }))).not.toContain("sesame");
    expect(readyScript(optionsOf({ url }))).toContain("https://hooks.slack.com/…");
    const { request } = await send({ url, preset: "slack" }, { API_ENDPOINT: `${origin}/services` });
    expect(request?.url).toBe("/services");
  });
});

test("a masked secret in the payload is pointed out", () => {
  expect(readyScript(optionsOf({ payload: { token: "***" } }))).toContain("# *** marks a secret");
});

test("a host in the comment of a secret URL cannot start a line of its own", () => {
  const script = readyScript(optionsOf({ url: "https://hooks.slack.com\n/touch x", preset: "slack" }));

  expect(script.split("\n").filter((line) => line.startsWith("/") || line.startsWith("touch"))).toEqual([]);
});

test("any text is one word of Bash", async () => {
  const texts = fc.sample(fc.string({ unit: "grapheme" }), 200).concat(["'", "''\\", "\n", "$(id)", "\\", ""]);
  const script = `printf '%s\\0' ${texts.map(shellQuoted).join(" ")}`;

  const { stdout } = await bash(script);

  expect(stdout.split("\u0000").slice(0, -1)).toEqual(texts);
});
