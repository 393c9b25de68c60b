import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

export type FolderLock = { release(): void };

/** No fault that passes: whoever meets it should end, saying so. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
}

const TRIES = 10;
const WAIT_MS = 100;

/**
 * Takes the data folder for this process alone: two PGlite processes on one folder silently lose rows.
 *
 * The lock is SQLite's own exclusive file lock, held open. The operating system drops it at the very moment the process
 * ends, however it ends, so there is no stale lock to judge and no moment in which two could believe to hold it.
 * A second process throws, naming the first.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt++) {
    const lock = tryLock(folder);
    if (lock) {
      return lock;
    }
    if (attempt === TRIES) {
      throw new FolderInUse(
        `The data folder ${folder} is in use by ${ownerOf(folder)}. Stop that process, or set MODELWIRE_DATA_DIR to another folder.`,
      );
    }
    await sleep(WAIT_MS); // A process that is just ending lets go within a moment.
  }
}

function tryLock(folder: string): FolderLock | null {
  const database = new DatabaseSync(join(folder, "lock.sqlite"));
  try {
    database.exec("pragma locking_mode = exclusive; begin exclusive; commit;");
  } catch (error) {
    database.close();
    if (isBusy(error)) {
      return null;
    }
    throw error;
  }

  // Exclusive locking mode keeps the lock after the commit, until the connection closes.
  writeFileSync(join(folder, "owner"), `process ${process.pid}, since ${new Date().toISOString()}\n`);
  return { release: () => database.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked|busy/i.test(error.message);
}

function ownerOf(folder: string): string {
  try {
    return readFileSync(join(folder, "owner"), "utf8").trim();
  } catch {
    return "another process";
  }
}
