"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action, type Done } from "@/app/_server/action";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { type NewPolicy, newPolicy } from "@/lib/core/oidc-policy";
import { ok, type Result, refuse } from "@/lib/core/result";
import { createPolicy, deletePolicy } from "@/lib/github/policies/commands";

/** One a line; no line at all means that nothing is asked of it. */
const lines = z.string().transform((text) => {
  const given = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return given.length === 0 ? null : [...new Set(given)];
});
const ticked = z.array(z.string()).default([]);

const narrowForm = z.strictObject({
  team: z.string(),
  name: z.string().trim(),
  models: lines,
  repositories: lines,
  refs: lines,
  workflows: lines,
  environments: lines,
  purposes: ticked.transform((purposes) => (purposes.length === 0 ? null : purposes)),
});

const allowForm = z.strictObject({
  team: z.string(),
  name: z.string().trim(),
  models: lines,
  repository: z.string().trim(),
  events: ticked,
  purposes: ticked,
});

export const narrowPolicyAction = action(narrowForm, ({ team, name, ...rule }) =>
  create(team, { name, rule: { kind: "narrow", ...rule } }),
);

export const allowPolicyAction = action(allowForm, ({ team, name, ...rule }) =>
  create(team, { name, rule: { kind: "allow", ...rule } }),
);

export const deletePolicyAction = action(
  z.strictObject({ team: z.string(), policy: z.string().max(60) }),
  async ({ team, policy }): Promise<Result<Done>> => {
    const scope = await requireScope(team);
    const gone = await deletePolicy(await db(), scope, policy);
    if (!gone.ok) {
      return gone;
    }
    refresh();
    return ok({
      message: `${gone.value.name} was deleted. It counts no more from the next call on.`,
      next: settingsPath(scope.teamName, "github", ["policies"]),
    });
  },
);

async function create(team: string, given: unknown): Promise<Result<Done>> {
  const read = newPolicy.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse({ code: "invalid", message: issue?.message ?? "Check the rule.", ...fieldAt(issue?.path) });
  }
  return save(team, read.data);
}

async function save(team: string, policy: NewPolicy): Promise<Result<Done>> {
  const scope = await requireScope(team);
  const made = await createPolicy(await db(), scope, policy);
  if (!made.ok) {
    const { field, ...problem } = made.problem;
    return refuse({ ...problem, ...fieldAt(field?.split(".")) });
  }
  refresh();
  return ok({
    message: `${made.value.name} was created. It counts from the next call on.`,
    next: settingsPath(scope.teamName, "github", ["policies"]),
  });
}

/** `rule.repositories.0` is about the field `repositories` of the form. */
function fieldAt(path: readonly PropertyKey[] | undefined): { field?: string } {
  const name = path?.find((part) => part !== "rule");
  return typeof name === "string" ? { field: name } : {};
}
