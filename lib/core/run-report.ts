/** Where the runs of a delivery are told of: on GitHub as a deployment or a check, or in a Slack message. */
export const REPORT_KINDS = ["deployment", "check", "slack"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Why it could not be told. A fixed set, as of attempts: an answer's own text is never stored. */
export const REPORT_PROBLEMS = [
  "app_missing",
  "installation_missing",
  "deployments_permission",
  "checks_permission",
  "repository_missing",
  "commit_missing",
  "refused",
  "rate_limited",
  "unreachable",
  "webhook_missing",
  "secret_unavailable",
] as const;
export type ReportProblem = (typeof REPORT_PROBLEMS)[number];

/** What to do about it, as one or two sentences. */
export const REPORT_WORDS = {
  app_missing: "There is no GitHub App to tell it by. Have the operator set it up.",
  installation_missing: "The GitHub App is no longer installed, or suspended. Have an owner of the account install it.",
  deployments_permission:
    "The installation lacks the permission Deployments: write. Have an owner of the account accept it on GitHub.",
  checks_permission:
    "The installation lacks the permission Checks: write, and Commit statuses: write. Have an owner of the account accept one of them on GitHub.",
  repository_missing: "GitHub knows no such repository for this installation. Give the installation access to it.",
  commit_missing: "The version's source names no commit in full, or one that is not in this repository.",
  refused: "The other side refused it as it was told.",
  rate_limited: "It was asked to slow down.",
  unreachable: "The other side could not be reached, or failed.",
  webhook_missing: "The webhook was deleted or paused.",
  secret_unavailable: "A secret that the message needs is gone, or may not go there any more.",
} as const satisfies Record<ReportProblem, string>;

/** Which problems pass by themselves. The others wait for a person, and for the next change of the run. */
export const IS_PASSING = {
  app_missing: false,
  installation_missing: false,
  deployments_permission: false,
  checks_permission: false,
  repository_missing: false,
  commit_missing: false,
  refused: false,
  rate_limited: true,
  unreachable: true,
  webhook_missing: false,
  secret_unavailable: false,
} as const satisfies Record<ReportProblem, boolean>;

/** Seconds until each further try; then it is left until the run changes again. */
const RETRIES_AFTER_SECONDS = [10, 60, 300, 1_800] as const;

/** After how many seconds it is tried again; null when it is not. */
export function reportRetrySeconds(problem: ReportProblem, tries: number): number | null {
  return IS_PASSING[problem] ? (RETRIES_AFTER_SECONDS[tries - 1] ?? null) : null;
}

/** A report as pages and the API show it. */
export type ReportView = { kind: ReportKind; isTold: boolean; problem: ReportProblem | null };
