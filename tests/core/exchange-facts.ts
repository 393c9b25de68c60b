import type { Id } from "@/lib/core/ids";
import type { ExchangeFacts, RunFacts } from "@/lib/core/oidc-policy";
import type { RunIdentity } from "@/lib/core/run-identity";

export const NOW = new Date("2026-05-04T12:00:00.000Z");
export const MODEL: Id<"model"> = "mdl_a";
export const HOURS = 3_600_000;

export const IDENTITY: RunIdentity = {
  jti: "j",
  expiresAt: NOW,
  repositoryId: 501,
  ownerId: 77,
  repository: "acme/train",
  runId: 9_001,
  runAttempt: 1,
  event: "repository_dispatch",
  ref: "refs/heads/main",
  workflowRef: "acme/train/.github/workflows/evaluate.yml@refs/heads/main",
  jobWorkflowRef: "acme/shared/.github/workflows/gate.yml@refs/tags/v2",
  environment: null,
};

export const UNTOLD: RunFacts = { told: null, isFreshTold: false, caller: null };
export const NARROW = {
  kind: "narrow",
  models: null,
  repositories: null,
  refs: null,
  workflows: null,
  environments: null,
  purposes: null,
} as const;

export type Wish = Partial<Omit<ExchangeFacts, "identity" | "delivery" | "repository" | "run">> & {
  identity?: Partial<RunIdentity>;
  delivery?: Partial<ExchangeFacts["delivery"]>;
  repository?: Partial<NonNullable<ExchangeFacts["repository"]>> | null;
  run?: Partial<RunFacts>;
};

export function facts({ identity, delivery, repository, run, ...rest }: Wish = {}): ExchangeFacts {
  return {
    identity: { ...IDENTITY, ...identity },
    wished: ["download", "evaluate"],
    delivery: {
      modelId: MODEL,
      repositoryId: 501,
      dispatch: { kind: "repository", eventType: "evaluate" },
      sentAt: new Date(NOW.getTime() - HOURS),
      hasVersion: true,
      ...delivery,
    },
    repository: repository === null ? null : { ownerId: 77, defaultBranch: "main", isSuspended: false, ...repository },
    run: { ...UNTOLD, ...run },
    rules: [],
    now: NOW,
    ...rest,
  };
}

export const workflow = (ref: string | null) => ({ kind: "workflow", workflow: "evaluate.yml", ref }) as const;
