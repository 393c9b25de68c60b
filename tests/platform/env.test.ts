import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isForbiddenAddress } from "@/lib/core/address";
import { type Env, parseEnv, VARIABLE_NAMES } from "@/lib/platform/env";

const KEYS = `k1:${randomBytes(32).toString("base64")}`;

const STORE = "s3://models?region=eu-central-1";

function envOf(source: Record<string, string>): Env {
  const result = parseEnv(source);
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

function messageOf(source: Record<string, string>): string {
  const result = parseEnv(source);
  return result.ok ? "" : result.problem.message;
}

test("with nothing set it is the embedded default, for this machine only", () => {
  expect(envOf({})).toEqual({
    MODELWIRE_DB_POOL: 10,
    MODELWIRE_DB_SESSION: "on",
    MODELWIRE_DATA_DIR: "./.modelwire",
    MODELWIRE_RETENTION_DAYS: 90,
    MODELWIRE_URL: "http://localhost:3000",
    PORT: 3000,
    HOST: "127.0.0.1",
    MODELWIRE_PROXY_HOPS: 0,
    MODELWIRE_EGRESS_ALLOW: { origins: new Set(), cidrs: [] },
    GITHUB_URL: "https://github.com",
    OIDC_NAME: "single sign-on",
    SIGN_UP_ALLOW: [],
    MODELWIRE_SESSION_DAYS: 30,
    MODELWIRE_BOOTSTRAP_TEAM: "local",
    MODELWIRE_WORKER: "on",
    OTEL_SERVICE_NAME: "modelwire",
    LOG_LEVEL: "info",
    NODE_ENV: "production",
  });
});

test("an empty or blank variable counts as unset", () => {
  const blank = Object.fromEntries(VARIABLE_NAMES.map((name, index) => [name, index % 2 ? "" : "  "]));

  expect(envOf(blank)).toEqual(envOf({}));
});

test("what is set is parsed once, into what the code uses", () => {
  const env = envOf({
    DATABASE_URL: "postgres://me:word@db:5432/modelwire",
    MODELWIRE_KEYS: KEYS,
    MODELWIRE_URL: "https://models.example.com/",
    MODELWIRE_EGRESS_ALLOW: "http://127.0.0.1:4010, 10.0.0.0/8",
    PORT: "0",
    MODELWIRE_WORKER: "off",
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/otlp/",
    OTEL_EXPORTER_OTLP_HEADERS: "Authorization=Basic%20dTpw,x-scope=a=b",
  });

  expect(env).toMatchObject({ MODELWIRE_URL: "https://models.example.com", PORT: 0, MODELWIRE_WORKER: "off" });
  expect(env.OTEL_EXPORTER_OTLP_ENDPOINT).toBe("http://collector:4318/otlp");
  expect(env.OTEL_EXPORTER_OTLP_HEADERS).toEqual({ authorization: "Basic dTpw", "x-scope": "a=b" });
  expect(env.MODELWIRE_KEYS?.currentId).toBe("k1");
  expect(env.MODELWIRE_EGRESS_ALLOW.origins).toEqual(new Set(["http://127.0.0.1:4010"]));
  expect(isForbiddenAddress("10.1.1.1", env.MODELWIRE_EGRESS_ALLOW)).toBe(false);
});

test("files go to a store by its URL, with a key pair or by the machine's own role", () => {
  const pair = { AWS_ACCESS_KEY_ID: "AKIA1", AWS_SECRET_ACCESS_KEY: "word", AWS_SESSION_TOKEN: "token" };

  expect(envOf({ STORAGE_URL: STORE })).toMatchObject({ STORAGE_URL: { bucket: "models", region: "eu-central-1" } });
  expect(envOf({ STORAGE_URL: STORE, ...pair })).toMatchObject(pair);
  expect(envOf({ AWS_ACCESS_KEY_ID: "another-program-s" }).STORAGE_URL).toBe(undefined);
});

test("the base URL follows the port where only that is set", () => {
  expect(envOf({ PORT: "4000" }).MODELWIRE_URL).toBe("http://localhost:4000");
});

describe("on Vercel", () => {
  const COMPLETE = {
    VERCEL: "1",
    VERCEL_PROJECT_PRODUCTION_URL: "models.example.com",
    DATABASE_URL: "postgres://me:word@pooler:6543/modelwire",
    MODELWIRE_KEYS: KEYS,
    STORAGE_URL: "s3://models?region=eu-west-1",
    MODELWIRE_WORKER: "tick",
    CRON_SECRET: "a-secret-of-the-cron",
  };

  test("people reach it at the production's address unless another is set", () => {
    expect(envOf(COMPLETE).MODELWIRE_URL).toBe("https://models.example.com");
    expect(envOf({ ...COMPLETE, MODELWIRE_URL: "https://m.example.org" }).MODELWIRE_URL).toBe("https://m.example.org");
  });

  test("who calls is what the platform in front says, unless more stand between", () => {
    expect(envOf(COMPLETE).MODELWIRE_PROXY_HOPS).toBe(1);
    expect(envOf({ ...COMPLETE, MODELWIRE_PROXY_HOPS: "2" }).MODELWIRE_PROXY_HOPS).toBe(2);
  });

  test.each(["DATABASE_URL", "STORAGE_URL", "CRON_SECRET", "MODELWIRE_WORKER"])(
    "it refuses to forget or to stand still: without %s it does not start, and says so",
    (name) => {
      const message = messageOf({ ...COMPLETE, [name]: "" });

      expect(message.split("\n")).toHaveLength(2);
      expect(message).toMatch(new RegExp(`^${name} .*on Vercel`, "m"));
    },
  );
});

describe("a mistake names its variable and the remedy:", () => {
  test.each([
    [{ DATABASE_URL: "mysql://x", MODELWIRE_KEYS: KEYS }, "DATABASE_URL must be a Postgres URL"],
    [{ DATABASE_URL: "postgres://db/x" }, "MODELWIRE_KEYS is required with DATABASE_URL"],
    [{ MODELWIRE_KEYS: "k1:short" }, "MODELWIRE_KEYS is not right: Key k1 is not 32 bytes"],
    [{ MODELWIRE_EGRESS_ALLOW: "everything" }, "MODELWIRE_EGRESS_ALLOW is not right: everything is neither"],
    [{ MODELWIRE_URL: "models.example.com" }, "MODELWIRE_URL is not right: Write where"],
    [{ MODELWIRE_URL: "https://example.com/models" }, "MODELWIRE_URL is not right: Write where"],
    [{ MODELWIRE_URL: "ftp://example.com" }, "MODELWIRE_URL is not right: Write where"],
    [{ PORT: "http" }, "PORT must be a whole number from 0 to 65535"],
    [{ PORT: "70000" }, "PORT must be a whole number"],
    [{ PORT: "1e3" }, "PORT must be a whole number"],
    [{ MODELWIRE_PROXY_HOPS: "-1" }, "MODELWIRE_PROXY_HOPS must be a whole number from 0 to 10"],
    [{ STORAGE_URL: "/var/lib/files" }, "STORAGE_URL is not right: Write a bucket"],
    [{ STORAGE_URL: "s3://models" }, "STORAGE_URL is not right: Say in which region"],
    [{ STORAGE_URL: STORE, AWS_ACCESS_KEY_ID: "AKIA1" }, "AWS_SECRET_ACCESS_KEY is required where the other is set"],
    [{ STORAGE_URL: STORE, AWS_SECRET_ACCESS_KEY: "word" }, "AWS_ACCESS_KEY_ID is required where the other is set"],
    [{ AWS_SECRET_ACCESS_KEY: "two words" }, "AWS_SECRET_ACCESS_KEY must be visible ASCII"],
    [{ MODELWIRE_DB_POOL: "0" }, "MODELWIRE_DB_POOL must be a whole number from 1"],
    [{ MODELWIRE_BOOTSTRAP_TOKEN: "short" }, "MODELWIRE_BOOTSTRAP_TOKEN must have at least 24"],
    [{ MODELWIRE_BOOTSTRAP_TOKEN: "schlüssel schlüssel schlüssel" }, "MODELWIRE_BOOTSTRAP_TOKEN must be visible ASCII"],
    [{ MODELWIRE_BOOTSTRAP_TEAM: "api" }, "MODELWIRE_BOOTSTRAP_TEAM"],
    [{ MODELWIRE_WORKER: "yes" }, "MODELWIRE_WORKER must be on, off or tick"],
    [{ CRON_SECRET: "short" }, "CRON_SECRET must have at least 16"],
    [{ CRON_SECRET: "with a space in it, long" }, "CRON_SECRET must be visible ASCII"],
    [{ MODELWIRE_METRICS_TOKEN: "short" }, "MODELWIRE_METRICS_TOKEN must have at least 24"],
    [{ MODELWIRE_METRICS_PORT: "70000" }, "MODELWIRE_METRICS_PORT must be a whole number"],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }, "OTEL_EXPORTER_OTLP_ENDPOINT is not right: Write where"],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://me:word@collector" }, "without a credential"],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "a=b,c" }, "OTEL_EXPORTER_OTLP_HEADERS is not right: Header 2 cannot be read"],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "a=%zz" }, "Header 1 cannot be read"],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "a=b%0d%0ac: d" }, "Header 1 cannot be read"],
    [{ GITHUB_CLIENT_ID: "Iv1.x" }, "GITHUB_CLIENT_SECRET is required for the sign-in by GitHub"],
    [{ GITHUB_URL: "https://github.acme.internal/api/v3" }, "without /api/v3"],
    [{ GITHUB_APP_ID: "1" }, "GITHUB_APP_PRIVATE_KEY is required for the GitHub App"],
    [{ GITHUB_APP_PRIVATE_KEY: "not a key" }, "Write the App's private key"],
    [{ OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "y" }, "OIDC_ISSUER is required for the sign-in by OIDC"],
    [{ OIDC_ISSUER: "login.example.com" }, "Write an address like https://login.example.com/realms/acme."],
    [{ SIGN_UP_ALLOW: "acme" }, "acme is neither a GitHub organisation (github:acme) nor an e-mail domain"],
    [{ SIGN_UP_ALLOW: "github:acme" }, "there is no sign-in with GitHub"],
    [{ MODELWIRE_SESSION_DAYS: "0" }, "must be a whole number from 1 to 365"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of"],
    [{ NODE_ENV: "staging" }, "NODE_ENV must be"],
  ])("%j", (source, message) => {
    expect(messageOf(source)).toContain(message);
  });

  test("all of them at once, and never with a secret's value", () => {
    const message = messageOf({
      PORT: "x",
      LOG_LEVEL: "x",
      DATABASE_URL: "mysql://me:hunter2@db/x",
      MODELWIRE_KEYS: "k1:hunter2",
      MODELWIRE_BOOTSTRAP_TOKEN: "hunter2",
      MODELWIRE_METRICS_TOKEN: "hunter2",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://me:hunter2@collector",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=hunter2,hunter2",
      STORAGE_URL: "s3://key:hunter2@models?region=x",
      AWS_SECRET_ACCESS_KEY: "hunter2 hunter2",
    });

    expect(message.split("\n")).toHaveLength(11);
    expect(message).not.toContain("hunter2");
  });
});

test(".env.example names exactly the variables that the schema reads, each with a comment before it", () => {
  const lines = readFileSync(new URL("../../.env.example", import.meta.url), "utf8").split("\n");
  const named = lines.flatMap((line) => /^# ?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  const uncommented = lines.filter((line) => line !== "" && !line.startsWith("#"));

  expect([...named].sort()).toEqual([...VARIABLE_NAMES].sort());
  expect(uncommented).toEqual([]);
  for (const paragraph of lines.join("\n").trim().split("\n\n").slice(1)) {
    expect(paragraph).toMatch(/^# (?![A-Z][A-Z0-9_]+=)/);
  }
});
