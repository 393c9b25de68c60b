import type { ArtifactDraft, NewArtifact, UploadView } from "@/lib/core/registry";

/** What a request of an upload came to. `isFinal`: sending it again would be answered the same. */
export type Answer<T> = { ok: true; value: T } | { ok: false; message: string; isFinal: boolean };

const UNREACHABLE = "The server could not be reached.";
const TRIES_MAX = 4;
const WAIT_MS = 800;

export function beginArtifact(
  team: string,
  artifact: NewArtifact,
  signal: AbortSignal,
): Promise<Answer<ArtifactDraft>> {
  return ask(`${base(team)}/artifacts`, { method: "POST", body: JSON.stringify(artifact), signal });
}

/** All that an artifact still waits for. */
export async function missingUploads(
  team: string,
  artifactId: string,
  signal: AbortSignal,
): Promise<Answer<UploadView[]>> {
  const all: UploadView[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    const page: Answer<{ items: UploadView[]; nextCursor: string | null }> = await ask(
      `${base(team)}/artifacts/${artifactId}${query}`,
      { signal },
    );
    if (!page.ok) {
      return page;
    }
    all.push(...page.value.items);
    cursor = page.value.nextCursor;
  }
  return { ok: true, value: all };
}

export function commitArtifact(team: string, artifactId: string, signal: AbortSignal): Promise<Answer<unknown>> {
  return ask(`${base(team)}/artifacts/${artifactId}/commit`, { method: "POST", signal });
}

export function dropArtifact(team: string, artifactId: string): Promise<Answer<unknown>> {
  return ask(`${base(team)}/artifacts/${artifactId}`, { method: "DELETE" });
}

export type PartToSend = {
  team: string;
  uploadId: string;
  number: number;
  bytes: Blob;
  signal: AbortSignal;
  /** Told as bytes leave; a part that is sent again begins at 0. */
  onSent: (bytes: number) => void;
};

/** Sends one part, again when it was lost on the way. XMLHttpRequest, because fetch tells no progress of what it sends. */
export async function sendPart(part: PartToSend): Promise<Answer<unknown>> {
  let answer: Answer<unknown> = { ok: false, message: UNREACHABLE, isFinal: false };
  for (let attempt = 0; attempt < TRIES_MAX && !answer.ok && !answer.isFinal; attempt++) {
    await pause(attempt * attempt * WAIT_MS, part.signal);
    part.signal.throwIfAborted();
    answer = await putPart(part);
  }
  return answer;
}

function putPart({ team, uploadId, number, bytes, signal, onSent }: PartToSend): Promise<Answer<unknown>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `${base(team)}/parts/${uploadId}/${number}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => onSent(event.loaded);
    const stop = () => request.abort();
    const settle = (answer: Answer<unknown>) => {
      signal.removeEventListener("abort", stop);
      resolve(answer);
    };
    request.onload = () => settle(answerOf(request.status, request.responseText));
    request.onerror = () => settle({ ok: false, message: UNREACHABLE, isFinal: false });
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    onSent(0);
    request.send(bytes);
  });
}

async function ask<T>(address: string, init: RequestInit): Promise<Answer<T>> {
  const headers = init.body === undefined ? undefined : { "content-type": "application/json" };
  try {
    const answer = await fetch(address, { ...init, ...(headers ? { headers } : {}), redirect: "error" });
    return answerOf(answer.status, await answer.text());
  } catch (error) {
    init.signal?.throwIfAborted();
    return { ok: false, message: UNREACHABLE, isFinal: !(error instanceof TypeError) };
  }
}

/** What is no JSON is no answer of these routes: the page of a sign-in that is over, or a proxy's own. */
function answerOf<T>(status: number, text: string): Answer<T> {
  const value = jsonOf(text);
  if (value === undefined) {
    const isOver = status < 500;
    return {
      ok: false,
      message: isOver ? "The session is over. Sign in again in another tab." : UNREACHABLE,
      isFinal: isOver,
    };
  }
  if (status < 400) {
    return { ok: true, value: value as T }; // Our own route's, for whom the caller knows the shape.
  }
  const { message = "The upload was refused." } = value as { message?: string };
  return { ok: false, message, isFinal: status !== 409 && status !== 429 && status < 500 };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Judged by the caller.
  }
}

function base(team: string): string {
  return `/${encodeURIComponent(team)}/uploads`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
