/** Copies into one buffer that grows by doubling: a million one-byte chunks cost no more than their bytes. */
export class BodyKeeper {
  private bytes = Buffer.alloc(0);
  private length = 0;

  constructor(private readonly bytesMax: number) {}

  /** False once there is more than may be kept. */
  keep(chunk: Buffer): boolean {
    const taken = Math.min(chunk.length, this.bytesMax - this.length);
    const needed = this.length + taken;
    if (needed > this.bytes.length) {
      const grown = Buffer.alloc(Math.min(this.bytesMax, Math.max(needed, this.bytes.length * 2)));
      this.bytes.copy(grown, 0, 0, this.length);
      this.bytes = grown;
    }
    chunk.copy(this.bytes, this.length, 0, taken);
    this.length = needed;
    return taken === chunk.length;
  }

  /** What came, as text of at most as many bytes: a byte that is no text becomes a sign of three. */
  read(isCut: boolean): { text: string; isCut: boolean } {
    const text = textOf(this.bytes.subarray(0, this.length), isCut).replaceAll("\u0000", "\ufffd");
    const encoded = Buffer.from(text);
    return encoded.length <= this.bytesMax
      ? { text, isCut }
      : { text: textOf(encoded.subarray(0, this.bytesMax), true), isCut: true };
  }
}

/** Of a cut text, a character that was cut in two is held back rather than shown as a wrong one. */
function textOf(bytes: Uint8Array, isCut: boolean): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: isCut });
}

/**
 * Headers as text. Values come as Latin-1: those that are UTF-8 are shown as such, and what no text column can hold is
 * replaced. That may treble their size, so those that no longer fit into `bytesMax` are left out.
 */
export function readableHeaders(
  headers: Record<string, string | string[] | undefined>,
  bytesMax: number,
): Record<string, string> {
  const kept: [name: string, value: string][] = [];
  let bytes = 0;
  for (const [rawName, value] of Object.entries(headers)) {
    const name = readable(rawName);
    const text = readable(Array.isArray(value) ? value.join(", ") : (value ?? ""));
    bytes += Buffer.byteLength(name) + Buffer.byteLength(text);
    if (bytes <= bytesMax) {
      kept.push([name, text]);
    }
  }
  return Object.fromEntries(kept);
}

function readable(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text
    : Buffer.from(text, "latin1")
        .toString("utf8")
        .replace(/\p{Cc}/gu, "\ufffd");
}
