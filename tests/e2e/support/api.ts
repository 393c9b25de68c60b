import { createHash } from "node:crypto";

export type Api = {
  get(path: string): Promise<Record<string, unknown>>;
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
  put(path: string, body: unknown): Promise<Record<string, unknown>>;
  delete(path: string): Promise<Record<string, unknown>>;
  /** Logs files as an artifact through uploads, and answers its id. */
  log(artifact: { project: string; name: string; metadata?: unknown; files: Record<string, string> }): Promise<string>;
};

/** The public API of one team, as any client has it. */
export function apiOf(url: string, team: string, token: string): Api {
  async function send(method: string, path: string, body: unknown): Promise<Record<string, unknown>> {
    const answer = await fetch(`${url}/api/v1/teams/${encodeURIComponent(team)}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { "content-type": body instanceof Uint8Array ? "application/octet-stream" : "application/json" }),
      },
      body: bodyOf(body),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    }
    return text ? JSON.parse(text) : {};
  }

  return {
    get: (path) => send("GET", path, undefined),
    post: (path, body) => send("POST", path, body),
    put: (path, body) => send("PUT", path, body),
    delete: (path) => send("DELETE", path, undefined),
    async log({ files, ...artifact }) {
      const manifest = Object.entries(files).map(([path, text]) => ({
        path,
        sizeBytes: Buffer.byteLength(text),
        sha256: createHash("sha256").update(text).digest("hex"),
      }));
      const draft = (await send("POST", "/artifacts", { ...artifact, files: manifest })) as Draft;
      for (const upload of draft.uploads) {
        await send("PUT", `/artifacts/uploads/${upload.id}/parts/1`, new TextEncoder().encode(files[upload.path]));
      }
      await send("POST", `/artifacts/${draft.artifact.id}/commit`, {});
      return draft.artifact.id;
    },
  };
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined) {
    return undefined;
  }
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

type Draft = { artifact: { id: string }; uploads: { id: string; path: string }[] };
