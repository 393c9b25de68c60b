import * as z from "zod";
import { newPolicy } from "@/lib/core/oidc-policy";
import { pageRequest } from "@/lib/core/page";
import { createPolicy, deletePolicy } from "@/lib/github/policies/commands";
import { listPolicies } from "@/lib/github/policies/queries";
import { type Operation, operation } from "../operation";
import { policyView } from "../schemas/policies";
import { nameParam, pageOf } from "../schemas/shared";

const EXAMPLE_RULE = {
  kind: "narrow",
  models: ["fraud-detector"],
  repositories: null,
  refs: ["refs/heads/main"],
  workflows: [".github/workflows/evaluate.yml"],
  environments: null,
  purposes: null,
} as const;

const EXAMPLE_POLICY = {
  id: "ghp_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a21",
  name: "Only the evaluation on main",
  rule: EXAMPLE_RULE,
  createdBy: "ann",
  createdAt: "2026-05-04T09:30:00.000Z",
} as const;

const PATTERNS =
  "A pattern is exact, or ends with a `*`. One for workflows that begins with `.github/` is about the run's own workflow file (with an `@`, also its ref); any other is about the workflow whose job runs, as `owner/name/.github/workflows/file.yml@refs/heads/main`.";

export const POLICY_OPERATIONS: readonly Operation[] = [
  operation({
    id: "listPolicies",
    method: "GET",
    path: "/teams/{team}/github/policies",
    tag: "GitHub",
    summary: "List policies",
    description: "The team's rules for workflow runs that call home, by name.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of policies.",
      schema: pageOf(policyView),
      example: { items: [EXAMPLE_POLICY], nextCursor: null },
    },
    problems: { forbidden: "The token is no admin's." },
    run: ({ db }, { scope, query }) => listPolicies(db, scope, query),
  }),
  operation({
    id: "createPolicy",
    method: "POST",
    path: "/teams/{team}/github/policies",
    tag: "GitHub",
    summary: "Create a policy",
    description: `Adds a rule. \`narrow\`: every run that is about its models must fit each of the lists that it gives. \`allow\`: runs of one more repository, or by other events, may call home too. Narrowing rules hold for what is allowed as well. ${PATTERNS}`,
    body: newPolicy.meta({ id: "NewPolicy" }),
    bodyExample: { name: EXAMPLE_POLICY.name, rule: EXAMPLE_RULE },
    success: {
      status: 201,
      description: "The policy.",
      schema: policyView,
      example: EXAMPLE_POLICY,
      location: (policy) => policy.id,
    },
    problems: { conflict: "The team has a policy of this name, or as many as it may have." },
    run: ({ db }, { scope, body }) => createPolicy(db, scope, body),
  }),
  operation({
    id: "deletePolicy",
    method: "DELETE",
    path: "/teams/{team}/github/policies/{policy}",
    tag: "GitHub",
    summary: "Delete a policy",
    description: "Takes a rule away. It counts from the next exchange on.",
    params: z.object({ policy: nameParam("The policy's id.") }),
    success: { status: 204, description: "The policy is gone." },
    problems: { not_found: "There is no such policy." },
    run: ({ db }, { scope, params }) => deletePolicy(db, scope, params.policy),
  }),
];
