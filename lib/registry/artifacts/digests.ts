import { createHash } from "node:crypto";
import { canonicalManifest } from "@/lib/core/manifest";
import type { ManifestEntry } from "@/lib/core/registry";

export function digestOfFiles(files: readonly ManifestEntry[]): string {
  return sha256Of(canonicalManifest(files));
}

/** Nobody reads the bytes behind a URI: without a digest from the client, the URI itself is all there is to identify. */
export function digestOfUri(uri: string): string {
  return sha256Of(uri);
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
