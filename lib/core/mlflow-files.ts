import { filePath } from "./registry";
import { ok, type Result, refuse } from "./result";

/** A path may come encoded more often than once; MLflow's own server decodes as long as anything changes. */
const DECODINGS_MAX = 10;

/** The path of a file as MLflow's clients give it. It stays as it is; whatever it could be decoded to must be harmless, too. */
export function readFilePath(text: string): Result<string> {
  let decoded = text;
  for (let times = 0; times < DECODINGS_MAX; times += 1) {
    if (!filePath.safeParse(decoded).success) {
      return refuse({ code: "invalid", field: "path", message: "Invalid path" });
    }
    const next = decodedOnce(decoded);
    if (next === decoded) {
      return ok(text);
    }
    decoded = next;
  }
  return refuse({ code: "invalid", field: "path", message: "Invalid path" });
}

/** The same of a folder, where none is the uppermost and a slash may stand at the end. */
export function readFolderPath(text: string): Result<string> {
  return text === "" ? ok("") : readFilePath(text.replace(/(?<=[^/])\/$/, ""));
}

/** The folders that a path lies in, the uppermost first. */
export function foldersOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % is a character of the name.
  }
}
