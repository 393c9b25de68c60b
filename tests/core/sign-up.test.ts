import { expect, test } from "vitest";
import { type Account, parseSignUpAllow, ruleFor } from "@/lib/core/sign-up";
import { must } from "../support/must";

const ACCOUNT: Account = {
  issuer: "https://github.com",
  accountId: "7",
  name: "ann",
  email: null,
  imageUrl: null,
  organizations: [],
};
const RULES = must(parseSignUpAllow("github:Acme, @Example.com=acme-ml"));

test("rules name organisations and domains, each with a team if wished", () => {
  expect(RULES).toEqual([
    { kind: "organization", name: "acme", team: null },
    { kind: "domain", name: "example.com", team: "acme-ml" },
  ]);
});

test.each([
  "acme",
  "github:",
  "github:a/b",
  "@",
  "@localhost",
  "@.com",
  "example.com",
  "@a.com=",
  "@a.com=x=y",
  "@a.com=a b",
  "",
  "github:a,,",
])("%j is refused", (text) => {
  expect(parseSignUpAllow(text)).toMatchObject({ ok: false, problem: { code: "invalid" } });
});

test.each([
  { name: "a member of the organisation", account: { organizations: ["ACME"] }, team: null },
  { name: "an address of the domain", account: { email: "ann@EXAMPLE.com" }, team: "acme-ml" },
])("$name may sign up", ({ account, team }) => {
  expect(ruleFor(RULES, { ...ACCOUNT, ...account })).toMatchObject({ team });
});

test.each([
  { name: "nobody's account", account: {} },
  { name: "a member of another organisation", account: { organizations: ["acme-corp"] } },
  { name: "a subdomain", account: { email: "ann@mail.example.com" } },
  { name: "a domain that ends likewise", account: { email: "ann@notexample.com" } },
  { name: "a domain in the local part", account: { email: "ann@example.com@evil.example" } },
])("$name may not", ({ account }) => {
  expect(ruleFor(RULES, { ...ACCOUNT, ...account })).toBe(null);
});
