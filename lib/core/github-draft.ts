import type { ActionView, GitHubDispatch } from "./automation";
import type { Json } from "./json";
import type { WorkflowInput } from "./workflow-declaration";

export type InputDraft = { name: string; value: string };

/** An action for GitHub as the fields of a form hold it. */
export type GitHubDraft = {
  /** `owner/name`. */
  repository: string;
  dispatchKind: GitHubDispatch["kind"];
  dispatchType: string;
  workflow: string;
  /** Empty: the default branch. */
  ref: string;
  inputs: InputDraft[];
  /** The workflow whose inputs were shown as fields. Of another one nothing was asked yet. */
  inputsOf: string;
  /** Empty: no deployment is recorded. */
  environment: string;
  reportsCheck: boolean;
};

export const EMPTY_GITHUB_DRAFT: GitHubDraft = {
  repository: "",
  dispatchKind: "repository",
  dispatchType: "",
  workflow: "",
  ref: "",
  inputs: [],
  inputsOf: "",
  environment: "",
  reportsCheck: false,
};

/** More than GitHub takes, so that its limit is told and not silently kept. */
const ROWS_MAX = 50;

export function readGitHubDraft(all: ReadonlyMap<string, readonly string[]>): GitHubDraft {
  const last = (name: string) => all.get(name)?.at(-1) ?? "";
  const values = all.get("inputValue") ?? [];
  return {
    repository: last("repository").trim(),
    dispatchKind: last("dispatchKind") === "workflow" ? "workflow" : "repository",
    dispatchType: last("dispatchType").trim(),
    workflow: last("workflow").trim(),
    ref: last("ref").trim(),
    inputs: (all.get("inputName") ?? [])
      .map((name, row) => ({ name: name.trim(), value: values[row] ?? "" }))
      .filter(({ name }) => name !== "")
      .slice(0, ROWS_MAX),
    inputsOf: last("inputsOf").trim(),
    environment: last("environment").trim(),
    reportsCheck: last("reportsCheck") === "yes",
  };
}

/** The fields that are no plain text, for a draft that is put aside. */
export function writeRows({ inputs, reportsCheck }: Pick<GitHubDraft, "inputs" | "reportsCheck">): [string, string][] {
  return [
    ["reportsCheck", reportsCheck ? "yes" : "no"],
    ...inputs.flatMap(({ name, value }): [string, string][] => [
      ["inputName", name],
      ["inputValue", value],
    ]),
  ];
}

export function githubDraftOf(action: Extract<ActionView, { type: "github" }>): GitHubDraft {
  const { repository, dispatch, payload, deployment, reportsCheck } = action;
  const isWorkflow = dispatch.kind === "workflow";
  return {
    ...EMPTY_GITHUB_DRAFT,
    repository: repository.name,
    dispatchKind: dispatch.kind,
    dispatchType: isWorkflow ? "" : dispatch.eventType,
    workflow: isWorkflow ? dispatch.workflow : "",
    ref: isWorkflow ? (dispatch.ref ?? "") : "",
    inputs: isWorkflow ? rowsOf(payload) : [],
    inputsOf: isWorkflow ? dispatch.workflow : "",
    environment: deployment?.environment ?? "",
    reportsCheck,
  };
}

/** The inputs as they are sent; null where none were asked for yet, which means the default ones. */
export function inputsPayload({ inputs, inputsOf, workflow }: GitHubDraft): Json {
  // By `fromEntries`, which defines a key such as `__proto__` and does not set it.
  return inputsOf !== "" && inputsOf === workflow
    ? Object.fromEntries(inputs.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]))
    : null;
}

/** One field for each input that a workflow declares, and for what was given besides, which it would refuse. */
export function inputRows(
  declared: readonly WorkflowInput[],
  { inputs, inputsOf, workflow }: GitHubDraft,
): InputDraft[] {
  const given = inputsOf === workflow ? inputs : [];
  const isFirst = inputsOf !== workflow;
  return [
    ...declared.map((input) => {
      const known = given.find(({ name }) => name.toLowerCase() === input.name.toLowerCase());
      return known ?? { name: input.name, value: isFirst ? suggestedValue(input) : "" };
    }),
    ...given.filter(({ name, value }) => value !== "" && !declared.some((input) => isSame(input.name, name))),
  ];
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

const SUGGESTED: Readonly<Record<string, string>> = {
  delivery_id: "${delivery_id}",
  delivery: "${delivery_id}",
  event_id: "${event_id}",
  version: "${artifact_version_ref}",
  model_version: "${artifact_version_ref}",
  model: "${artifact_collection_name}",
  model_name: "${artifact_collection_name}",
  alias: "${alias}",
  digest: "${artifact_digest}",
};

/** What an input of this name most likely wants. One that has a default is left to it. */
function suggestedValue({ name, default: usual }: WorkflowInput): string {
  const key = name.toLowerCase().replaceAll("-", "_");
  return usual === null && Object.hasOwn(SUGGESTED, key) ? (SUGGESTED[key] ?? "") : "";
}

function rowsOf(payload: Json): InputDraft[] {
  return typeof payload === "object" && payload !== null && !Array.isArray(payload)
    ? Object.entries(payload).map(([name, value]) => ({
        name,
        value: typeof value === "string" ? value : JSON.stringify(value),
      }))
    : [];
}
