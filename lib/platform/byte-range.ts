import type { ByteRange } from "./storage/port";

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * What of a file of this size a `Range` header asks for: null for all of it, as RFC 9110 has a server answer a range that
 * it does not understand, or several at once.
 */
export function readRange(header: string | null, sizeBytes: number): ByteRange | "unsatisfiable" | null {
  const [, first = "", last = ""] = RANGE.exec(header ?? "") ?? [];
  if (first === "" && last === "") {
    return null;
  }
  if (first === "") {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? "unsatisfiable" : { start: sizeBytes - length, end: sizeBytes - 1 };
  }

  const start = Number(first);
  const end = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < start) {
    return null;
  }
  return start >= sizeBytes ? "unsatisfiable" : { start, end };
}
