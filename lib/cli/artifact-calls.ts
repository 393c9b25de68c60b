import { createHash } from "node:crypto";
import { FILES_MAX, type NewArtifact } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { ask } from "./ask";
import { type Answer, fail } from "./failure";
import { listUpTo } from "./list";
import type { Session } from "./session";

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

export function commitArtifact({ api }: Session, { team, artifactId }: ArtifactTarget) {
  const path = { team, artifact: artifactId };
  return ask(api.POST("/teams/{team}/artifacts/{artifact}/commit", { params: { path } }));
}

/** Opens a file's bytes from a position on. The token goes to our own server only, so addresses in answers are not used. */
export async function openFile(
  { api }: Session,
  { team, model, version }: VersionTarget,
  filePath: string,
  start: number,
): Promise<Answer<{ start: number; body: ReadableStream<Uint8Array> }>> {
  const params = {
    path: { team, model, version, path: filePath },
    ...(start === 0 ? {} : { header: { Range: `bytes=${start}-` } }),
  };
  const call = api.GET("/teams/{team}/models/{model}/versions/{version}/files/{path}", {
    params,
    parseAs: "stream",
    pathSerializer: pathWithFolders,
  });
  const opened = await ask(call);
  if (!opened.ok) {
    return opened;
  }
  const { response } = await call;
  return response.body === null
    ? fail("unreachable", "The server sent no bytes.")
    : ok({ start: response.status === 206 ? start : 0, body: response.body });
}

/** Fills an address; the slashes of a file's path stay what they are. */
function pathWithFolders(pathname: string, params: Record<string, unknown>): string {
  return pathname.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name]).split("/").map(encodeURIComponent).join("/"),
  );
}
