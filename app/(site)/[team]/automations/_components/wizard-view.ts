import type { PreviewView, Warning } from "@/lib/core/automation";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import type { DraftProblem, DraftStep } from "@/lib/core/draft-problem";
import type { EventType } from "@/lib/core/event";
import type { WorkflowFile } from "@/lib/core/github-workflow";
import type { QueueVariable, QueueView } from "@/lib/core/launch-queue";
import type { PreflightView } from "@/lib/core/preflight-facts";
import type { FilledText } from "@/lib/core/template-filled";
import type { ListedVariable } from "@/lib/core/variable-list";
import type { WebhookChoice } from "@/lib/core/webhook";
import type { WorkflowInput } from "@/lib/core/workflow-declaration";

export type MatchLine = PreviewView["matches"][number] & { isProtected: boolean };

/** What the server sees in a draft: what is wrong, what may surprise, what would be sent, what would have matched. */
export type LookView = {
  eventType: EventType;
  problems: DraftProblem[];
  warnings: (Warning & { step: DraftStep })[];
  /** The event that it is looked at for; null for a sample. */
  event: MatchLine | null;
  eventsLookedAt: number;
  matchCount: number;
  recent: PreviewView["recent"];
  matches: MatchLine[];
  /** Null while the draft cannot be rendered. */
  rendered: (FilledText & { bytes: number }) | null;
  variables: ListedVariable[];
  /** Null for an action of another kind. */
  launch: LaunchLook | null;
  lookedAtMs: number;
};

/** What GitHub says of a draft that starts something there. */
export type GitHubLook = Pick<PreflightView, "checks" | "checkedAtMs" | "defaultBranch" | "refs"> & {
  /** What it was looked at for: another one is being asked for. */
  repository: string;
  workflows: WorkflowChoice[];
  /** The workflow that the draft would start, to be put there; null while it is not said what that is. */
  file: WorkflowFile | null;
};

/** What there is to see of a draft that queues a run: its job and its queue as they stand now. */
export type LaunchLook = {
  /** Null where none is chosen, or it is gone. */
  job: { name: string; versionCount: number; defaults: string } | null;
  queue: (Pick<QueueView, "name" | "resource" | "state" | "agentsListening"> & { variables: QueueVariable[] }) | null;
};

export type WorkflowChoice = {
  file: string;
  name: string | null;
  isEnabled: boolean;
  /** Null: it cannot be started by name. */
  inputs: WorkflowInput[] | null;
  /** What it listens for; null: everything. Undefined: nothing. */
  types?: string[] | null;
};

export type PullState =
  | { kind: "opened"; number: number; url: string; wasOpen: boolean }
  | { kind: "refused"; message: string; canReplace: boolean };

export type WizardState = {
  step: DraftStep;
  draft: AutomationDraft;
  look: LookView;
  /** Null for an action of another kind, or where no repository is chosen. */
  github: GitHubLook | null;
  /** What became of asking for a pull request. */
  pull: PullState | null;
  /** True once the person has asked for the next step: what is missing is told from then on, not before. */
  isAsked: boolean;
  refusal: string | null;
  done: { message: string; next: string } | null;
};

export type WizardAction = (before: WizardState, form: FormData) => Promise<WizardState>;
export type LookAction = (team: string, form: FormData) => Promise<LookView | null>;

export type GitHubOptions = {
  hasApp: boolean;
  repositories: readonly string[];
  /** The list of repositories is the whole: one is chosen, not typed. */
  hasAllRepositories: boolean;
  /** Where the App is connected. */
  settingsHref: string;
  /** Null where the person may connect it themselves. */
  adminsOnly: string | null;
  /** True where it is no real GitHub. */
  isSandbox: boolean;
  /** Where a form is answered with what GitHub says. */
  lookHref: string;
};

export type LaunchOptions = {
  jobs: readonly string[];
  queues: readonly Pick<QueueView, "name" | "resource" | "state" | "agentsListening" | "waiting">[];
  /** Null where the person may make neither. */
  newJobHref: string | null;
  newQueueHref: string | null;
};

export type WizardOptions = {
  team: string;
  models: readonly string[];
  /** The list of models is the whole: one is chosen, not typed. */
  hasAllModels: boolean;
  webhooks: readonly WebhookChoice[];
  /** Null where the person may not create one. */
  newWebhookHref: string | null;
  adminsOnly: string;
  github: GitHubOptions;
  launch: LaunchOptions;
  cancelHref: string;
  protectedNames: readonly string[];
};
