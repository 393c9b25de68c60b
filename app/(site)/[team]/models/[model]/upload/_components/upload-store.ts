import { tell } from "@/app/_components/toast";
import type { ActionState } from "@/lib/core/action-state";
import { dropArtifact } from "./upload-requests";
import { newUpload, runUpload, type UploadPlan, type UploadState } from "./upload-run";

/** What becomes of an artifact that is here: it is linked, with these fields. */
export type AfterUpload = { model: string; link: (artifactId: string) => Promise<ActionState> };

export type ShownUpload = {
  state: UploadState;
  model: string;
  status: "running" | "failed" | "linked";
  message: string | null;
  /** The page of the new version. */
  next: string | null;
};

type Current = ShownUpload & { after: AfterUpload; stop: AbortController };

const TELL_EVERY_MS = 120;

/** A run outlives the page that began it: the person moves on within the site, and the upload goes on. */
let current: Current | null = null;
let shown: ShownUpload | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

export function startUpload(plan: UploadPlan, after: AfterUpload): void {
  current = {
    state: newUpload(plan),
    model: after.model,
    status: "running",
    message: null,
    next: null,
    after,
    stop: new AbortController(),
  };
  window.addEventListener("beforeunload", warn);
  void run(current);
}

/** Goes on where it stopped. */
export function retryUpload(): void {
  if (current?.status === "failed") {
    current = { ...current, status: "running", message: null, stop: new AbortController() };
    void run(current);
  }
}

/** Ends it for good; what was sent is removed. */
export function cancelUpload(): void {
  const ended = current;
  ended?.stop.abort();
  forget();
  if (ended?.state.artifactId) {
    void dropArtifact(ended.state.plan.team, ended.state.artifactId);
  }
}

/** Makes room for another. */
export function forgetUpload(): void {
  forget();
}

export function readUpload(): ShownUpload | null {
  return shown;
}

export function subscribeToUpload(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function run(upload: Current): Promise<void> {
  publish();
  try {
    const done = await runUpload(upload.state, { signal: upload.stop.signal, onChange: publishSoon });
    if (!done.ok) {
      fail(upload, done.message);
      return;
    }
    const linked = await upload.after.link(done.artifactId);
    if (linked.kind === "refused") {
      fail(upload, linked.message);
      return;
    }
    upload.status = "linked";
    upload.next = linked.kind === "done" ? (linked.next ?? null) : null;
    window.removeEventListener("beforeunload", warn);
    tell(linked);
    publish();
  } catch {
    if (!upload.stop.signal.aborted) {
      fail(upload, "A file could not be read. It may have changed or moved since it was chosen. Choose it anew.");
    }
  }
}

function fail(upload: Current, message: string): void {
  upload.status = "failed";
  upload.message = message;
  publish();
}

function forget(): void {
  current = null;
  window.removeEventListener("beforeunload", warn);
  publish();
}

/** Progress comes with every chunk; people see eight a second. */
function publishSoon(): void {
  timer ??= setTimeout(publish, TELL_EVERY_MS);
}

function publish(): void {
  if (timer !== null) {
    clearTimeout(timer);
    timer = null;
  }
  shown = current ? { ...current } : null;
  for (const listener of listeners) {
    listener();
  }
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
