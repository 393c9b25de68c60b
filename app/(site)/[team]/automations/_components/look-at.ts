import "server-only";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { type DraftLook, lookAtDraft, pastEventLine } from "@/lib/automations/preview";
import type { TeamScope } from "@/lib/core/actor";
import type { PreviewRequest, PreviewView, StoredAction } from "@/lib/core/automation";
import { type AutomationDraft, EMPTY_DRAFT, wishOf } from "@/lib/core/automation-draft";
import { type DraftProblem, draftProblem } from "@/lib/core/draft-problem";
import type { Json } from "@/lib/core/json";
import type { Result } from "@/lib/core/result";
import { payloadText } from "@/lib/core/template";
import { filledText } from "@/lib/core/template-filled";
import { listVariables } from "@/lib/core/variable-list";
import { env } from "@/lib/platform/env";
import { listSecretNames } from "@/lib/secrets/names";
import { lookAtLaunch } from "./look-at-launch";
import type { LaunchLook, LookView, MatchLine } from "./wizard-view";

const EVENTS_MAX = 500;
const NAMELESS = "Name of the automation";

/** Looks at a draft as far as it is written: what it lacks is told as problems, not as a refusal. */
export async function lookAt(scope: TeamScope, draft: AutomationDraft): Promise<Result<LookView>> {
  const pool = await db();
  const wish = wishOf(draft);
  const first = await lookAtDraft(pool, scope, requestOf(draft), { baseUrl: env().MODELWIRE_URL });
  // An event that is gone, or of another type than now, is not looked at any more.
  const looked =
    !first.ok && first.problem.code === "not_found"
      ? await lookAtDraft(pool, scope, requestOf({ ...draft, eventId: "" }), { baseUrl: env().MODELWIRE_URL })
      : first;
  if (!looked.ok) {
    return looked;
  }
  const [secretNames, protectedNames, launch] = await Promise.all([
    listSecretNames(pool, scope),
    protectedAliasNames(scope),
    lookAtLaunch(scope, draft),
  ]);
  return {
    ok: true,
    value: viewOf(looked.value, { draft, wished: wish.ok ? [] : wish.problem, secretNames, protectedNames, launch }),
  };
}

/** What can be asked of a draft now: a field that is wrong is left at its rest, so that the others can be looked at. */
function requestOf(draft: AutomationDraft): PreviewRequest {
  const whole = wishOf({ ...draft, name: draft.name || NAMELESS });
  const wish = whole.ok ? whole.value : restOf(draft);
  return { ...wish, name: wish.name, eventsMax: EVENTS_MAX, ...(draft.eventId ? { eventId: draft.eventId } : {}) };
}

function restOf(draft: AutomationDraft) {
  const named = wishOf({ ...draft, name: NAMELESS });
  if (named.ok) {
    return named.value;
  }
  const fields = new Set(named.problem.map(({ field }) => field));
  const kept = wishOf({
    ...draft,
    name: NAMELESS,
    description: "",
    webhook: draft.webhook || "-",
    ...githubAtRest(draft, fields),
    ...launchAtRest(draft, fields),
    model: fields.has("model") ? "" : draft.model,
    alias: fields.has("alias") ? "" : draft.alias,
    tag: fields.has("tag") ? "" : draft.tag,
    conditions: draft.conditions.filter((_, row) => !fields.has(`condition.${row}`)),
    payload: fields.has("payload") ? "" : draft.payload,
  });
  if (!kept.ok) {
    throw new Error(`A draft at rest is refused: ${kept.problem.map(({ path }) => path).join(", ")}`);
  }
  return kept.value;
}

/** What names nothing right is left out: its own problem is told already. */
function githubAtRest(draft: AutomationDraft, fields: ReadonlySet<string>): Partial<AutomationDraft> {
  return {
    repository: fields.has("repository") ? "none/none" : draft.repository,
    dispatchType: fields.has("dispatchType") ? "-" : draft.dispatchType,
    workflow: fields.has("workflow") ? "none.yml" : draft.workflow,
    ref: fields.has("ref") ? "" : draft.ref,
    environment: fields.has("environment") ? "" : draft.environment,
  };
}

function launchAtRest(draft: AutomationDraft, fields: ReadonlySet<string>): Partial<AutomationDraft> {
  const hasVariables = [...fields].some((field) => field.startsWith("variable"));
  return {
    job: fields.has("job") ? "unnamed" : draft.job,
    jobVersion: fields.has("jobVersion") ? "" : draft.jobVersion,
    queue: fields.has("queue") ? "unnamed" : draft.queue,
    project: fields.has("project") ? EMPTY_DRAFT.project : draft.project,
    variables: hasVariables ? [] : draft.variables,
  };
}

type Seen = {
  launch: LaunchLook | null;
  draft: AutomationDraft;
  wished: readonly DraftProblem[];
  secretNames: readonly string[];
  protectedNames: ReadonlySet<string>;
};

function viewOf(look: DraftLook, { draft, wished, secretNames, protectedNames, launch }: Seen): LookView {
  const { past, event, isSample } = look;
  const lines = past.matches.map((line) => withKind(line, protectedNames));
  return {
    eventType: draft.eventType,
    problems: [
      ...wished,
      ...problemsOf(look, draft).filter(({ field }) => !wished.some((known) => known.field === field)),
    ],
    warnings: look.warnings.map((warning) => ({
      ...warning,
      step: draftProblem({ path: warning.field, message: "" }, draft).step,
    })),
    event: isSample
      ? null
      : (lines.find(({ eventId }) => eventId === event.id) ?? withKind(pastEventLine(event), protectedNames)),
    eventsLookedAt: past.eventsLookedAt,
    matchCount: past.allMatchCount,
    recent: { lookedAt: past.lookedAt, matchCount: past.matchCount, perDay: past.perDay },
    matches: lines,
    rendered: wished.some(({ field }) => field === "payload") ? null : renderedOf(look),
    variables: listVariables(
      draft.eventType,
      {
        event,
        deliveryId: "dl_… (new for each delivery)",
        automationName: draft.name || NAMELESS,
        baseUrl: env().MODELWIRE_URL,
      },
      secretNames,
    ),
    launch,
    lookedAtMs: Date.now(),
  };
}

function problemsOf({ draft, rendered }: DraftLook, typed: AutomationDraft): DraftProblem[] {
  const found = draft.ok ? [] : (draft.problem.errors ?? []);
  const unrendered = rendered && !rendered.ok ? [{ path: "action.payload", message: rendered.problem.message }] : [];
  return [...found, ...unrendered].map((problem) => draftProblem(problem, typed));
}

function renderedOf({ draft, rendered }: DraftLook): LookView["rendered"] {
  if (!draft.ok || !rendered?.ok) {
    return null;
  }
  const { body } = rendered.value;
  const { action } = draft.value;
  const text = filledText(requestOfAction(action, action.payload), requestOfAction(action, body));
  return { ...text, bytes: Buffer.byteLength(payloadText(body)) };
}

/** GitHub gets the payload within a request of its own, and a run has it as its parameters. */
function requestOfAction(action: StoredAction, payload: Json): Json {
  if (action.type === "webhook") {
    return payload;
  }
  if (action.type === "launch") {
    const { jobName: job, jobVersion, queueName: queue, project } = action;
    return { job, version: jobVersion ?? "the newest", queue, project, parameters: payload };
  }
  const { dispatch } = action;
  return dispatch.kind === "repository"
    ? { event_type: dispatch.eventType, client_payload: payload }
    : { ref: dispatch.ref ?? "the default branch", inputs: payload };
}

function withKind(line: PreviewView["matches"][number], protectedNames: ReadonlySet<string>): MatchLine {
  return { ...line, isProtected: line.alias !== null && protectedNames.has(line.alias) };
}
