import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { LogSink } from "../runner";
import type { Ended, Group } from "./group";

const QUIET_MS = 2_000;
const LOOK_EVERY_MS = 100;

/**
 * Carries what a group writes to the log until it has ended and all was read. Somebody who got away may hold the pipes open
 * for ever: once the program has ended, and nothing more comes, they are closed.
 */
export async function followOutput({ stdout, stderr, ended }: Group, log: LogSink): Promise<Ended> {
  const readers = [
    readInto(stdout, (bytes) => log.write("out", bytes)),
    readInto(stderr, (bytes) => log.write("err", bytes)),
  ];
  const closed = Promise.all(readers.map((reader) => reader.closed)).then(() => true);
  const end = await ended;
  while (!(await Promise.race([closed, delay(LOOK_EVERY_MS, false)]))) {
    if (readers.every((reader) => reader.quietMs() > QUIET_MS)) {
      stdout.destroy();
      stderr.destroy();
    }
  }
  return end;
}

type Reader = { closed: Promise<void>; quietMs(): number };

function readInto(stream: Readable, write: (bytes: Uint8Array) => Promise<void>): Reader {
  let quietSince = performance.now();
  let isWriting = false;

  async function read(): Promise<void> {
    for await (const bytes of stream) {
      isWriting = true;
      await write(bytes); // While this waits, nothing is read, and the program waits, too.
      isWriting = false;
      quietSince = performance.now();
    }
  }

  return {
    closed: read().catch(() => undefined), // Destroyed by us.
    quietMs: () => (isWriting ? 0 : performance.now() - quietSince),
  };
}
