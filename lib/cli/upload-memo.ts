import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import * as z from "zod";

/** The server keeps an Idempotency-Key for a day; one that is about to lapse is not worth coming back with. */
const MEMORY_MS = 23 * 60 * 60 * 1_000;

const memo = z.object({ key: z.string().min(1).max(255), at: z.iso.datetime() });

/** The Idempotency-Key of a log that may be interrupted and begun again: the repeat meets the artifact of the first. */
export type UploadMemo = { key: string; isResumed: boolean; forget(): Promise<void> };

/**
 * Finds or makes the key for logging exactly this to exactly there. It is written down before anything is sent, so that
 * even a killed process is continued. Where nothing can be written, logging works all the same, from the beginning.
 */
export async function openUploadMemo(
  env: Readonly<Record<string, string | undefined>>,
  what: unknown,
  now: Date,
): Promise<UploadMemo> {
  const folder = join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "modelwire", "uploads");
  const file = join(folder, `${createHash("sha256").update(JSON.stringify(what)).digest("hex")}.json`);
  const forget = () => rm(file, { force: true }).catch(() => undefined);

  const known = await readMemo(file);
  if (known && now.getTime() - Date.parse(known.at) < MEMORY_MS) {
    return { key: known.key, isResumed: true, forget };
  }

  const key = randomUUID();
  await mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => writeFile(file, JSON.stringify({ key, at: now.toISOString() }), { mode: 0o600 }))
    .catch(() => undefined);
  return { key, isResumed: false, forget };
}

async function readMemo(file: string): Promise<z.infer<typeof memo> | null> {
  try {
    return memo.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null; // There is none, or it is not ours to read: both mean a new one.
  }
}
