import {
  ACTION_TYPES,
  type ActionType,
  type AutomationFilter,
  type AutomationView,
  EXPRESSION_LENGTH_MAX,
  type NameMatch,
  type NewAutomation,
  newAutomation,
  WHEN_UNSURE,
} from "./automation";
import { readConditionValue } from "./condition";
import { type ConditionDraft, conditionDraftOf, readConditions } from "./condition-draft";
import { type DraftProblem, draftProblem } from "./draft-problem";
import { EVENT_TYPE_NAMES, EVENT_TYPES, type EventType } from "./event";
import {
  EMPTY_GITHUB_DRAFT,
  type GitHubDraft,
  githubDraftOf,
  inputsPayload,
  readGitHubDraft,
  writeRows,
} from "./github-draft";
import type { Json } from "./json";
import { jsonFault } from "./json-fault";
import {
  EMPTY_LAUNCH_DRAFT,
  type LaunchDraft,
  launchActionOf,
  launchDraftOf,
  missingOfLaunch,
  overridesText,
  readLaunchDraft,
  writeVariables,
} from "./launch-draft";
import { type FieldProblem, ok, type Result } from "./result";

/** An automation as the fields of a form hold it: text, and possibly wrong. What belongs to the other kind is kept. */
export type AutomationDraft = GitHubDraft &
  LaunchDraft & {
    eventType: EventType;
    /** Empty: every model. */
    model: string;
    aliasBy: "equals" | "matches";
    alias: string;
    tagBy: "equals" | "matches";
    tag: string;
    conditions: ConditionDraft[];
    kind: ActionType;
    webhook: string;
    /** JSON as it was typed; empty: what the webhook's preset sends. */
    payload: string;
    /** The payload that the field was given to begin with: unchanged, it follows the webhook and the event. */
    payloadBase: string;
    /** Empty: as the webhook's preset has it. */
    whenUnsure: string;
    name: string;
    description: string;
    enabled: boolean;
    /** The past event that is looked at; empty: the newest that matches. */
    eventId: string;
  };

export const EMPTY_DRAFT: AutomationDraft = {
  eventType: "ADD_ARTIFACT_ALIAS",
  model: "",
  aliasBy: "equals",
  alias: "",
  tagBy: "equals",
  tag: "",
  conditions: [],
  kind: "webhook",
  ...EMPTY_GITHUB_DRAFT,
  ...EMPTY_LAUNCH_DRAFT,
  webhook: "",
  payload: "",
  payloadBase: "",
  whenUnsure: "",
  name: "",
  description: "",
  enabled: true,
  eventId: "",
};

/** Reads a form's fields, whatever they hold: of a repeated one the last, of an unknown choice the first. Rows left blank are no conditions. */
export function readDraft(entries: Iterable<readonly [string, string]>): AutomationDraft {
  const all = new Map<string, string[]>();
  for (const [name, value] of entries) {
    all.set(name, [...(all.get(name) ?? []), value.replaceAll("\r\n", "\n")]);
  }
  const last = (name: string) => all.get(name)?.at(-1) ?? "";
  return {
    eventType: oneOf(EVENT_TYPE_NAMES, last("eventType")) ?? EMPTY_DRAFT.eventType,
    model: last("model").trim(),
    aliasBy: last("aliasBy") === "matches" ? "matches" : "equals",
    alias: last("alias").trim(),
    tagBy: last("tagBy") === "matches" ? "matches" : "equals",
    tag: last("tag").trim(),
    conditions: readConditions(all),
    kind: oneOf(ACTION_TYPES, last("kind")) ?? "webhook",
    ...readGitHubDraft(all),
    ...readLaunchDraft(all),
    webhook: last("webhook"),
    payload: last("payload"),
    payloadBase: last("payloadBase"),
    whenUnsure: oneOf(WHEN_UNSURE, last("whenUnsure")) ?? "",
    name: last("name").trim(),
    description: last("description").trim(),
    enabled: last("enabled") !== "no",
    eventId: last("eventId"),
  };
}

/** A payload that is as it was given is nobody's own: it is left out, so that it follows the webhook and the event. */
export function withoutGiven(draft: AutomationDraft): AutomationDraft {
  return draft.payload === draft.payloadBase ? { ...draft, payload: "", payloadBase: "" } : draft;
}

/** What `readDraft` reads back: for a draft that is put aside. */
export function writeDraft(draft: AutomationDraft): [string, string][] {
  const { conditions, enabled, inputs, reportsCheck, variables, ...texts } = draft;
  return [
    ...Object.entries(texts),
    ...writeRows({ inputs, reportsCheck }),
    ...writeVariables(variables),
    ["enabled", enabled ? "yes" : "no"],
    ...conditions.flatMap(({ field, operator, value }): [string, string][] => [
      ["conditionField", field],
      ["conditionOperator", operator],
      ["conditionValue", value],
    ]),
  ];
}

/** A saved automation as a form shows it. */
export function draftOf(automation: AutomationView): AutomationDraft {
  const { filter, action } = automation;
  return {
    ...EMPTY_DRAFT,
    eventType: automation.eventType,
    model: automation.model?.name ?? "",
    ...matchFields("alias", filter.alias),
    ...matchFields("tag", filter.tag),
    conditions: filter.conditions.map(conditionDraftOf),
    kind: action.type,
    ...(action.type === "github" ? githubDraftOf(action) : {}),
    ...(action.type === "launch" ? launchDraftOf(action) : {}),
    webhook: action.type === "webhook" ? action.webhook.name : "",
    payload: payloadText(action),
    whenUnsure: action.type === "webhook" ? (action.whenUnsure ?? "") : "",
    name: automation.name,
    description: automation.description,
    enabled: automation.enabled,
  };
}

/** The payload as it stands in the editor; empty where there is none to edit as JSON. */
function payloadText(action: AutomationView["action"]): string {
  if (action.type === "launch") {
    return overridesText(action.payload);
  }
  const hasText = action.type === "webhook" || action.dispatch.kind === "repository";
  return hasText ? JSON.stringify(action.payload, null, 2) : "";
}

/** Which names or values an automation of this event may match by. A failure carries what the event behind it had. */
export function filtersOf(eventType: EventType): readonly ("alias" | "tag" | "evaluation")[] {
  return EVENT_TYPES[eventType].about === "delivery" ? ["alias", "tag", "evaluation"] : EVENT_TYPES[eventType].filters;
}

/** What the draft asks for, as a command takes it; or all that keeps it from being asked. */
export function wishOf(draft: AutomationDraft): Result<NewAutomation, DraftProblem[]> {
  const payload = payloadOf(draft);
  const tooLong = (["alias", "tag"] as const).filter((name) => draft[name].length > EXPRESSION_LENGTH_MAX);
  const parsed = newAutomation.safeParse({
    name: draft.name,
    description: draft.description,
    enabled: draft.enabled,
    model: draft.model || null,
    eventType: draft.eventType,
    filter: filterOf(draft, tooLong),
    action: actionOf(draft, payload.ok ? payload.value : null),
  });
  const problems: FieldProblem[] = [
    ...tooLong.map((name) => ({ path: `filter.${name}`, message: `Use at most ${EXPRESSION_LENGTH_MAX} characters.` })),
    ...missingOf(draft),
    ...(payload.ok ? [] : [payload.problem]),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ path: path.join("."), message })),
  ];
  return parsed.success && problems.length === 0
    ? ok(parsed.data)
    : { ok: false, problem: problems.map((problem) => draftProblem(problem, draft)) };
}

/** Stands for what is not chosen yet, which is told on its own: the rest can be looked at all the same. */
const UNNAMED = { webhook: "-", repository: "none/none", dispatchType: "-", workflow: "none.yml" } as const;

function actionOf(draft: AutomationDraft, payload: Json | null): unknown {
  if (draft.kind === "webhook") {
    return {
      type: "webhook",
      webhook: draft.webhook || UNNAMED.webhook,
      payload,
      whenUnsure: draft.whenUnsure || null,
    };
  }
  if (draft.kind === "launch") {
    return launchActionOf(draft, payload);
  }
  return {
    type: "github",
    repository: draft.repository || UNNAMED.repository,
    dispatch:
      draft.dispatchKind === "repository"
        ? { kind: "repository", eventType: draft.dispatchType || UNNAMED.dispatchType }
        : { kind: "workflow", workflow: draft.workflow || UNNAMED.workflow, ref: draft.ref || null },
    payload,
    deployment: draft.environment ? { environment: draft.environment } : null,
    reportsCheck: draft.reportsCheck,
  };
}

function missingOf(draft: AutomationDraft): FieldProblem[] {
  if (draft.kind === "webhook") {
    return draft.webhook ? [] : [{ path: "action.webhook", message: "Choose the webhook that is called." }];
  }
  if (draft.kind === "launch") {
    return missingOfLaunch(draft);
  }
  const isNamed = draft.dispatchKind === "repository" ? draft.dispatchType : draft.workflow;
  return [
    ...(draft.repository ? [] : [{ path: "action.repository", message: "Choose the repository." }]),
    ...(isNamed ? [] : [MISSING_NAME[draft.dispatchKind]]),
  ];
}

const MISSING_NAME = {
  repository: { path: "action.dispatch.eventType", message: "Give the event type that workflows listen for." },
  workflow: { path: "action.dispatch.workflow", message: "Choose the workflow that is started." },
} as const satisfies Record<GitHubDraft["dispatchKind"], FieldProblem>;

function filterOf(draft: AutomationDraft, tooLong: readonly string[]): unknown {
  const has = filtersOf(draft.eventType);
  const match = (name: "alias" | "tag", by: "equals" | "matches") =>
    has.includes(name) && draft[name] && !tooLong.includes(name) ? { [by]: draft[name] } : null;
  return {
    alias: match("alias", draft.aliasBy),
    tag: match("tag", draft.tagBy),
    conditions: draft.conditions.map(({ field, operator, value }) => ({
      field,
      operator,
      value: operator === "exists" ? null : readConditionValue(value.trim()),
    })),
  } satisfies Record<keyof AutomationFilter, unknown>;
}

function payloadOf(draft: AutomationDraft): Result<Json | null, FieldProblem> {
  if (draft.kind === "github" && draft.dispatchKind === "workflow") {
    return ok(inputsPayload(draft));
  }
  const text = draft.payload;
  if (text.trim() === "") {
    return ok(null);
  }
  const fault = jsonFault(text);
  return fault
    ? { ok: false, problem: { path: "action.payload", message: `Line ${fault.line}: ${fault.message}` } }
    : ok(JSON.parse(text) as Json); // `jsonFault` has just read it whole.
}

function matchFields(name: "alias" | "tag", match: NameMatch | null): Partial<AutomationDraft> {
  if (match === null) {
    return {};
  }
  return "equals" in match
    ? { [name]: match.equals, [`${name}By`]: "equals" }
    : { [name]: match.matches, [`${name}By`]: "matches" };
}

function oneOf<Name extends string>(names: readonly Name[], text: string): Name | undefined {
  return names.find((name) => name === text);
}
