import { attachmentNamed } from "@/lib/core/attachment";
import { ok, type Result } from "@/lib/core/result";
import { readRange } from "./byte-range";
import type { ByteRange, OpenBlob } from "./storage/port";

/** Served as nothing that a browser would run, whatever its bytes are, and on its own origin's behalf never. */
const INERT = {
  "Content-Type": "application/octet-stream",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Accept-Ranges": "bytes",
  "Cache-Control": "private, no-cache",
} as const;

type File = { path: string; sizeBytes: number; sha256: string };

export type BlobPorts = {
  open(range?: ByteRange): Promise<Result<OpenBlob>>;
  /** The store's own address of the bytes, where the caller may be sent there; null where not. */
  elsewhere(): Promise<Result<{ url: string } | null>>;
  refuseRange(sizeBytes: number): Response;
};

/** Answers one file: whole, a range of it, where the store serves it, or nothing to who has it already. */
export async function blobResponse(request: Request, file: File, ports: BlobPorts): Promise<Result<Response>> {
  const { path, sha256, sizeBytes } = file;
  const etag = `"${sha256}"`;
  const headers = { ...INERT, ...namesOf(path, sha256), ETag: etag };
  const asked = isRangeCurrent(request, etag) ? readRange(request.headers.get("range"), sizeBytes) : null;

  if (matchesAny(request.headers.get("if-none-match"), etag)) {
    return ok(new Response(null, { status: 304, headers }));
  }
  if (asked === "unsatisfiable") {
    return ok(ports.refuseRange(sizeBytes));
  }
  if (request.method === "HEAD") {
    return ok(new Response(null, { headers: { ...headers, "Content-Length": String(sizeBytes) } }));
  }
  // The store knows our ETags not, so a range on the condition of one is answered here.
  const elsewhere = request.headers.has("if-range") ? ok(null) : await ports.elsewhere();
  if (!elsewhere.ok || elsewhere.value) {
    return elsewhere.ok ? ok(redirectTo(elsewhere.value?.url ?? "")) : elsewhere;
  }
  return streamed(file, ports, { asked, headers });
}

/** The address is a credential for some minutes: nobody on the way may keep it. */
function redirectTo(url: string): Response {
  return new Response(null, { status: 307, headers: { Location: url, "Cache-Control": "no-store" } });
}

type Asked = { asked: ByteRange | null; headers: Record<string, string> };

async function streamed(
  { sizeBytes }: File,
  { open }: BlobPorts,
  { asked, headers }: Asked,
): Promise<Result<Response>> {
  const opened = await open(asked ?? undefined);
  if (!opened.ok) {
    return opened;
  }
  const { stream } = opened.value;
  if (asked === null) {
    return ok(new Response(stream, { headers: { ...headers, "Content-Length": String(sizeBytes) } }));
  }
  const length = String(asked.end - asked.start + 1);
  const range = `bytes ${asked.start}-${asked.end}/${sizeBytes}`;
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
