import { LOG_LINE_BYTES_MAX } from "@/lib/core/launch-run";

export type LineSplitter = {
  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): string[];
  /** What stands without an end of line. */
  end(): string[];
};

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const CUT_MARK = " … (cut)";
/** Kept past a line's limit until it has been masked, so that no half of a secret is left at the cut. */
const MASK_REACH = 1_024;

/**
 * Makes lines of what a program writes, whatever it is: bytes that are no UTF-8 and NUL, which the database cannot hold, become
 * U+FFFD, what is too long is cut, and a lone carriage return, by which bars of progress are drawn, ends a line too.
 */
export function createLineSplitter(mask: (text: string) => string = (text) => text): LineSplitter {
  const decoder = new TextDecoder();
  const kept = Buffer.alloc(LOG_LINE_BYTES_MAX + MASK_REACH);
  let length = 0;
  let isLong = false;
  let endedByReturn = false;

  function keep(bytes: Uint8Array): void {
    const room = kept.length - length;
    isLong ||= bytes.length > room;
    kept.set(bytes.subarray(0, room), length);
    length += Math.min(room, bytes.length);
  }

  function take(): string {
    const text = mask(decoder.decode(kept.subarray(0, length))).replaceAll("\u0000", "\ufffd");
    const line = isLong || text.length > LOG_LINE_BYTES_MAX ? cut(text) : text;
    length = 0;
    isLong = false;
    return line;
  }

  return {
    push(bytes) {
      const lines: string[] = [];
      let from = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (byte !== NEWLINE && byte !== RETURN) {
          endedByReturn = false;
          continue;
        }
        keep(bytes.subarray(from, at));
        from = at + 1;
        // The second half of \r\n ends nothing, and a bar that was not drawn yet is no line.
        const isLine = length > 0 || (byte === NEWLINE && !endedByReturn);
        if (isLine) {
          lines.push(take());
        }
        endedByReturn = isLine && byte === RETURN;
      }
      keep(bytes.subarray(from));
      return lines;
    },
    end: () => (length > 0 ? [take()] : []),
  };
}

/** Hides texts wherever they stand in a line. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  // The longest first: where one is the beginning of another, its rest must not stay.
  const hidden = [...new Set(secrets)].filter((text) => text.length >= 8).sort((a, b) => b.length - a.length);
  return (text) => hidden.reduce((masked, secret) => masked.replaceAll(secret, "***"), text);
}

function cut(text: string): string {
  const end = LOG_LINE_BYTES_MAX - CUT_MARK.length;
  const isHalfPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return text.slice(0, isHalfPair ? end - 1 : end) + CUT_MARK;
}
