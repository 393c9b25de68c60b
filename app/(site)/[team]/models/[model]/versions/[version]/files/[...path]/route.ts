import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { attachmentNamed } from "@/lib/core/attachment";
import { getFile, openFile, presignFile } from "@/lib/registry/artifacts/queries";
import { getVersion } from "@/lib/registry/versions/queries";

type FileContext = { params: Promise<{ team: string; model: string; version: string; path: string[] }> };

/**
 * One file of a version, to the person's own browser: streamed, or from the store that keeps it. It is always saved and
 * never shown: a model may hold a page whose scripts would run under this site's name.
 */
export async function GET(request: Request, { params }: FileContext): Promise<Response> {
  const { team, model, version: ref, path: parts } = await params;
  const scope = await requireScope(team);
  const { ports } = await startRuntime();
  const pool = await db();
  const version = await getVersion(pool, scope, model, ref);
  if (!version.ok) {
    return refused(404, version.problem.message);
  }
  const file = await getFile(pool, scope, version.value.artifact.id, parts.join("/"));
  if (!file.ok) {
    return refused(file.problem.code === "not_found" ? 404 : 409, file.problem.message);
  }
  const elsewhere = await presignFile(scope, ports.storage, file.value);
  if (elsewhere.ok && elsewhere.value) {
    return new Response(null, { status: 307, headers: { location: elsewhere.value.url, "cache-control": "no-store" } });
  }
  const opened = await openFile(scope, ports.storage, file.value);
  if (!opened.ok) {
    return refused(404, opened.problem.message);
  }

  const { path, sha256, sizeBytes, blob } = opened.value;
  request.signal.addEventListener("abort", () => void blob.stream.cancel().catch(() => undefined), { once: true });
  return new Response(blob.stream, {
    headers: {
      ...GUARDS,
      "content-type": "application/octet-stream",
      "content-length": String(sizeBytes),
      "content-disposition": attachmentNamed(path.split("/").at(-1) ?? "file"),
      etag: `"${sha256}"`,
    },
  });
}

const GUARDS = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-cache",
} as const;

function refused(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, headers: { ...GUARDS, "content-type": "text/plain; charset=utf-8" } });
}
