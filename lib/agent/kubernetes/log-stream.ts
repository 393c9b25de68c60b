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
export function createStampedReader(
  since: string,
  write: (bytes: Uint8Array) => ReturnType<LogSink["write"]>,
): StampedReader {
  /** The time so far of the line that begins; null within the line's text. */
  let stamp: number[] | null = [];
  let isNew = false;
  let last = since;

  /** Both take what is theirs, and answer where the other's begins. */
  function takeStamp(line: number[], bytes: Uint8Array, at: number): number {
    const byte = bytes[at] ?? SPACE;
    if (byte !== SPACE && byte !== NEWLINE && line.length < STAMP_BYTES_MAX) {
      line.push(byte);
      return at + 1;
    }
    const text = String.fromCharCode(...line);
    isNew = text > since;
    last = isNew ? text : last;
    stamp = byte === NEWLINE ? [] : null;
    return at + 1;
  }

  async function takeText(bytes: Uint8Array, at: number): Promise<number> {
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline === -1 ? bytes.length : newline + 1;
    stamp = newline === -1 ? null : [];
    if (isNew) {
      await write(bytes.subarray(at, end));
    }
    return end;
  }

  return {
    last: () => last,
    async read(bytes) {
      for (let at = 0; at < bytes.length; ) {
        at = stamp === null ? await takeText(bytes, at) : takeStamp(stamp, bytes, at);
      }
    },
  };
}
