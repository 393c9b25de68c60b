import { expect, test } from "vitest";
import { can, onlySentence, PERMISSIONS, type Permission, ROLES } from "@/lib/core/access";

/** The table of SPEC 11, cell by cell, written a second time on purpose: a change of rights must be made twice. */
const EXPECTED: Record<Permission, string> = {
  "registry.read": "viewer member admin",
  "automation.read": "viewer member admin",
  "artifact.write": "member admin",
  "model.write": "member admin",
  "model.delete": "admin",
  "version.link": "member admin",
  "tag.write": "member admin",
  "alias.write": "member admin",
  "alias.protected": "admin",
  "alias.protect": "admin",
  "evaluation.write": "member admin",
  "automation.write": "member admin",
  "delivery.operate": "member admin",
  "webhook.write": "admin",
  "github.read": "member admin",
  "github.manage": "admin",
  "webhook.test": "member admin",
  "webhook.test_any": "admin",
  "launch.read": "viewer member admin",
  "launch.manage": "admin",
  "run.operate": "member admin",
  "run.work": "",
  "secret.read": "member admin",
  "secret.write": "admin",
  "token.manage": "admin",
  "member.read": "viewer member admin",
  "member.manage": "admin",
  "member.leave": "viewer member admin",
  "audit.read": "admin",
};

const CELLS = Object.keys(PERMISSIONS).flatMap((permission) =>
  ROLES.map((role) => ({ role, permission: permission as Permission })),
);

test.each(CELLS)("$role and $permission stand as the table says", ({ role, permission }) => {
  expect(can(role, permission)).toBe(EXPECTED[permission].split(" ").includes(role));
});

test("a refusal says who may", () => {
  expect(onlySentence("model.delete")).toBe("Only admins may delete models.");
  expect(onlySentence("artifact.write")).toBe("Only members and admins may log artifacts.");
});
