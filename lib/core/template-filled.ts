import { isJsonObject, type Json } from "./json";
import { parseTemplateText } from "./template-syntax";

export type FilledText = {
  /** As `JSON.stringify(body, null, 2)` writes it. */
  text: string;
  /** Which characters of it a variable gave. */
  filled: { from: number; to: number }[];
};

type Writing = { text: string; filled: { from: number; to: number }[] };

/** Writes a rendered body and says which parts of it its template left to variables, so that the eye finds them. */
export function filledText(template: Json, body: Json): FilledText {
  const writing: Writing = { text: "", filled: [] };
  write(template, body, "\n", writing);
  return writing;
}

function write(template: Json | undefined, body: Json, newLine: string, writing: Writing): void {
  if (typeof template === "string") {
    writeLeaf(template, body, newLine, writing);
  } else if (Array.isArray(body)) {
    const of = Array.isArray(template) ? template : [];
    writeAll(
      "[]",
      body.map((child, index) => ["", of[index], child] as const),
      newLine,
      writing,
    );
  } else if (isJsonObject(body)) {
    const of = isJsonObject(template) ? template : {};
    const children = Object.entries(body).map(
      ([key, child]) => [`${JSON.stringify(key)}: `, Object.hasOwn(of, key) ? of[key] : undefined, child] as const,
    );
    writeAll("{}", children, newLine, writing);
  } else {
    writing.text += JSON.stringify(body);
  }
}

function writeAll(
  brackets: "[]" | "{}",
  children: readonly (readonly [string, Json | undefined, Json])[],
  newLine: string,
  writing: Writing,
): void {
  if (children.length === 0) {
    writing.text += brackets;
    return;
  }
  writing.text += brackets[0];
  for (const [index, [key, template, child]] of children.entries()) {
    writing.text += `${index === 0 ? "" : ","}${newLine}  ${key}`;
    write(template, child, `${newLine}  `, writing);
  }
  writing.text += newLine + brackets[1];
}

function writeLeaf(template: string, body: Json, newLine: string, writing: Writing): void {
  const { tokens } = parseTemplateText(template);
  const from = writing.text.length;
  write(undefined, body, newLine, writing);
  const to = writing.text.length;
  if (!tokens.some(({ kind }) => kind === "variable")) {
    return;
  }
  if (typeof body !== "string") {
    writing.filled.push({ from, to });
    return;
  }
  const first = tokens[0];
  const last = tokens.at(-1);
  const start = from + 1 + (first?.kind === "text" ? escapedLength(first.text) : 0);
  const end = to - 1 - (last?.kind === "text" ? escapedLength(last.text) : 0);
  if (end > start) {
    writing.filled.push({ from: start, to: end });
  }
}

function escapedLength(text: string): number {
  return JSON.stringify(text).length - 2;
}
