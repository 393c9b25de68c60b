import type { TeamScope } from "@/lib/core/actor";
import { ok, type Result } from "@/lib/core/result";
import { openFile } from "@/lib/registry/artifacts/queries";
import type { Api } from "./api";
import { readRange } from "./byte-range";
import { rangeResponse } from "./problem";
import { placeOf } from "./request-id";

/** Served as nothing that a browser would run, whatever its bytes are, and on its own origin's behalf never. */
const INERT = {
  "Content-Type": "application/octet-stream",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Accept-Ranges": "bytes",
  "Cache-Control": "private, no-cache",
} as const;

/** Streams one file of an artifact: whole, a range of it, or nothing where the caller has it already. */
export async function fileResponse(
  { db, storage }: Api,
  scope: TeamScope,
  { artifactId, path }: { artifactId: string; path: string },
  request: Request,
): Promise<Result<Response>> {
  const whole = await openFile(db, scope, storage, { artifactId, path });
  if (!whole.ok) {
    return whole;
  }
  const { sha256, sizeBytes, blob } = whole.value;
  const etag = `"${sha256}"`;
  const headers = { ...INERT, ...namesOf(path, sha256), ETag: etag };
  const asked = isRangeCurrent(request, etag) ? readRange(request.headers.get("range"), sizeBytes) : null;
  const hasIt = matchesAny(request.headers.get("if-none-match"), etag);

  if (asked === null && !hasIt && request.method !== "HEAD") {
    return ok(new Response(blob.stream, { headers: { ...headers, "Content-Length": String(sizeBytes) } }));
  }
  await blob.stream.cancel();
  if (hasIt) {
    return ok(new Response(null, { status: 304, headers }));
  }
  if (asked === null) {
    return ok(new Response(null, { headers: { ...headers, "Content-Length": String(sizeBytes) } }));
  }
  if (asked === "unsatisfiable") {
    return ok(rangeResponse(sizeBytes, placeOf(request)));
  }

  const part = await openFile(db, scope, storage, { artifactId, path, range: asked });
  if (!part.ok) {
    return part;
  }
  const length = String(asked.end - asked.start + 1);
  const range = `bytes ${asked.start}-${asked.end}/${sizeBytes}`;
  return ok(
    new Response(part.value.blob.stream, {
      status: 206,
      headers: { ...headers, "Content-Length": length, "Content-Range": range },
    }),
  );
}

/** The digest is of the whole file also where a range is answered: so RFC 9530 means `Repr-Digest`. */
function namesOf(path: string, sha256: string): Record<string, string> {
  const name = path.split("/").at(-1) ?? "file";
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return {
    "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    "Repr-Digest": `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`,
  };
}

/** `If-Range`: a part is of use only next to parts of the same bytes. */
function isRangeCurrent(request: Request, etag: string): boolean {
  const condition = request.headers.get("if-range");
  return condition === null || condition === etag;
}

function matchesAny(header: string | null, etag: string): boolean {
  const given = header?.split(",").map((one) => one.trim()) ?? [];
  return given.some((one) => ["*", etag, `W/${etag}`].includes(one));
}
