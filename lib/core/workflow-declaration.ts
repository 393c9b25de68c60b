/** What a workflow file declares, as far as a dispatch has to do with it. */
export const WORKFLOW_INPUT_TYPES = ["string", "boolean", "number", "choice", "environment"] as const;
export type WorkflowInputType = (typeof WORKFLOW_INPUT_TYPES)[number];

export type WorkflowInput = {
  name: string;
  description: string;
  type: WorkflowInputType;
  isRequired: boolean;
  default: string | null;
  /** What a `choice` may be; empty for the others. */
  options: string[];
};

export type WorkflowDeclaration = {
  name: string | null;
  runName: string | null;
  /** Null: it does not listen to a repository dispatch. `types` null: to each, whatever its type. */
  repositoryDispatch: { types: string[] | null } | null;
  /** Null: it cannot be started by name. */
  workflowDispatch: { inputs: WorkflowInput[] } | null;
};

/** A workflow file, read; or why it cannot be: it is wrong, or past a limit of ours, and then GitHub may well take it. */
export type WorkflowReading =
  | { ok: true; value: WorkflowDeclaration }
  | { ok: false; fault: string; isPastLimit: boolean };

/** A workflow file of a repository's default branch. */
export type WorkflowFact = {
  /** Its name within `.github/workflows`. */
  file: string;
  /** False where somebody, or GitHub after a long quiet, has switched it off. */
  isEnabled: boolean;
  reading: WorkflowReading;
};

/** Where GitHub looks for workflows. */
export const WORKFLOWS_FOLDER = ".github/workflows";

export function listensTo(declaration: WorkflowDeclaration, eventType: string): boolean {
  const { repositoryDispatch } = declaration;
  return repositoryDispatch !== null && (repositoryDispatch.types?.includes(eventType) ?? true);
}
