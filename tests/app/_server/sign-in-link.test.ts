import { expect, test } from "vitest";
import {
  invitationTokenIn,
  isBoundToLoopback,
  isLocalRequest,
  operatorKeyIn,
  operatorLink,
} from "@/app/_server/sign-in-link";

const PORT = 3000;

test("the key is found in the link's own path, and in nothing else", () => {
  const { pathname, search } = new URL(operatorLink("http://localhost:3000", "mw_abc"));

  expect(operatorKeyIn(`${pathname}${search}`)).toBe("mw_abc");
  expect(operatorKeyIn(`/acme${pathname}${search}`)).toBe(null);
  expect(invitationTokenIn("/invitations/mw_abc")).toBe("mw_abc");
  expect(invitationTokenIn("/invitations/mw_abc/x")).toBe(null);
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
  expect(isLocalRequest(new Headers(headers as Record<string, string>), PORT)).toBe(isLocal);
});

test.each([
  { name: "127.0.0.1", place: { HOST: "127.0.0.1", VERCEL: undefined }, isBound: true },
  { name: "::1", place: { HOST: "::1", VERCEL: undefined }, isBound: true },
  { name: "0.0.0.0", place: { HOST: "0.0.0.0", VERCEL: undefined }, isBound: false },
  { name: "an address of the network", place: { HOST: "10.0.0.4", VERCEL: undefined }, isBound: false },
  { name: "Vercel, whatever the default says", place: { HOST: "127.0.0.1", VERCEL: "1" }, isBound: false },
])("a server on $name is reached by this machine alone: $isBound", ({ place, isBound }) => {
  expect(isBoundToLoopback(place)).toBe(isBound);
});
