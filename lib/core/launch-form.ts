import * as z from "zod";
import { type JsonObject, jsonObject } from "./json";
import { jsonFault } from "./json-fault";
import type { JobSource, JobSourceType } from "./launch-job";

/** What the forms of launch make of the text in their fields. */

/** A field of JSON that holds an object; left empty it is an empty one. The message names the line at fault. */
export const objectText = z
  .string()
  .transform((text, context) => readJson(text, "{}", context))
  .pipe(jsonObject);

/** A field of JSON that holds a list; left empty it is an empty one. */
export const listText = z
  .string()
  .transform((text, context) => readJson(text, "[]", context))
  .pipe(z.array(z.unknown(), "Write a list: [ … ]."));

function readJson(text: string, empty: string, context: z.RefinementCtx): unknown {
  const source = text.trim() === "" ? empty : text;
  const fault = jsonFault(source);
  if (fault) {
    context.addIssue({ code: "custom", message: `Line ${fault.line}: ${fault.message}` });
    return z.NEVER;
  }
  return JSON.parse(source); // `jsonFault` has just read it whole.
}

/** Program and arguments, one a line. No shell reads them, so that spaces and quotes in a line are part of it. */
export const commandLines = z.string().transform(partsOf);

/** Where an argument has lines of its own, or is empty, lines cannot tell it: then it is JSON. */
export function commandText(parts: readonly string[]): string {
  const lines = parts.join("\n");
  return sameParts(partsOf(lines), parts) ? lines : JSON.stringify(parts);
}

function partsOf(text: string): string[] {
  const listed = listOf(text.trim());
  return listed ?? text.split(/\r?\n/).filter((line) => line !== "");
}

function listOf(text: string): string[] | null {
  if (!text.startsWith("[") || jsonFault(text)) {
    return null;
  }
  const parsed = z.array(z.string()).safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

function sameParts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((part, place) => part === others[place]);
}

/** The fields of a job's source; which of them count says `sourceType`. */
export const sourceFields = z.object({
  sourceType: z.enum(["image", "git", "command"]),
  image: z.string().trim().optional(),
  repository: z.string().trim().optional(),
  ref: z.string().trim().optional(),
  command: commandLines,
});

/** What the fields say of the source, for `jobSource` to judge. */
export function sourceOf({ sourceType, image, repository, ref, command }: z.infer<typeof sourceFields>): unknown {
  switch (sourceType) {
    case "image":
      return { type: "image", image, command: command.length === 0 ? null : command };
    case "git":
      return { type: "git", repository, ref, entryPoint: command };
    case "command":
      return { type: "command", command };
  }
}

/** The field in which a part of a source is written. */
export function sourceField(path: readonly PropertyKey[]): string {
  const [part = "command"] = path;
  return part === "entryPoint" ? "command" : String(part);
}

/** What of a source stands in the field of the command. */
export function commandOf(source: JobSource): readonly string[] {
  if (source.type === "git") {
    return source.entryPoint;
  }
  return source.command ?? [];
}

export const SOURCE_LABEL = {
  image: "Container image",
  git: "Git repository",
  command: "Command",
} as const satisfies Record<JobSourceType, string>;

/** As it stands in an editor: indented, an empty one on one line. */
export function jsonText(value: JsonObject | readonly unknown[]): string {
  return JSON.stringify(value, null, 2);
}
