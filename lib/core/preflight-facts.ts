import type { GitHubDispatch } from "./automation";
import type { Json } from "./json";
import type { WorkflowFact } from "./workflow-declaration";

/** Each cause for which a dispatch would start nothing, told apart; `run_name` and `github_away` keep nothing from starting. */
export type PreflightCode =
  | "app_missing"
  | "installation_missing"
  | "repository_not_covered"
  | "installation_suspended"
  | "permission_missing"
  | "permission_pending"
  | "repository_missing"
  | "repository_archived"
  | "workflow_missing"
  | "workflow_unreadable"
  | "workflow_disabled"
  | "trigger_missing"
  | "type_unheard"
  | "input_unknown"
  | "input_missing"
  | "input_wrong"
  | "inputs"
  | "ref_missing"
  | "ref_without_workflow"
  | "run_name"
  | "installation"
  | "workflow"
  | "github_away";

export type PreflightCheck = {
  code: PreflightCode;
  /** `advice` starts something all the same; `unknown` is what GitHub did not answer, which is no alarm. */
  state: "ok" | "problem" | "advice" | "unknown";
  message: string;
  /** Where it is mended. `settings` is the team's own page for GitHub. */
  remedy: { label: string; href: string } | { label: string; page: "settings" } | null;
};

/** What was found of a repository and the way to it; null where GitHub did not answer. */
export type RepositoryFacts = {
  repository: string;
  url: string;
  account: string;
  /** Where the account's owner changes what the App may do and see. */
  installationUrl: string | null;
  isSuspended: boolean;
  permissions: Readonly<Record<string, string>>;
  /** What the App asks for by now; what is not granted of it waits for the account's owner. */
  askedPermissions: Readonly<Record<string, string>> | null;
  /** Null: it is not there any more, or not for the App. */
  found: { isArchived: boolean; defaultBranch: string } | null;
  workflows: readonly WorkflowFact[] | null;
  /** False where there are more workflow files than are read. */
  hasAllWorkflows: boolean;
  branches: readonly string[] | null;
  tags: readonly string[] | null;
};

/** How the asked ref stands; null where it was not asked for, or GitHub did not say. */
export type RefFacts = { isThere: boolean; workflow: WorkflowFact | null };

export type GitHubFacts =
  | {
      kind: "app_missing" | "installation_missing" | "repository_not_covered" | "away";
      account: string | null;
      manageUrl: string | null;
    }
  | { kind: "repository"; isAway: boolean; facts: RepositoryFacts; ref: RefFacts | null };

/** All that a look at a repository gives to whoever is making an automation for it. */
export type PreflightView = {
  checks: PreflightCheck[];
  checkedAtMs: number;
  /** Null where GitHub did not tell. */
  defaultBranch: string | null;
  workflows: readonly WorkflowFact[];
  refs: readonly string[];
};

export type PreflightWish = { repository: string; dispatch: GitHubDispatch; payload: Json };

/** What GitHub did not answer is told once, and keeps nobody from saving. */
export const AWAY: PreflightCheck = {
  code: "github_away",
  state: "unknown",
  message: "GitHub did not answer all that was asked. The automation can be saved all the same.",
  remedy: null,
};

export function fine(code: PreflightCode, message: string): PreflightCheck {
  return { code, state: "ok", message, remedy: null };
}

export function problem(code: PreflightCode, message: string, remedy: PreflightCheck["remedy"]): PreflightCheck {
  return { code, state: "problem", message, remedy };
}
