import type { JsonObject } from "@/lib/core/json";
import { FILES_MAX, filePath, metadata } from "@/lib/core/registry";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { FileToSend } from "./upload-run";

/** What the browser was given, by paths; of a folder without the folder's own name, as the CLI does. */
export function chosenFiles(list: FileList | null): FileToSend[] {
  return [...(list ?? [])].map((file) => {
    const within = file.webkitRelativePath.split("/").slice(1).join("/");
    return { path: within === "" ? file.name : within, file };
  });
}

/** Why these files cannot be an artifact; null when they can. */
export function problemOfFiles(files: readonly { path: string }[]): string | null {
  if (files.length === 0) {
    return "Choose at least one file.";
  }
  if (files.length > FILES_MAX) {
    return `Choose at most ${FILES_MAX.toLocaleString("en")} files.`;
  }
  for (const { path } of files) {
    const parsed = filePath.safeParse(path);
    if (!parsed.success) {
      return `${path}: ${parsed.error.issues[0]?.message ?? "Rename it."}`;
    }
  }
  return null;
}

/** Metadata as it was typed; nothing typed is none. */
export function readMetadata(text: string): Result<JsonObject> {
  if (text.trim() === "") {
    return ok({});
  }
  const parsed = metadata.safeParse(jsonOf(text));
  return parsed.success
    ? ok(parsed.data)
    : refuse({
        code: "invalid",
        field: "metadata",
        message: `Metadata: ${parsed.error.issues[0]?.message ?? "Give a JSON object."}`,
      });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Decided by the schema: undefined is no object.
  }
}
