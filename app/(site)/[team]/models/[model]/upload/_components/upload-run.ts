import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { JsonObject } from "@/lib/core/json";
import type { ManifestEntry, UploadView } from "@/lib/core/registry";
import { beginArtifact, commitArtifact, missingUploads, sendPart } from "./upload-requests";

/** Parts on their way at once: more would not fill a line better, and each is held in memory by the browser. */
const PARTS_AT_ONCE = 3;

export type FileToSend = { path: string; file: File };

export type UploadPlan = {
  team: string;
  project: string;
  name: string;
  metadata: JsonObject;
  files: readonly FileToSend[];
};

export type FileProgress = { path: string; sizeBytes: number; hashedBytes: number; sentBytes: number; isHere: boolean };

export type UploadPhase = "checking" | "sending" | "verifying";

/** What one run keeps, so that trying again goes on where it stopped. */
export type UploadState = {
  plan: UploadPlan;
  phase: UploadPhase;
  files: FileProgress[];
  manifest: ManifestEntry[];
  artifactId: string | null;
};

export type RunOptions = { signal: AbortSignal; onChange: () => void };

export function newUpload(plan: UploadPlan): UploadState {
  return {
    plan,
    phase: "checking",
    files: plan.files.map(({ path, file }) => ({
      path,
      sizeBytes: file.size,
      hashedBytes: 0,
      sentBytes: 0,
      isHere: false,
    })),
    manifest: [],
    artifactId: null,
  };
}

/** Checks, sends and commits; answers the artifact's id, or why it stopped. What is here already is not sent again. */
export async function runUpload(
  state: UploadState,
  options: RunOptions,
): Promise<{ ok: true; artifactId: string } | { ok: false; message: string }> {
  await hashFiles(state, options);
  const uploads = await askUploads(state, options);
  if (!uploads.ok) {
    return uploads;
  }
  state.phase = "sending";
  const refused = await sendFiles(state, uploads.value, options);
  if (refused !== null) {
    return { ok: false, message: refused };
  }
  state.phase = "verifying";
  options.onChange();
  const committed = await commitArtifact(state.plan.team, uploads.artifactId, options.signal);
  return committed.ok ? { ok: true, artifactId: uploads.artifactId } : committed;
}

/** Reads each file once as a stream: a model of many gigabytes never lies whole in memory. */
async function hashFiles(state: UploadState, { signal, onChange }: RunOptions): Promise<void> {
  for (const [index, { path, file }] of state.plan.files.entries()) {
    const progress = state.files[index];
    if (!progress || state.manifest[index] !== undefined) {
      continue;
    }
    // `crypto.subtle` takes only what is whole in memory, and is not there over plain http.
    const hash = sha256.create();
    const reader = file.stream().getReader();
    progress.hashedBytes = 0;
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      signal.throwIfAborted();
      hash.update(chunk.value);
      progress.hashedBytes += chunk.value.length;
      onChange();
    }
    state.manifest[index] = { path, sizeBytes: file.size, sha256: bytesToHex(hash.digest()) };
  }
}

type Asked = { ok: true; artifactId: string; value: UploadView[] } | { ok: false; message: string };

async function askUploads(state: UploadState, { signal }: RunOptions): Promise<Asked> {
  const { team, project, name, metadata } = state.plan;
  if (state.artifactId !== null) {
    const missing = await missingUploads(team, state.artifactId, signal);
    return missing.ok ? { ...missing, artifactId: state.artifactId } : missing;
  }
  const draft = await beginArtifact(
    team,
    { project, name, metadata, type: "model", description: "", source: {}, files: state.manifest, reference: null },
    signal,
  );
  if (!draft.ok) {
    return draft;
  }
  state.artifactId = draft.value.artifact.id;
  return { ok: true, artifactId: draft.value.artifact.id, value: draft.value.uploads };
}

/** Null when all is here; else what was refused first. Files that share their bytes are sent once. */
async function sendFiles(
  state: UploadState,
  uploads: readonly UploadView[],
  options: RunOptions,
): Promise<string | null> {
  const awaited = new Map(uploads.map((upload) => [upload.sha256, upload]));
  const parts: (() => Promise<string | null>)[] = [];
  for (const [index, progress] of state.files.entries()) {
    const upload = awaited.get(state.manifest[index]?.sha256 ?? "");
    const file = state.plan.files[index]?.file;
    if (!upload || !file) {
      progress.sentBytes = progress.sizeBytes;
      progress.isHere = true;
      continue;
    }
    awaited.delete(upload.sha256);
    parts.push(...partsOf(state, { progress, file, upload }, options));
  }
  options.onChange();
  return inTurns(parts);
}

type FileAwaited = { progress: FileProgress; file: File; upload: UploadView };

function partsOf(state: UploadState, { progress, file, upload }: FileAwaited, { signal, onChange }: RunOptions) {
  const count = Math.ceil(file.size / upload.partBytes); // None for an empty file.
  progress.isHere = count === 0;
  const sent = new Map<number, number>();
  const tell = (number: number, bytes: number) => {
    sent.set(number, bytes);
    progress.sentBytes = Math.min(
      file.size,
      [...sent.values()].reduce((sum, each) => sum + each, 0),
    );
    progress.isHere = progress.sentBytes === file.size;
    onChange();
  };
  return Array.from({ length: count }, (_, place) => async () => {
    const number = place + 1;
    const bytes = file.slice(place * upload.partBytes, number * upload.partBytes);
    if (upload.received.includes(number)) {
      tell(number, bytes.size);
      return null;
    }
    const answer = await sendPart({
      team: state.plan.team,
      uploadId: upload.id,
      number,
      bytes,
      signal,
      onSent: (done) => tell(number, Math.min(done, bytes.size)),
    });
    tell(number, answer.ok ? bytes.size : 0);
    return answer.ok ? null : answer.message;
  });
}

async function inTurns(tasks: readonly (() => Promise<string | null>)[]): Promise<string | null> {
  let next = 0;
  let refused: string | null = null;
  async function work(): Promise<void> {
    while (next < tasks.length && refused === null) {
      const task = tasks[next];
      next += 1;
      refused = (await task?.()) ?? refused;
    }
  }
  await Promise.all(Array.from({ length: PARTS_AT_ONCE }, work));
  return refused;
}
