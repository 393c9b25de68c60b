import type { StoredAction, StoredGitHubAction, StoredWebhookAction } from "./automation";
import type { ExchangeRecord, Outcome, SecretHole } from "./delivery";
import type { RegistryEvent } from "./event";
import type { RunView, StartedRun } from "./github-run";
import type { Id } from "./ids";
import type { StoredLaunchAction } from "./launch-action";
import type { ArtifactSource } from "./registry";
import type { ReportKind, ReportProblem } from "./run-report";

/** One try at a delivery: what was frozen when the event matched. All else is read while it is performed. */
export type ExecutorInput<Action extends StoredAction = StoredAction> = {
  deliveryId: Id<"delivery">;
  teamId: Id<"team">;
  action: Action;
  /** The rendered payload, with `***` where secrets belong. */
  body: string;
  secretHoles: readonly SecretHole[];
  /** Counts from 1 over the whole life of the delivery. */
  attempt: number;
};

export type Execution = {
  outcome: Outcome;
  record: ExchangeRecord;
  startedAt: Date;
  durationMs: number;
  /** The run that was started, where the receiver named it. */
  run?: StartedRun;
  /** The message that was posted, where it can be changed later. */
  message?: PostedMessage;
};

/** A message in Slack, as Slack names it. */
export type PostedMessage = { channel: string; ts: string };

/** Performs one try and says how it ended. It never throws for what a receiver does, and decides nothing about retries. */
export type Executor<Action extends StoredAction> = (
  input: ExecutorInput<Action>,
  signal: AbortSignal,
) => Promise<Execution>;

/** One for each type of action. */
export type Executors = {
  webhook: Executor<StoredWebhookAction>;
  github: Executor<StoredGitHubAction>;
  launch: Executor<StoredLaunchAction>;
};

/** What is to be told: the delivery, the change behind it, and how its runs stand now, newest first. */
export type ReportInput = {
  kind: ReportKind;
  deliveryId: Id<"delivery">;
  teamId: Id<"team">;
  automationName: string;
  action: StoredAction;
  /** The body as it was sent, with `***` where secrets belong. */
  body: string;
  secretHoles: readonly SecretHole[];
  event: RegistryEvent;
  source: ArtifactSource;
  runs: readonly (RunView & { sha: string | null })[];
  /** What it is called over there, once it exists. */
  remoteId: string | null;
};

/** `remoteId` is told also beside a problem: what was made before it must not be made again. */
export type Reported = { remoteId: string | null; problem: ReportProblem | null };

/** Tells one report. It never throws for what the other side does. */
export type Reporter = (input: ReportInput) => Promise<Reported>;

/** One for each kind. */
export type Reporters = Record<ReportKind, Reporter>;

/** A launch run that a workflow is to carry out. */
export type WorkflowWish = {
  runId: Id<"run">;
  teamId: Id<"team">;
  repository: string;
  workflow: string;
  ref: string;
  inputs: Readonly<Record<string, string>>;
  /** Set where it may have been started already: then it is looked for, and not started. */
  sentAt: Date | null;
};

/** `later`: nothing was started, and it may be tried again. `unknown`: it may have been. */
export type WorkflowStart =
  | { kind: "started"; run: StartedRun }
  | { kind: "later"; delaySeconds: number }
  | { kind: "refused"; message: string }
  | { kind: "unknown" };

/** Starts workflows for launch runs, and cancels them. Neither throws for what the other side does. */
export type Workflows = {
  start(wish: WorkflowWish, signal: AbortSignal): Promise<WorkflowStart>;
  cancel(wish: { teamId: Id<"team">; repositoryId: number; runId: number }): Promise<void>;
};

/** Which secrets are needed, by id or by name, and the webhook towards which a payload would use them. */
export type SecretWish = {
  ids?: readonly Id<"secret">[];
  names?: readonly string[];
  webhookId?: Id<"webhook">;
};

export type ResolvedSecret = {
  id: Id<"secret">;
  name: string;
  /** Null when the key that sealed it is not in the key ring, or the row was tampered with. */
  value: string | null;
  /** Whether an admin allowed payloads to the webhook of the wish to use it. */
  isGranted: boolean;
};

/** Opens secrets for sending. One that does not exist is left out: the caller knows what it asked for. */
export type ResolveSecrets = (teamId: Id<"team">, wish: SecretWish) => Promise<ResolvedSecret[]>;
