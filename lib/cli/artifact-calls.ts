import { createHash } from "node:crypto";
import { FILES_MAX, type NewArtifact } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { ask } from "./ask";
import { type Answer, fail } from "./failure";
import { listUpTo } from "./list";
import type { Session } from "./session";
import { openAtStore, putAtStore } from "./store-transfer";

export type ArtifactTarget = { team: string; artifactId: string };
export type VersionTarget = { team: string; model: string; version: string };

/** Under the key that is given, not one of the call: an interrupted log is continued by the same key later. */
export function createArtifact({ api }: Session, team: string, input: NewArtifact, key: string) {
  return ask(
    api.POST("/teams/{team}/artifacts", {
      params: { path: { team }, header: { "Idempotency-Key": key } },
      body: input,
    }),
  );
}

export async function listUploads({ api }: Session, { team, artifactId }: ArtifactTarget) {
  const path = { team, artifact: artifactId };
  const uploads = await listUpTo(FILES_MAX, (page) =>
    ask(api.GET("/teams/{team}/artifacts/{artifact}/uploads", { params: { path, query: page } })),
  );
  return uploads.ok ? ok(uploads.value.items) : uploads;
}

/** Sends one part, with its own digest, so that damage on the way is told at once and not at the end. */
export function sendPart(
  { api }: Session,
  part: { team: string; uploadId: string; number: number },
  bytes: Uint8Array<ArrayBuffer>,
) {
  return ask(
    api.PUT("/teams/{team}/artifacts/uploads/{upload}/parts/{part}", {
      params: {
        path: { team: part.team, upload: part.uploadId, part: part.number },
        header: { "X-Content-SHA256": createHash("sha256").update(bytes).digest("hex") },
      },
      headers: { "Content-Type": "application/octet-stream" },
      body: "",
      bodySerializer: () => bytes, // The document can only call bytes a string.
    }),
  );
}

/** Sends one part to the store itself; false where that did not work, for whatever reason. */
export async function sendPartToStore(
  { api }: Session,
  part: { team: string; uploadId: string; number: number },
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const path = { team: part.team, upload: part.uploadId, part: part.number };
  const body = { sha256: createHash("sha256").update(bytes).digest("hex") };
  const place = await ask(
    api.POST("/teams/{team}/artifacts/uploads/{upload}/parts/{part}/presign", { params: { path }, body }),
  );
  return place.ok && putAtStore(place.value, bytes);
}

export function commitArtifact({ api }: Session, { team, artifactId }: ArtifactTarget) {
  const path = { team, artifact: artifactId };
  return ask(api.POST("/teams/{team}/artifacts/{artifact}/commit", { params: { path } }));
}

/**
 * Opens a file's bytes from a position on. Where the server sends us to the store, we go without the token; where the
 * store cannot be reached from here, the server is asked for the bytes itself.
 */
export async function openFile(
  session: Session,
  target: VersionTarget,
  filePath: string,
  start: number,
): Promise<Answer<OpenedFile>> {
  const opened = await openVia(session, target, { filePath, start, via: "store" });
  if (!("location" in opened)) {
    return opened;
  }
  const atStore = await openAtStore(opened.location, start);
  if (atStore) {
    return ok(atStore);
  }
  const streamed = await openVia(session, target, { filePath, start, via: "server" });
  return "location" in streamed ? fail("refused", "The server sends us to a store that does not answer.") : streamed;
}

type OpenedFile = { start: number; body: ReadableStream<Uint8Array> };

async function openVia(
  { api }: Session,
  { team, model, version }: VersionTarget,
  { filePath, start, via }: { filePath: string; start: number; via: "store" | "server" },
): Promise<Answer<OpenedFile> | { location: string }> {
  const call = api.GET("/teams/{team}/models/{model}/versions/{version}/files/{path}", {
    params: {
      path: { team, model, version, path: filePath },
      ...(via === "store" ? {} : { query: { via } }),
      ...(start === 0 ? {} : { header: { Range: `bytes=${start}-` } }),
    },
    parseAs: "stream",
    pathSerializer: pathWithFolders,
    redirect: "manual",
  });
  const opened = await ask(call);
  const response = (await call.catch(() => null))?.response;
  const location = response?.status === 307 ? response.headers.get("location") : null;
  if (location) {
    return { location };
  }
  if (!opened.ok) {
    return opened;
  }
  return response?.body
    ? ok({ start: response.status === 206 ? start : 0, body: response.body })
    : fail("unreachable", "The server sent no bytes.");
}

/** Fills an address; the slashes of a file's path stay what they are. */
function pathWithFolders(pathname: string, params: Record<string, unknown>): string {
  return pathname.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name]).split("/").map(encodeURIComponent).join("/"),
  );
}
