import { isJsonObject, type Json } from "./json";
import { nearestName } from "./nearest-name";
import { parseTemplateText } from "./template-syntax";
import type { WorkflowInput } from "./workflow-declaration";

export type InputCheck = { code: "inputs" | "input_unknown" | "input_missing" | "input_wrong"; message: string };

/** Compares what would be given with what a workflow declares: GitHub refuses the whole dispatch over one of these. */
export function inputChecks(workflow: string, declared: readonly WorkflowInput[], payload: Json): InputCheck[] {
  const given = isJsonObject(payload) ? Object.entries(payload) : [];
  const faults: InputCheck[] = [
    ...given.flatMap(([name, value]) => {
      const input = declared.find((known) => isSame(known.name, name));
      return input ? wrongValue(input, value) : [unknownInput(workflow, name, declared)];
    }),
    ...declared
      .filter((input) => input.isRequired && input.default === null && !isGiven(input, given))
      .map(({ name }) => ({ code: "input_missing", message: `${workflow} requires the input ${name}.` }) as const),
  ];
  return faults.length > 0 || declared.length === 0 ? faults : [{ code: "inputs", message: givenWords(given.length) }];
}

function givenWords(count: number): string {
  return count === 1 ? "The one input given is declared there." : `The ${count} inputs given are declared there.`;
}

function unknownInput(workflow: string, name: string, declared: readonly WorkflowInput[]): InputCheck {
  const near = nearestName(
    name,
    declared.map((input) => input.name),
  );
  const remedy = near === null ? "Declare it there, or leave it out." : `Did you mean ${near}?`;
  return { code: "input_unknown", message: `${workflow} declares no input named ${name}. ${remedy}` };
}

/** Names of inputs differ by more than their case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isGiven({ name }: WorkflowInput, given: readonly (readonly [string, Json])[]): boolean {
  return given.some(([known, value]) => isSame(known, name) && value !== "" && value !== null);
}

/** Only what is written out can be judged: what a variable will say is not known yet. */
function wrongValue({ name, type, options }: WorkflowInput, value: Json): InputCheck[] {
  const text = writtenOut(value);
  if (text === null || text === "") {
    return [];
  }
  const wrong = (message: string): InputCheck[] => [{ code: "input_wrong", message }];
  if (type === "choice" && !options.includes(text)) {
    return wrong(`The input ${name} takes one of ${options.slice(0, 10).join(", ")}; not ${text.slice(0, 80)}.`);
  }
  if (type === "boolean" && text !== "true" && text !== "false") {
    return wrong(`The input ${name} is true or false; not ${text.slice(0, 80)}.`);
  }
  return type === "number" && Number.isNaN(Number(text))
    ? wrong(`The input ${name} is a number; not ${text.slice(0, 80)}.`)
    : [];
}

function writtenOut(value: Json): string | null {
  if (typeof value !== "string") {
    return typeof value === "object" ? null : String(value);
  }
  const { tokens } = parseTemplateText(value);
  return tokens.every(({ kind }) => kind === "text")
    ? tokens.map((token) => (token.kind === "text" ? token.text : "")).join("")
    : null;
}
