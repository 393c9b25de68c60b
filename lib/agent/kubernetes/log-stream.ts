import type { LogSink } from "../runner";

const SPACE = 0x20;
const NEWLINE = 0x0a;
const STAMP_BYTES_MAX = 64;

export type StampedReader = {
  /** Hands on what is newer than what was read before, without the times. */
  read(bytes: Uint8Array): Promise<void>;
  /** The time of the newest line that was handed on. */
  last(): string;
};

/**
 * Takes off the time that the cluster puts before each line, by which a log that broke off is read on from where it was:
 * the cluster counts in whole seconds when it is asked, and what was read already comes again.
 */
export function createStampedReader(since: string, write: (bytes: Uint8Array) => ReturnType<LogSink["write"]>): StampedReader {
  let stamp: number[] | null = [];
  let isNew = false;
  let last = since;

  return {
    last: () => last,
    async read(bytes) {
      let at = 0;
      while (at < bytes.length) {
        if (stamp !== null) {
          const byte = bytes[at] ?? SPACE;
          at += 1;
          if (byte !== SPACE && byte !== NEWLINE && stamp.length < STAMP_BYTES_MAX) {
            stamp.push(byte);
            continue;
          }
          const text = String.fromCharCode(...stamp);
          isNew = text > since;
          last = isNew ? text : last;
          stamp = byte === NEWLINE ? [] : null;
          continue;
        }
        const newline = bytes.indexOf(NEWLINE, at);
        const end = newline === -1 ? bytes.length : newline + 1;
        if (isNew) {
          await write(bytes.subarray(at, end));
        }
        stamp = newline === -1 ? null : [];
        at = end;
      }
    },
  };
}
