/** What GitHub attests of a workflow run that calls home. Numbers are GitHub's own: they survive renames, and forks have others. */
export type RunIdentity = {
  /** Names this very token: it is good once. */
  jti: string;
  expiresAt: Date;
  repositoryId: number;
  ownerId: number;
  /** `owner/name`, for people: never compared. */
  repository: string;
  runId: number;
  runAttempt: number;
  /** What started the run: `repository_dispatch`, `push`, … */
  event: string;
  /** `refs/heads/main`. */
  ref: string;
  /** `owner/name/.github/workflows/evaluate.yml@refs/heads/main`. */
  workflowRef: string;
  /** The same of the workflow whose job runs: another one where a reusable workflow was called. */
  jobWorkflowRef: string;
  environment: string | null;
};

/** The file and ref of a workflow within its repository: `.github/workflows/evaluate.yml@refs/heads/main`. */
export function pathOfWorkflow(workflowRef: string): string {
  return workflowRef.split("/").slice(2).join("/");
}

/** Why a run gets no token. The words are for whoever reads the run's log: they tell what to mend, and of strangers nothing. */
export const EXCHANGE_REFUSALS = {
  token_unreadable:
    "The identity token is not one that this server's GitHub signed. Send the one that GitHub gave to the job.",
  token_expired:
    "The identity token is past its end, or not valid yet. Ask GitHub for a new one just before the exchange.",
  wrong_audience:
    "The identity token is for another audience. Ask GitHub for one whose audience is this server's own address.",
  token_used: "This identity token was exchanged before. Ask GitHub for a new one: each is good once.",
  delivery_unknown:
    "No delivery of this id has started a workflow of this repository. Does the team's GitHub App still cover it?",
  installation_suspended: "The GitHub App is suspended on this account. Its owner can unsuspend it on GitHub.",
  wrong_event:
    "The run was not started by a dispatch. An admin of the team can allow its event in the policies for GitHub.",
  too_old:
    "The delivery was last sent more than 24 hours ago, or is not being sent. Redeliver it, and let the new run call home.",
  wrong_workflow: "The delivery started another workflow file. Call home from the one that its automation names.",
  wrong_ref: "The run is not of the branch or tag that the delivery started. Call home from that one.",
  wrong_run: "The delivery belongs to another run. If this one was started by it just now, try again in a moment.",
  old_attempt: "A newer attempt of this run has begun. Let that one call home.",
  version_gone: "The delivery is about no version, or its version was unlinked.",
  policy: "A policy of the team does not allow this run. An admin sees which in the settings, under GitHub.",
  purpose: "A policy of the team does not allow this run what it asks for. Ask for fewer purposes.",
} as const satisfies Record<string, string>;

export type ExchangeRefusal = keyof typeof EXCHANGE_REFUSALS;
