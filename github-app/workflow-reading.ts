import { parseDocument } from "yaml";
import {
  WORKFLOW_INPUT_TYPES,
  type WorkflowDeclaration,
  type WorkflowInput,
  type WorkflowReading,
} from "@/lib/core/workflow-declaration";

/** GitHub's own workflows are far below this; a larger file would only cost time. */
export const WORKFLOW_BYTES_MAX = 64 * 1024;
/** Deeper than any workflow goes: the parser works recursively, and a file of brackets would exhaust its stack. */
const DEPTH_MAX = 100;
/** Anchors are allowed in workflows; what multiplies itself by them is not. */
const ALIASES_MAX = 100;
const TEXT_LENGTH_MAX = 500;
const INPUTS_MAX = 100;

/** Reads what a workflow file declares. The file is a stranger's: whatever it holds, this answers, and soon. */
export function readWorkflow(text: string): WorkflowReading {
  if (Buffer.byteLength(text) > WORKFLOW_BYTES_MAX) {
    return TOO_LARGE;
  }
  if (isTooDeep(text)) {
    return { ok: false, fault: "it is nested too deeply.", isPastLimit: true };
  }
  const root = parse(text);
  return root.ok ? declarationOf(root.value) : root;
}

export const TOO_LARGE: WorkflowReading = {
  ok: false,
  fault: `it is larger than ${WORKFLOW_BYTES_MAX / 1024} KiB.`,
  isPastLimit: true,
};

type Parsed = { ok: true; value: unknown } | Extract<WorkflowReading, { ok: false }>;

function parse(text: string): Parsed {
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: "silent", merge: false, uniqueKeys: false });
    const [error] = document.errors;
    if (error) {
      return { ok: false, fault: faultWords(error.message), isPastLimit: false };
    }
    // Maps, because a key such as `__proto__` would mean something in an object.
    return { ok: true, value: document.toJS({ mapAsMap: true, maxAliasCount: ALIASES_MAX }) };
  } catch (error) {
    // Thrown by what the parser will not do: unfold aliases without end.
    return {
      ok: false,
      fault: faultWords(error instanceof Error ? error.message : "it is no YAML"),
      isPastLimit: true,
    };
  }
}

/** The parser's own sentence, without the lines of the file that it quotes. */
function faultWords(message: string): string {
  const [first = ""] = message.split("\n");
  const words = first.trim().replace(/:$/, "").slice(0, 200);
  return `${words.charAt(0).toLowerCase()}${words.slice(1).replace(/\.$/, "")}.`;
}

function isTooDeep(text: string): boolean {
  return isBracketedTooDeep(text) || text.split("\n").some((line) => LEADING.test(line));
}

/** Indentation, and what opens a block within a line: `- - - ` nests as brackets do. */
const LEADING = new RegExp(`^[ \\t]*(?:(?:[-?:][ \\t]+){${DEPTH_MAX}}|[ ]{${DEPTH_MAX * 4}})`);

function isBracketedTooDeep(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
    if (open > DEPTH_MAX) {
      return true;
    }
  }
  return false;
}

function declarationOf(root: unknown): WorkflowReading {
  if (!(root instanceof Map)) {
    return { ok: false, fault: "it is no mapping.", isPastLimit: false };
  }
  const triggers = triggersOf(root.get("on"));
  return triggers === null
    ? { ok: false, fault: "it says nowhere what it runs on.", isPastLimit: false }
    : {
        ok: true,
        value: {
          name: textOf(root.get("name")),
          runName: textOf(root.get("run-name")),
          repositoryDispatch: repositoryDispatchOf(triggers),
          workflowDispatch: workflowDispatchOf(triggers),
        },
      };
}

/** `on` is one name, a list of names, or a mapping whose values say more. */
function triggersOf(on: unknown): Map<unknown, unknown> | null {
  if (on instanceof Map) {
    return on;
  }
  const names = Array.isArray(on) ? on : [on];
  const known = names.filter((name) => typeof name === "string");
  return known.length === 0 ? null : new Map(known.map((name) => [name, null]));
}

function repositoryDispatchOf(triggers: Map<unknown, unknown>): WorkflowDeclaration["repositoryDispatch"] {
  if (!triggers.has("repository_dispatch")) {
    return null;
  }
  const settings = triggers.get("repository_dispatch");
  const types = settings instanceof Map ? settings.get("types") : null;
  if (types === null || types === undefined) {
    return { types: null };
  }
  return { types: (Array.isArray(types) ? types : [types]).flatMap((type) => textOf(type) ?? []).slice(0, INPUTS_MAX) };
}

function workflowDispatchOf(triggers: Map<unknown, unknown>): WorkflowDeclaration["workflowDispatch"] {
  if (!triggers.has("workflow_dispatch")) {
    return null;
  }
  const settings = triggers.get("workflow_dispatch");
  const inputs = settings instanceof Map ? settings.get("inputs") : null;
  return {
    inputs:
      inputs instanceof Map ? [...inputs].slice(0, INPUTS_MAX).flatMap(([name, said]) => inputOf(name, said)) : [],
  };
}

function inputOf(name: unknown, said: unknown): WorkflowInput[] {
  const settings = said instanceof Map ? said : new Map<unknown, unknown>();
  const known = textOf(name);
  const options = settings.get("options");
  return known === null
    ? []
    : [
        {
          name: known,
          description: textOf(settings.get("description")) ?? "",
          type: WORKFLOW_INPUT_TYPES.find((type) => type === settings.get("type")) ?? "string",
          isRequired: settings.get("required") === true,
          default: textOf(settings.get("default")),
          options: Array.isArray(options) ? options.flatMap((option) => textOf(option) ?? []).slice(0, INPUTS_MAX) : [],
        },
      ];
}

/** What stands there as text: a number or a boolean as it is written. */
function textOf(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).slice(0, TEXT_LENGTH_MAX)
    : null;
}
