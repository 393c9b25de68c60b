import { createHash, type Hash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { filePath } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { failureOfThrown } from "./ask";
import { type Answer, fail } from "./failure";
import { hashFile } from "./file-bytes";
import { shown } from "./terminal";

export type RemoteFile = { path: string; sizeBytes: number; sha256: string };

/** Bytes from a position on. A server that knows no ranges sends all, and says so by `start`. */
export type OpenRemote = (start: number) => Promise<Answer<{ start: number; body: ReadableStream<Uint8Array> }>>;

/** `kept`: it was there already, with the right bytes. */
export type Fetched = "kept" | "fetched";

/** How often a connection that breaks in the middle is taken up again where it broke. */
const CONNECTIONS_MAX = 4;
const READ_BYTES = 1024 * 1024;

/**
 * Brings one file of a version into a folder. It appears under its name whole and proven or not at all; what an interrupted
 * run left of it is continued. Nothing is ever written outside the folder, whatever the path or a link on the way says.
 */
export async function downloadFile(
  folder: string,
  file: RemoteFile,
  openRemote: OpenRemote,
  onBytes: (bytes: number) => void,
): Promise<Answer<Fetched>> {
  const place = await placeWithin(folder, file.path);
  if (!place.ok) {
    return place;
  }
  if (await hasBytes(place.value, file)) {
    onBytes(file.sizeBytes);
    return ok("kept");
  }

  const name = createHash("sha256").update(`${file.sha256} ${file.path}`).digest("hex").slice(0, 16);
  const draft = join(dirname(place.value), `.modelwire-${name}.part`);
  const received = await receive(draft, file, openRemote, onBytes);
  if (!received.ok) {
    return received; // The draft stays: the next run goes on from there.
  }
  if (received.value === "wrong") {
    await rm(draft, { force: true });
    return fail(
      "refused",
      `${shown(file.path)} did not arrive as it was logged: its size or SHA-256 differ. Nothing was kept of it.`,
    );
  }
  await rename(draft, place.value);
  return ok("fetched");
}

async function placeWithin(folder: string, path: string): Promise<Answer<string>> {
  const checked = filePath.safeParse(path);
  const place = join(folder, ...path.split("/"));
  if (!checked.success || !place.startsWith(folder + sep)) {
    return fail(
      "refused",
      `The server names a file that would lie outside the folder: ${shown(path)}. Nothing was written.`,
    );
  }

  const made = await makeFolders(folder, dirname(place));
  if (!made) {
    return fail(
      "refused",
      `A link or a file on the way to ${shown(path)} is in its place. Choose another folder, or remove it.`,
    );
  }
  const standing = await lstat(place).catch(() => null);
  return standing === null || standing.isFile()
    ? ok(place)
    : fail("refused", `${shown(path)} is there already and is no regular file. Choose another folder.`);
}

/** Makes one folder after the other: `mkdir` in one go would follow a link on the way and make folders behind it. */
async function makeFolders(root: string, folder: string): Promise<boolean> {
  let place = root;
  for (const part of folder.slice(root.length).split(sep).filter(Boolean)) {
    place = join(place, part);
    await mkdir(place).catch(() => undefined); // It may be there; what it is is looked at next.
    const standing = await lstat(place).catch(() => null);
    if (!standing?.isDirectory()) {
      return false;
    }
  }
  return (await realpath(place).catch(() => null)) === place;
}

async function hasBytes(place: string, file: RemoteFile): Promise<boolean> {
  const standing = await lstat(place).catch(() => null);
  if (standing?.size !== file.sizeBytes) {
    return false;
  }
  const hashed = await hashFile({ path: file.path, source: place, sizeBytes: standing.size }, () => undefined);
  return hashed.ok && hashed.value.sha256 === file.sha256;
}

/** Fills the draft, over several connections if need be. Bytes of an earlier run that prove wrong are fetched anew, once. */
async function receive(
  draft: string,
  file: RemoteFile,
  openRemote: OpenRemote,
  onBytes: (bytes: number) => void,
): Promise<Answer<"right" | "wrong">> {
  const handle = await open(draft, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
  const count = countUpTo(onBytes);
  try {
    let isDoubtful = (await handle.stat()).size > 0;
    for (let connection = 1; ; connection += 1) {
      const filled = await fill(handle, file, openRemote, count);
      const step = stepAfter(filled, { isDoubtful, isLast: connection === CONNECTIONS_MAX });
      if (step === "done") {
        await handle.sync();
        return filled.ok ? ok(filled.value === "right" ? "right" : "wrong") : filled;
      }
      if (step === "anew") {
        isDoubtful = false;
        await handle.truncate(0);
      }
    }
  } finally {
    await handle.close();
  }
}

type Filled = "right" | "wrong" | "unranged";

function stepAfter(filled: Answer<Filled>, at: { isDoubtful: boolean; isLast: boolean }): "done" | "on" | "anew" {
  if (at.isLast) {
    return "done";
  }
  if (!filled.ok) {
    return filled.problem.kind === "unreachable" ? "on" : "done";
  }
  const mayHelp = filled.value === "unranged" || (filled.value === "wrong" && at.isDoubtful);
  return mayHelp ? "anew" : "done";
}

/** One connection: from where the draft ends to the end of the file. */
async function fill(
  handle: FileHandle,
  file: RemoteFile,
  openRemote: OpenRemote,
  count: (position: number) => void,
): Promise<Answer<Filled>> {
  const hash = createHash("sha256");
  let size = await hashStanding(handle, hash);
  if (size < file.sizeBytes) {
    const remote = await openRemote(size);
    if (!remote.ok) {
      return remote;
    }
    if (remote.value.start !== size) {
      await remote.value.body.cancel();
      return ok("unranged"); // The server sends all or nothing: the caller begins from nothing.
    }
    const appended = await append(handle, hash, { start: size, body: remote.value.body, end: file.sizeBytes, count });
    if (!appended.ok) {
      return appended;
    }
    size = appended.value;
  }
  return ok(size === file.sizeBytes && hash.digest("hex") === file.sha256 ? "right" : "wrong");
}

async function hashStanding(handle: FileHandle, hash: Hash): Promise<number> {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let size = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, size);
    if (bytesRead === 0) {
      return size;
    }
    hash.update(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
}

type Incoming = { start: number; end: number; body: ReadableStream<Uint8Array>; count: (position: number) => void };

/** Answers where the bytes ended. Stops at the first one too many: an answer without end must not fill the disk. */
async function append(handle: FileHandle, hash: Hash, { start, end, body, count }: Incoming): Promise<Answer<number>> {
  const reader = body.getReader();
  let position = start;
  for (;;) {
    const chunk = await reader.read().catch((error: unknown) => ({ done: "broken", error }) as const);
    if (chunk.done === "broken") {
      return { ok: false, problem: failureOfThrown(chunk.error) };
    }
    if (chunk.done) {
      return ok(position);
    }
    if (position + chunk.value.length > end) {
      await reader.cancel();
      return ok(position + chunk.value.length);
    }
    hash.update(chunk.value);
    await handle.write(chunk.value, 0, chunk.value.length, position);
    position += chunk.value.length;
    count(position);
  }
}

/** Tells progress once for each byte, however often a connection broke before it. */
function countUpTo(onBytes: (bytes: number) => void): (position: number) => void {
  let counted = 0;
  return (position) => {
    if (position > counted) {
      onBytes(position - counted);
      counted = position;
    }
  };
}
