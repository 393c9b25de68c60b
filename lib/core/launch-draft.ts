import { LAUNCH_PROJECT, type LaunchActionView } from "./launch-action";
import { PRIORITIES } from "./launch-queue";
import type { VariableValues } from "./launch-run";
import type { FieldProblem } from "./result";

/** An action for launch as the fields of a form hold it. The overrides are the payload. */
export type LaunchDraft = {
  job: string;
  /** Empty: the newest. */
  jobVersion: string;
  queue: string;
  /** Empty: as the queue has it. */
  priority: string;
  project: string;
  /** One field for each variable of the queue, as text; an empty one is left to its default. */
  variables: { name: string; value: string }[];
};

export const EMPTY_LAUNCH_DRAFT: LaunchDraft = {
  job: "",
  jobVersion: "",
  queue: "",
  priority: "",
  project: LAUNCH_PROJECT,
  variables: [],
};

/** More than a queue may have, so that its limit is told and not silently kept. */
const ROWS_MAX = 64;

export function readLaunchDraft(all: ReadonlyMap<string, readonly string[]>): LaunchDraft {
  const last = (name: string) => all.get(name)?.at(-1)?.trim() ?? "";
  const values = all.get("variableValue") ?? [];
  return {
    job: last("job"),
    jobVersion: last("jobVersion"),
    queue: last("queue"),
    priority: PRIORITIES.find((priority) => priority === last("priority")) ?? "",
    project: last("project") || LAUNCH_PROJECT,
    variables: (all.get("variableName") ?? [])
      .map((name, row) => ({ name: name.trim(), value: (values[row] ?? "").trim() }))
      .filter(({ name }) => name !== "")
      .slice(0, ROWS_MAX),
  };
}

/** The variables, for a draft that is put aside: they are no plain text. */
export function writeVariables(variables: LaunchDraft["variables"]): [string, string][] {
  return variables.flatMap(({ name, value }): [string, string][] => [
    ["variableName", name],
    ["variableValue", value],
  ]);
}

export function launchDraftOf(action: LaunchActionView): LaunchDraft {
  const { job, queue, priority, project, variables } = action;
  return {
    job: job.name,
    jobVersion: job.version === null ? "" : String(job.version),
    queue: queue.name,
    priority: priority ?? "",
    project,
    variables: Object.entries(variables).map(([name, value]) => ({ name, value: String(value) })),
  };
}

/** Overrides as a form shows them: none is an empty field, which follows the job's defaults. */
export function overridesText(payload: LaunchActionView["payload"]): string {
  return Object.keys(payload).length === 0 ? "" : JSON.stringify(payload, null, 2);
}

/** Stands for what is not chosen yet, which is told on its own. */
const UNNAMED = "unnamed";

/** The action that the fields ask for, for `launchAction` to judge. A version that is no number is told by that. */
export function launchActionOf(draft: LaunchDraft, payload: unknown): Record<string, unknown> {
  return {
    type: "launch",
    job: draft.job || UNNAMED,
    jobVersion: draft.jobVersion === "" ? null : Number(draft.jobVersion),
    queue: draft.queue || UNNAMED,
    payload,
    variables: valuesOf(draft.variables),
    priority: draft.priority || null,
    project: draft.project,
  };
}

export function missingOfLaunch({ job, queue }: LaunchDraft): FieldProblem[] {
  return [
    ...(job ? [] : [{ path: "action.job", message: "Choose the job that is run." }]),
    ...(queue ? [] : [{ path: "action.queue", message: "Choose the queue that its runs wait in." }]),
  ];
}

/** Text as it was typed: of which type it has to be the queue says, where the action is checked. */
function valuesOf(variables: LaunchDraft["variables"]): VariableValues {
  return Object.fromEntries(variables.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]));
}
