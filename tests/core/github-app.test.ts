import { expect, test } from "vitest";
import { APP_PERMISSIONS, appManifest, installationUrl, missingPermissions } from "@/lib/core/github-app";
import { githubLogin } from "@/lib/core/github-setup";

const ALL = Object.fromEntries(Object.entries(APP_PERMISSIONS).map(([name, { level }]) => [name, level]));

test("what is granted in full, or beyond, lacks nothing", () => {
  expect(missingPermissions(ALL, "Organization")).toEqual([]);
  expect(missingPermissions({ ...ALL, contents: "admin", issues: "write" }, "Organization")).toEqual([]);
});

test("what is granted in part, or at a level that nobody knows, is missing", () => {
  expect(missingPermissions({ ...ALL, contents: "read", actions: "none", checks: "superb" }, "Organization")).toEqual([
    "contents",
    "actions",
    "checks",
  ]);
});

test("a person's own account has no members to read", () => {
  const { members: _, ...rest } = ALL;

  expect(missingPermissions(rest, "User")).toEqual([]);
  expect(missingPermissions(rest, "Organization")).toEqual(["members"]);
});

test("the manifest asks for what the table says, and for webhooks", () => {
  const manifest = appManifest("https://models.a-rather-long-name.example.com", { isPublic: false });

  expect(manifest.default_permissions).toEqual(ALL);
  expect(manifest.name.length).toBeLessThanOrEqual(34);
  expect(manifest).toMatchObject({
    public: false,
    hook_attributes: { url: "https://models.a-rather-long-name.example.com/api/github/webhooks", active: true },
    redirect_url: "https://models.a-rather-long-name.example.com/api/github/created",
  });
});

test("an account's settings lie where its kind has them", () => {
  const installed = { account: { id: 1, login: "acme", type: "Organization" }, installationId: 7 } as const;

  expect(installationUrl("https://github.com", installed)).toBe(
    "https://github.com/organizations/acme/settings/installations/7",
  );
  expect(installationUrl("https://github.com", { ...installed, account: { ...installed.account, type: "User" } })).toBe(
    "https://github.com/settings/installations/7",
  );
});

test.each(["acme", " acme ", "A-c-m-e", "a".repeat(39)])("%j is a name on GitHub", (name) => {
  expect(githubLogin.safeParse(name).success).toBe(true);
});

test.each(["", "-a", "a-", "a--b", "../x", "a/b", "a?b", "a".repeat(40), "é"])("%j is none", (name) => {
  expect(githubLogin.safeParse(name).success).toBe(false);
});
