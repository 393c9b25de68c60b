import { type JsonFault, jsonFault, lineAt } from "./json-fault";
import { faultOfVariable } from "./template-check";
import type { KnownSecrets } from "./template-resolve";

/** A variable as it stands in the text of a template: from its dollar to behind its brace. */
export type WrittenVariable = { name: string; from: number; to: number; isClosed: boolean };

/** A variable that cannot be saved, where it is, and the name that was most likely meant. */
export type VariableFault = { from: number; to: number; line: number; message: string; nearest: string | null };

/** What there is to say of a template while it is being written. */
export type TemplateLook = {
  fault: JsonFault | null;
  variables: WrittenVariable[];
  variableFaults: VariableFault[];
  /** Of the compact JSON that is sent and limited; of the text while it is no JSON. */
  bytes: number;
};

const JSON_STRING = /"(?:[^"\\\n]|\\.)*("|$|(?=\n))/g;
/** As many as are worth telling: looking for near names costs time. */
const FAULTS_MAX = 20;

/** Looks over the text of a template as an editor holds it. The server checks again what is saved. */
export function lookOverTemplate(source: string, known: KnownSecrets): TemplateLook {
  const fault = jsonFault(source);
  const variables = writtenVariables(source);
  const variableFaults: VariableFault[] = [];
  for (const variable of variables) {
    const found = variable.isClosed ? faultOfVariable(variable.name, known) : UNCLOSED;
    if (found && variableFaults.length < FAULTS_MAX) {
      variableFaults.push({ from: variable.from, to: variable.to, line: lineAt(source, variable.from), ...found });
    }
  }
  return { fault, variables, variableFaults, bytes: bytesOf(fault ? source : JSON.stringify(JSON.parse(source))) };
}

/** Every variable within the double-quoted texts of a template, in order. */
export function writtenVariables(source: string): WrittenVariable[] {
  return [...source.matchAll(JSON_STRING)].flatMap((match) => variablesWithin(match[0], match.index));
}

const UNCLOSED = {
  message: "A variable opened by ${ is not closed. Add the }, or write $${ for the characters themselves.",
  nearest: null,
};

/** As `parseTemplateText` reads it: before a brace two dollars mean one, so an odd number of them opens a variable. */
function variablesWithin(text: string, offset: number): WrittenVariable[] {
  const found: WrittenVariable[] = [];
  const end = text.length > 1 && text.endsWith('"') ? text.length - 1 : text.length;
  let position = 0;
  for (let open = text.indexOf("${"); open >= 0; open = text.indexOf("${", position)) {
    let first = open;
    while (first > position && text[first - 1] === "$") {
      first -= 1;
    }
    position = open + 2;
    if ((open - first) % 2 === 1) {
      continue;
    }
    const brace = text.indexOf("}", position);
    const isClosed = brace >= 0;
    const to = isClosed ? brace + 1 : end;
    found.push({
      name: unescaped(text.slice(open + 2, isClosed ? brace : end)),
      from: offset + open,
      to: offset + to,
      isClosed,
    });
    if (!isClosed) {
      break;
    }
    position = to;
  }
  return found;
}

/** A name may hold JSON's escapes, as in `${artifact_metadata.a\"b}`. */
function unescaped(name: string): string {
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
