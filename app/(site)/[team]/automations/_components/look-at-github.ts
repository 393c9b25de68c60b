import "server-only";
import { db, startRuntime } from "@/app/_server/runtime";
import { isOverExistingFile, openPullRequest } from "@/github-app/pull-request";
import type { TeamScope } from "@/lib/core/actor";
import { type GitHubDispatch, githubDispatch, repositoryName } from "@/lib/core/automation";
import { type AutomationDraft, wishOf } from "@/lib/core/automation-draft";
import { inputsPayload } from "@/lib/core/github-draft";
import { githubPayloadFor } from "@/lib/core/github-payload";
import { type WorkflowFile, workflowFile } from "@/lib/core/github-workflow";
import type { Json } from "@/lib/core/json";
import type { PreflightCheck, PreflightCode } from "@/lib/core/preflight-facts";
import type { WorkflowFact } from "@/lib/core/workflow-declaration";
import { env } from "@/lib/platform/env";
import type { GitHubLook, PullState, WorkflowChoice } from "./wizard-view";

/** Asks GitHub about a draft. Null where there is nothing to ask about yet, or the person may not. */
export async function lookAtGitHub(
  scope: TeamScope,
  draft: AutomationDraft,
  { isFresh = false }: { isFresh?: boolean } = {},
): Promise<GitHubLook | null> {
  const repository = repositoryName.safeParse(draft.repository);
  if (draft.kind !== "github" || !repository.success) {
    return null;
  }
  const { ports } = await startRuntime();
  const dispatch = dispatchOf(draft);
  const wish = {
    repository: repository.data,
    dispatch: dispatch ?? { kind: draft.dispatchKind, ...ANYTHING },
    payload: dispatch ? payloadOf(draft, dispatch) : {},
  };
  const looked = await ports.preflight(scope, wish, { isFresh });
  if (!looked.ok) {
    return null;
  }
  const { checks, workflows, ...rest } = looked.value;
  return {
    ...rest,
    repository: draft.repository,
    checks: dispatch ? checks : checks.filter(isOfRepository),
    workflows: workflows.map(choiceOf),
    file: fileOf(draft),
  };
}

/** Offers the draft's workflow to its repository. */
export async function offerWorkflow(scope: TeamScope, draft: AutomationDraft, replaces: boolean): Promise<PullState> {
  const file = fileOf(draft);
  if (!file || draft.kind !== "github") {
    return { kind: "refused", message: "Say first what is to be started, and where.", canReplace: false };
  }
  const { ports } = await startRuntime();
  const opened = await openPullRequest({ db: await db(), clients: ports.github }, scope, {
    repository: draft.repository,
    file,
    replaces,
  });
  return opened.ok
    ? { kind: "opened", ...opened.value }
    : { kind: "refused", message: opened.problem.message, canReplace: isOverExistingFile(opened.problem) };
}

/** Stands for what is not said yet: what would be told of it is left out. */
const ANYTHING = { eventType: "-", workflow: "none.yml", ref: null };

const OF_REPOSITORY: readonly PreflightCode[] = [
  "app_missing",
  "installation_missing",
  "repository_not_covered",
  "installation_suspended",
  "permission_missing",
  "permission_pending",
  "repository_missing",
  "repository_archived",
  "installation",
  "github_away",
];

function isOfRepository({ code }: PreflightCheck): boolean {
  return OF_REPOSITORY.includes(code);
}

function dispatchOf(draft: AutomationDraft): GitHubDispatch | null {
  const { dispatchKind: kind, dispatchType: eventType, workflow, ref } = draft;
  const parsed = githubDispatch.safeParse(
    kind === "repository" ? { kind, eventType } : { kind, workflow, ref: ref || null },
  );
  return parsed.success ? parsed.data : null;
}

/** What is written, or what is sent where nothing is. A text that is no JSON is told elsewhere. */
function payloadOf(draft: AutomationDraft, dispatch: GitHubDispatch): Json {
  const usual = githubPayloadFor(dispatch, draft.eventType);
  if (dispatch.kind === "workflow") {
    return inputsPayload(draft) ?? usual;
  }
  const wish = wishOf({ ...draft, name: "-" });
  return (wish.ok ? wish.value.action.payload : null) ?? usual;
}

function fileOf(draft: AutomationDraft): WorkflowFile | null {
  const dispatch = dispatchOf(draft);
  return (
    dispatch &&
    workflowFile({
      title: dispatch.kind === "repository" ? dispatch.eventType : dispatch.workflow.replace(/\.ya?ml$/, ""),
      dispatch,
      payload: payloadOf(draft, dispatch),
      baseUrl: env().MODELWIRE_URL,
    })
  );
}

function choiceOf({ file, isEnabled, reading }: WorkflowFact): WorkflowChoice {
  const declared = reading.ok ? reading.value : null;
  return {
    file,
    name: declared?.name ?? null,
    isEnabled,
    inputs: declared?.workflowDispatch?.inputs ?? null,
    ...(declared?.repositoryDispatch ? { types: declared.repositoryDispatch.types } : {}),
  };
}
