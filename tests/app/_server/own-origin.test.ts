import { expect, test } from "vitest";
import { isFromOwnPage } from "@/app/_server/own-origin";

const BASE = "https://registry.acme.dev";

test.each([
  ["the site's own page", { origin: BASE, host: "registry.acme.dev", "sec-fetch-site": "same-origin" }, true],
  ["a browser that tells no fetch metadata", { origin: BASE, host: "registry.acme.dev" }, true],
  ["an address that the server is also reached by", { origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" }, true],
  ["the public address behind a proxy", { origin: BASE, host: "internal:3000" }, true],
  ["another site", { origin: "https://evil.example", host: "registry.acme.dev" }, false],
  [
    "another site that the browser names",
    { origin: BASE, host: "registry.acme.dev", "sec-fetch-site": "cross-site" },
    false,
  ],
  ["a sibling domain", { origin: BASE, host: "registry.acme.dev", "sec-fetch-site": "same-site" }, false],
  ["a sandboxed page", { origin: "null", host: "registry.acme.dev" }, false],
  ["no origin", { host: "registry.acme.dev" }, false],
  ["another port", { origin: "https://registry.acme.dev:8443", host: "registry.acme.dev" }, false],
])("%s: %j is ours: %s", (_, headers, expected) => {
  expect(isFromOwnPage({ headers: new Headers(headers as Record<string, string>) }, BASE)).toBe(expected);
});
