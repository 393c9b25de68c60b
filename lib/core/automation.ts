import * as z from "zod";
import { EVENT_TYPE_NAMES, type EventType } from "./event";
import type { RunState } from "./github-run";
import type { Id } from "./ids";
import { type Json, json } from "./json";
import { type LaunchActionView, launchAction, type StoredLaunchAction } from "./launch-action";
import { description, modelName } from "./names";

export const AUTOMATION_NAME_LENGTH_MAX = 255;
export const EXPRESSION_LENGTH_MAX = 256;
/** A rendered or unrendered payload past this many bytes of UTF-8 is refused: GitHub's and Slack's own limits lie near. */
export const PAYLOAD_BYTES_MAX = 65_536;
export const CONDITIONS_MAX = 16;
/** How many days a preview counts matches for. */
export const PREVIEW_DAYS = 30;

export const CONDITION_OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "contains", "exists"] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** A name matches exactly, or by an RE2 expression that searches anywhere in it, as people expect of W&B. */
export const nameMatch = z.union([
  z.strictObject({ equals: z.string().min(1).max(256) }),
  z.strictObject({ matches: z.string().min(1).max(EXPRESSION_LENGTH_MAX) }),
]);

/** `field` is `metadata.a.b` or `evaluation.auc`; `exists` takes no value. */
export const condition = z.strictObject({
  field: z
    .string()
    .max(512)
    .regex(/^(metadata|evaluation)\..+$/s, "Begin the field with metadata. or evaluation."),
  operator: z.enum(CONDITION_OPERATORS),
  value: z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]).default(null),
});

export const automationFilter = z.strictObject({
  alias: nameMatch.nullable().default(null),
  tag: nameMatch.nullable().default(null),
  conditions: z.array(condition).max(CONDITIONS_MAX).default([]),
});

export type NameMatch = z.infer<typeof nameMatch>;
export type Condition = z.infer<typeof condition>;
export type AutomationFilter = z.infer<typeof automationFilter>;

/**
 * What becomes of an attempt that may or may not have arrived: it is sent again under the same id, or it waits for a
 * person as `unknown`.
 */
export const WHEN_UNSURE = ["resend", "wait"] as const;
export type WhenUnsure = (typeof WHEN_UNSURE)[number];

/** Posts the payload to one of the team's webhooks. `webhook` is its name; payload null means the default payload. */
export const webhookAction = z.strictObject({
  type: z.literal("webhook"),
  webhook: z.string().min(1).max(256),
  payload: json.nullable().default(null),
  /** Unset: as the webhook's preset has it, for a GitHub dispatch must not run twice and most other requests may. */
  whenUnsure: z.enum(WHEN_UNSURE).nullable().optional(),
});

/** `OWNER/NAME`, as GitHub writes a repository. */
export const repositoryName = z
  .string()
  .max(140)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/, "Write the repository as owner/name.");

/** How GitHub is asked to start something: by a type that workflows listen for, or by naming the workflow. */
export const githubDispatch = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("repository"),
    eventType: z
      .string()
      .min(1, "Give the event type.")
      .max(100, "Use at most 100 characters.")
      .refine(
        (text) => !/\p{Cc}|\$\{\{/u.test(text),
        "Leave out control characters and ${{: no workflow can listen for them.",
      ),
  }),
  z.strictObject({
    kind: z.literal("workflow"),
    /** The file's name within `.github/workflows`. */
    workflow: z
      .string()
      .max(255, "Use at most 255 characters.")
      .regex(/^[^/\s]+\.ya?ml$/, "Name the workflow's file, like deploy.yml."),
    /** A branch or tag; null: the default branch. */
    ref: z.string().min(1).max(255).nullable().default(null),
  }),
]);

/** Starts a workflow through the team's GitHub App; payload null means the default one. */
export const githubAction = z.strictObject({
  type: z.literal("github"),
  repository: repositoryName,
  dispatch: githubDispatch,
  /** `client_payload` of a repository dispatch, `inputs` of a workflow dispatch. */
  payload: json.nullable().default(null),
  /** Records a GitHub Deployment of the version in this environment, whose status follows the run; null: none. */
  deployment: z
    .strictObject({ environment: z.string().min(1).max(255) })
    .nullable()
    .default(null),
  /** Tells the result on the version's source commit, where its source names one. */
  reportsCheck: z.boolean().default(false),
});

export type GitHubDispatch = z.infer<typeof githubDispatch>;

export const automationAction = z.discriminatedUnion("type", [webhookAction, githubAction, launchAction]);
export type AutomationActionInput = z.infer<typeof automationAction>;

const automationName = z
  .string()
  .min(1, "Give the automation a name.")
  .max(AUTOMATION_NAME_LENGTH_MAX, `Use at most ${AUTOMATION_NAME_LENGTH_MAX} characters.`)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), "Leave out control characters.")
  .refine((text) => text.trim() === text, "Leave out the spaces at the ends.");

export const newAutomation = z.strictObject({
  name: automationName,
  description: description.default(""),
  enabled: z.boolean().default(true),
  /** One model by name; null means every model of the team, also those created later. */
  model: modelName.nullable().default(null),
  eventType: z.enum(EVENT_TYPE_NAMES),
  filter: automationFilter.default({ alias: null, tag: null, conditions: [] }),
  action: automationAction,
});

export const automationPatch = z.strictObject({
  name: automationName.optional(),
  description: description.optional(),
  enabled: z.boolean().optional(),
  model: modelName.nullable().optional(),
  eventType: z.enum(EVENT_TYPE_NAMES).optional(),
  filter: automationFilter.optional(),
  action: automationAction.optional(),
  /** The revision that the change was made on: a newer one by somebody else is not written over. */
  expectedRevision: z.int().optional(),
});

/** What a preview is asked for: the automation as it would be saved, and how many past events to look at. */
export const previewRequest = newAutomation.omit({ name: true, description: true, enabled: true }).extend({
  name: automationName.default("preview"),
  eventsMax: z.int().min(1).max(1_000).default(200),
  /** A past event to render for, in place of the newest match. */
  eventId: z.string().max(60).optional(),
});

export type NewAutomation = z.infer<typeof newAutomation>;
export type AutomationPatch = z.infer<typeof automationPatch>;
export type PreviewRequest = z.infer<typeof previewRequest>;

/** The action as an automation row and a delivery's snapshot keep it: by id, with the payload that will be rendered. */
export type StoredAction = StoredWebhookAction | StoredGitHubAction | StoredLaunchAction;

export type StoredWebhookAction = {
  type: "webhook";
  webhookId: Id<"webhook">;
  payload: Json;
  /** Left out of actions that were stored before there was a choice. */
  whenUnsure?: WhenUnsure | null;
};

export type StoredGitHubAction = {
  type: "github";
  installationId: Id<"installation">;
  /** GitHub's own number: a repository keeps it when it is renamed. */
  repositoryId: number;
  /** As it was called when the action was saved: for people, never for a request. */
  repository: string;
  dispatch: GitHubDispatch;
  payload: Json;
  deployment: { environment: string } | null;
  reportsCheck: boolean;
};

export const ACTION_TYPES = ["webhook", "github", "launch"] as const satisfies readonly StoredAction["type"][];
export type ActionType = StoredAction["type"];

/** Why an automation does not fire although it exists. */
export type PauseReason = "by_person" | "loop";

export type ActionView =
  | {
      type: "webhook";
      webhook: { id: Id<"webhook">; name: string; preset: string };
      payload: Json;
      whenUnsure: WhenUnsure | null;
    }
  | {
      type: "github";
      /** As GitHub calls it now; `isReachable` is false when the installation no longer covers it. */
      repository: { id: number; name: string; isReachable: boolean };
      dispatch: GitHubDispatch;
      payload: Json;
      deployment: { environment: string } | null;
      reportsCheck: boolean;
    }
  | LaunchActionView;

export type AutomationView = {
  id: Id<"automation">;
  name: string;
  description: string;
  enabled: boolean;
  pauseReason: PauseReason | null;
  /** Null: every model of the team. */
  model: { id: Id<"model">; name: string } | null;
  eventType: EventType;
  filter: AutomationFilter;
  action: ActionView;
  revision: number;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
  /** The newest delivery, and how the finished ones of 30 days ended. */
  lastDelivery: {
    id: Id<"delivery">;
    state: string;
    /** How the run stands that it started, on GitHub or in a queue. */
    run: RunState | null;
    status: number | null;
    at: string;
  } | null;
  deliveries30d: { delivered: number; finished: number };
};

/** Something that will work but may surprise: an expression without anchors, a variable that never applies. */
export type Warning = { code: string; field: string; message: string };

export type PreviewView = {
  eventsLookedAt: number;
  /** The newest past events that would have matched, at most 20, newest first. */
  matches: {
    eventId: Id<"event">;
    type: EventType;
    model: string;
    version: number | null;
    alias: string | null;
    previousVersion: number | null;
    tag: { key: string; value: string } | null;
    evaluation: string | null;
    actor: string;
    occurredAt: string;
  }[];
  matchCount: number;
  /** Of the events looked at, those of the last 30 days, and the matches among them by day (UTC), today last. */
  recent: { lookedAt: number; matchCount: number; perDay: number[] };
  /** The payload for the event asked for, else the newest match, or for a sample event when nothing matched; secrets show as `***`. */
  rendered: { eventId: Id<"event"> | null; isSample: boolean; body: Json };
  warnings: Warning[];
};
