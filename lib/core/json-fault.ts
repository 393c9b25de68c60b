import { JSON_DEPTH_MAX } from "./json";

/** The first place where a text stops being JSON; the message tells its remedy. `line` counts from one. */
export type JsonFault = { at: number; line: number; message: string };

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";
type Token = { kind: "text" | "scalar" | "sign" | "end" | "broken"; text: string; at: number };
type Step = { expected: Expected } | { fault: string };

const SPACE = /[ \t\n\r]*/y;
// JSON escapes the control characters below 0x20 and takes those from 0x7f on as they are.
const TOKEN =
  /("(?:[^"\\\p{Cc}]|[\x7f-\x9f])*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})(?:[^"\\\p{Cc}]|[\x7f-\x9f])*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))|([{}[\]:,])/uy;

/**
 * Where and why a text is no JSON; null when it is. Browsers word their own errors each in another way and not all tell a
 * place, so that neither a line nor a remedy could be taken from them.
 */
export function jsonFault(source: string): JsonFault | null {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let at = 0;
  for (;;) {
    const token = readToken(source, at);
    if (token.kind === "end" && expected === "nothing") {
      return null;
    }
    const step = advance(token, expected, open);
    if ("fault" in step) {
      return { at: token.at, line: lineAt(source, token.at), message: step.fault };
    }
    expected = step.expected;
    at = token.at + token.text.length;
  }
}

/** The number of the line, from one, on which a place lies. */
export function lineAt(source: string, at: number): number {
  let line = 1;
  for (let found = source.indexOf("\n"); found >= 0 && found < at; found = source.indexOf("\n", found + 1)) {
    line += 1;
  }
  return line;
}

function readToken(source: string, from: number): Token {
  SPACE.lastIndex = from;
  SPACE.exec(source);
  const at = SPACE.lastIndex;
  if (at >= source.length) {
    return { kind: "end", text: "", at: source.length };
  }
  TOKEN.lastIndex = at;
  const match = TOKEN.exec(source);
  if (!match) {
    return { kind: "broken", text: source.slice(at, at + 40), at };
  }
  const [text, quoted, scalar] = match;
  if (quoted !== undefined) {
    return { kind: "text", text, at };
  }
  return { kind: scalar === undefined ? "sign" : "scalar", text, at };
}

function advance(token: Token, expected: Expected, open: ("{" | "[")[]): Step {
  if (token.kind === "broken") {
    return { fault: faultOfBroken(token.text, expected) };
  }
  if (token.kind === "end") {
    return { fault: faultOfEnd(open) };
  }
  if (expected === "nothing") {
    return { fault: "The JSON ends before this. Remove the rest." };
  }
  if (expected === "colon") {
    return token.text === ":" ? { expected: "value" } : { fault: "Put a colon between the key and its value." };
  }
  if (expected === "comma-or-end") {
    return afterValue(token, open);
  }
  if (expected === "key" || expected === "key-or-end") {
    return atKey(token, expected, open);
  }
  return atValue(token, expected, open);
}

function afterValue(token: Token, open: ("{" | "[")[]): Step {
  const inside = open.at(-1);
  if (token.text === ",") {
    return { expected: inside === "{" ? "key" : "value" };
  }
  return closes(token, inside) ? close(open) : { fault: "A comma is missing before this." };
}

function atKey(token: Token, expected: Expected, open: ("{" | "[")[]): Step {
  if (token.kind === "text") {
    return { expected: "colon" };
  }
  if (token.text === "}" && expected === "key-or-end") {
    return close(open);
  }
  return token.text === "}"
    ? { fault: "Remove the comma before this bracket." }
    : { fault: "Write the key in double quotes." };
}

function atValue(token: Token, expected: Expected, open: ("{" | "[")[]): Step {
  if (token.kind === "text" || token.kind === "scalar") {
    return { expected: open.length === 0 ? "nothing" : "comma-or-end" };
  }
  if (token.text === "{" || token.text === "[") {
    open.push(token.text);
    const next = token.text === "{" ? "key-or-end" : "value-or-end";
    return open.length > JSON_DEPTH_MAX ? { fault: `Nest at most ${JSON_DEPTH_MAX} levels deep.` } : { expected: next };
  }
  if (token.text === "]" && open.at(-1) === "[") {
    return expected === "value-or-end" ? close(open) : { fault: "Remove the comma before this bracket." };
  }
  return { fault: "A value is missing here." };
}

function closes(token: Token, inside: "{" | "[" | undefined): boolean {
  return (token.text === "}" && inside === "{") || (token.text === "]" && inside === "[");
}

function close(open: ("{" | "[")[]): Step {
  open.pop();
  return { expected: open.length === 0 ? "nothing" : "comma-or-end" };
}

function faultOfEnd(open: readonly ("{" | "[")[]): string {
  const last = open.at(-1);
  if (last === undefined) {
    return "Write the payload as JSON, such as {}.";
  }
  return `The JSON is not finished. Add the ${last === "{" ? "}" : "]"}.`;
}

function faultOfBroken(text: string, expected: Expected): string {
  if (text.startsWith("${")) {
    return "Put the variable in double quotes.";
  }
  if (text.startsWith('"')) {
    return "This text is not closed or holds a character that JSON escapes. Check its quotes and backslashes.";
  }
  if (expected === "key" || expected === "key-or-end") {
    return "Write the key in double quotes.";
  }
  return expected === "comma-or-end" || expected === "colon" || expected === "nothing"
    ? "Remove this: it is no JSON."
    : "This is no JSON value. Write text in double quotes.";
}
