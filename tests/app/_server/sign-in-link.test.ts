import { expect, test } from "vitest";
import { isLocalRequest, offerSignInLink, redeemSignInKey } from "@/app/_server/sign-in-link";

const BIND = { host: "127.0.0.1", port: 3000 };

test("a link signs in once, and only with its own key", () => {
  const key = new URL(offerSignInLink("http://localhost:3000")).searchParams.get("key") ?? "";

  expect(redeemSignInKey(`${key}x`)).toBe(false);
  expect(redeemSignInKey(key)).toBe(true);
  expect(redeemSignInKey(key)).toBe(false);
});

test("a new link ends the one before", () => {
  const first = new URL(offerSignInLink("http://localhost:3000")).searchParams.get("key") ?? "";
  offerSignInLink("http://localhost:3000");

  expect(redeemSignInKey(first)).toBe(false);
});

test.each([
  { name: "localhost with our port", headers: { host: "localhost:3000" }, isLocal: true },
  { name: "the loopback address", headers: { host: "127.0.0.1:3000" }, isLocal: true },
  { name: "the IPv6 loopback address", headers: { host: "[::1]:3000" }, isLocal: true },
  {
    name: "what Next itself adds",
    headers: { host: "localhost:3000", "x-forwarded-for": "::1", "x-forwarded-host": "localhost:3000" },
    isLocal: true,
  },
  { name: "another name for this machine (rebinding)", headers: { host: "evil.example:3000" }, isLocal: false },
  { name: "another port", headers: { host: "localhost:80" }, isLocal: false },
  {
    name: "a proxy that tells its client",
    headers: { host: "localhost:3000", "x-forwarded-for": "203.0.113.9" },
    isLocal: false,
  },
  {
    name: "a proxy that tells its name",
    headers: { host: "localhost:3000", "x-forwarded-host": "models.example" },
    isLocal: false,
  },
  {
    name: "a proxy that speaks RFC 7239",
    headers: { host: "localhost:3000", forwarded: "for=203.0.113.9" },
    isLocal: false,
  },
  { name: "no host at all", headers: {}, isLocal: false },
])("a request by $name is judged local: $isLocal", ({ headers, isLocal }) => {
  expect(isLocalRequest(new Headers(headers as Record<string, string>), BIND)).toBe(isLocal);
});

test("a server that listens beyond loopback has no local requests", () => {
  expect(isLocalRequest(new Headers({ host: "localhost:3000" }), { host: "0.0.0.0", port: 3000 })).toBe(false);
});
