import type { ActionType, GitHubDispatch } from "./automation";
import type { FieldProblem } from "./result";

export type DraftStep = 1 | 2 | 3;

/** A problem of a draft at the field of the form that it is about. */
export type DraftProblem = FieldProblem & { field: string; step: DraftStep };

/** Where in the form a problem belongs. */
export function draftProblem(
  { path, message }: FieldProblem,
  draft: { kind: ActionType; dispatchKind: GitHubDispatch["kind"] },
): DraftProblem {
  const field = fieldAt(path, draft.kind === "github" && draft.dispatchKind === "workflow");
  return { path, message, field, step: stepOf(field) };
}

const INPUT_PATH = "action.payload.";

function fieldAt(path: string, hasInputs: boolean): string {
  const [first = "", second = "", third = ""] = path.split(".");
  if (first === "filter") {
    return second === "conditions" ? `condition.${third}` : second;
  }
  if (hasInputs && path.startsWith(INPUT_PATH)) {
    return `input.${path.slice(INPUT_PATH.length)}`;
  }
  if (first !== "action") {
    return first;
  }
  if (second === "variables") {
    return third === "" ? second : `variable.${third}`;
  }
  if (second === "dispatch") {
    return third === "eventType" ? "dispatchType" : third;
  }
  return second === "deployment" ? "environment" : second;
}

function stepOf(field: string): DraftStep {
  if (STEP_2.includes(field) || field.startsWith("input.") || field.startsWith("variable.")) {
    return 2;
  }
  return ["name", "description", "enabled"].includes(field) ? 3 : 1;
}

const STEP_2: readonly string[] = [
  "kind",
  "webhook",
  "payload",
  "whenUnsure",
  "repository",
  "dispatchType",
  "workflow",
  "ref",
  "environment",
  "reportsCheck",
  "job",
  "jobVersion",
  "queue",
  "variables",
  "priority",
  "project",
];
