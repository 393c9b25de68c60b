import type { TeamScope } from "@/lib/core/actor";
import { attachmentNamed } from "@/lib/core/attachment";
import type { FileView } from "@/lib/core/registry";
import { ok, type Result } from "@/lib/core/result";
import { placeOf } from "@/lib/platform/request-id";
import type { ByteRange } from "@/lib/platform/storage/port";
import { getFile, openFile, presignFile } from "@/lib/registry/artifacts/queries";
import type { Api } from "./api";
import { readRange } from "./byte-range";
import { rangeResponse } from "./problem";

/** Served as nothing that a browser would run, whatever its bytes are, and on its own origin's behalf never. */
const INERT = {
  "Content-Type": "application/octet-stream",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Accept-Ranges": "bytes",
  "Cache-Control": "private, no-cache",
} as const;

export type WantedFile = { artifactId: string; path: string; via: "store" | "server" };

/** Answers one file of an artifact: whole, a range of it, where the store serves it, or nothing to who has it already. */
export async function fileResponse(
  api: Api,
  scope: TeamScope,
  { artifactId, path, via }: WantedFile,
  request: Request,
): Promise<Result<Response>> {
  const found = await getFile(api.db, scope, artifactId, path);
  if (!found.ok) {
    return found;
  }
  const { sha256, sizeBytes } = found.value;
  const etag = `"${sha256}"`;
  const headers = { ...INERT, ...namesOf(path, sha256), ETag: etag };
  const asked = isRangeCurrent(request, etag) ? readRange(request.headers.get("range"), sizeBytes) : null;

  if (matchesAny(request.headers.get("if-none-match"), etag)) {
    return ok(new Response(null, { status: 304, headers }));
  }
  if (asked === "unsatisfiable") {
    return ok(rangeResponse(sizeBytes, placeOf(request)));
  }
  if (request.method === "HEAD") {
    return ok(new Response(null, { headers: { ...headers, "Content-Length": String(sizeBytes) } }));
  }
  const elsewhere = via === "store" ? await storeAddress(api, scope, found.value, request) : ok(null);
  if (!elsewhere.ok || elsewhere.value) {
    return elsewhere.ok ? ok(redirectTo(elsewhere.value?.url ?? "")) : elsewhere;
  }
  return streamed(api, scope, found.value, { asked, headers });
}

/** The store knows our ETags not, so a range on the condition of one is answered here. */
async function storeAddress({ storage }: Api, scope: TeamScope, file: FileView, request: Request) {
  return request.headers.has("if-range") ? ok(null) : presignFile(scope, storage, file);
}

/** The address is a credential for some minutes: nobody on the way may keep it. */
function redirectTo(url: string): Response {
  return new Response(null, { status: 307, headers: { Location: url, "Cache-Control": "no-store" } });
}

type Asked = { asked: ByteRange | null; headers: Record<string, string> };

async function streamed(
  { storage }: Api,
  scope: TeamScope,
  file: FileView,
  { asked, headers }: Asked,
): Promise<Result<Response>> {
  const opened = await openFile(scope, storage, file, asked ?? undefined);
  if (!opened.ok) {
    return opened;
  }
  const { stream } = opened.value.blob;
  if (asked === null) {
    return ok(new Response(stream, { headers: { ...headers, "Content-Length": String(file.sizeBytes) } }));
  }
  const length = String(asked.end - asked.start + 1);
  const range = `bytes ${asked.start}-${asked.end}/${file.sizeBytes}`;
  return ok(
    new Response(stream, {
      status: 206,
      headers: { ...headers, "Content-Length": length, "Content-Range": range },
    }),
  );
}

/** The digest is of the whole file also where a range is answered: so RFC 9530 means `Repr-Digest`. */
function namesOf(path: string, sha256: string): Record<string, string> {
  return {
    "Content-Disposition": attachmentNamed(path.split("/").at(-1) ?? "file"),
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
