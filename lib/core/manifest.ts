import type { ManifestEntry } from "./registry";

/**
 * The text whose SHA-256 is an artifact's digest. It is what `sha256sum` prints for the files in byte order of their
 * paths, so that anyone can check a digest without this program:
 * `find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum`.
 * Paths hold no control characters and no backslashes, so that every line says one thing only.
 */
export function canonicalManifest(files: readonly Pick<ManifestEntry, "path" | "sha256">[]): string {
  return files
    .map((file) => ({ ...file, bytes: new TextEncoder().encode(file.path) }))
    .sort((one, other) => compareBytes(one.bytes, other.bytes))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join("");
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const shared = Math.min(one.length, other.length);
  for (let index = 0; index < shared; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return one.length - other.length;
}
