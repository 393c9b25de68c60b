import type { ManifestEntry } from "@/lib/core/registry";
import type { Problem } from "@/lib/core/result";
import type { Blob } from "./blob-rows";

/** What is wrong with a manifest as a whole; null when its files can stand side by side in a folder. */
export function problemOfManifest(files: readonly ManifestEntry[]): Problem | null {
  const sizes = new Map<string, number>();
  const paths = new Set(files.map((file) => file.path));
  for (const [index, { path, sha256, sizeBytes }] of files.entries()) {
    if ((sizes.get(sha256) ?? sizeBytes) !== sizeBytes) {
      return invalid(`files.${index}.sizeBytes`, "Files with the same SHA-256 have the same size.");
    }
    sizes.set(sha256, sizeBytes);
    if (foldersOf(path).some((folder) => paths.has(folder))) {
      return invalid(`files.${index}.path`, "This path runs through another file as if that were a folder.");
    }
  }
  return null;
}

/** Each content once, however many paths share it. */
export function contentsOf(files: readonly ManifestEntry[]): Blob[] {
  const sizes = new Map(files.map(({ sha256, sizeBytes }) => [sha256, sizeBytes]));
  return [...sizes].map(([sha256, sizeBytes]) => ({ sha256, sizeBytes }));
}

function foldersOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

function invalid(field: string, message: string): Problem {
  return { code: "invalid", field, message };
}
