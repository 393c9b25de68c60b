import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { proxy } from "@/proxy";

afterEach(() => vi.unstubAllEnvs());

function headersOf(path: string, sent: Record<string, string> = {}): Headers {
  return proxy(new NextRequest(`http://localhost:3000${path}`, { headers: sent })).headers;
}

test("browsers are told to come by https only where we are reached by it", () => {
  vi.stubEnv("MODELWIRE_URL", "http://localhost:3000");
  expect(headersOf("/acme/models").has("strict-transport-security")).toBe(false);

  vi.stubEnv("MODELWIRE_URL", "https://registry.acme.dev");
  expect(headersOf("/acme/models").get("strict-transport-security")).toBe("max-age=31536000");
});

test("every answer has a nonce of its own, and no script without it", () => {
  const policies = [headersOf("/"), headersOf("/")].map((headers) => headers.get("content-security-policy") ?? "");

  expect(new Set(policies).size).toBe(2);
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
  }
});

test("what a browser sends as the address of the page is replaced by the address", () => {
  const headers = headersOf("/acme/models/x", { "x-modelwire-path": "/evil" });

  expect(headers.get("x-middleware-request-x-modelwire-path")).toBe("/acme/models/x");
});

test("forms go nowhere but here, save the one that hands GitHub what its App is to be made of", () => {
  const targetsOf = (path: string) =>
    /form-action ([^;]*);/.exec(headersOf(path).get("content-security-policy") ?? "")?.[1];

  expect(targetsOf("/acme/settings/github/app")).toBe("'self' https://github.com");
  vi.stubEnv("GITHUB_URL", "https://github.acme.dev/sub/path");
  expect(targetsOf("/acme/settings/github/app")).toBe("'self' https://github.acme.dev");
  for (const path of ["/acme/settings/github", "/acme/settings/github/app/x", "/acme/models", "/sign-in"]) {
    expect(targetsOf(path), path).toBe("'self'");
  }
});
