/** What the Engine sends of a container without a terminal: which stream, how many bytes, and these. */
export type Frame = { stream: "out" | "err"; bytes: Buffer };

const HEADER_BYTES = 8;
const FRAME_BYTES_MAX = 16 * 1_048_576;
const STDERR = 2;

/** Takes the frames out of a stream of bytes, however it was cut on its way. Throws where it is no such stream. */
export function createFrameReader(): (bytes: Buffer) => Frame[] {
  let kept: Buffer[] = [];
  let length = 0;

  return (bytes) => {
    kept.push(bytes);
    length += bytes.length;
    const frames: Frame[] = [];
    if (length < HEADER_BYTES) {
      return frames;
    }
    let rest = Buffer.concat(kept);
    while (rest.length >= HEADER_BYTES) {
      const stream = rest.readUInt8(0);
      const size = rest.readUInt32BE(4);
      if (stream > STDERR || size > FRAME_BYTES_MAX) {
        throw new Error("Docker sent a log in a form that this agent does not know.");
      }
      if (rest.length < HEADER_BYTES + size) {
        break;
      }
      frames.push({
        stream: stream === STDERR ? "err" : "out",
        bytes: rest.subarray(HEADER_BYTES, HEADER_BYTES + size),
      });
      rest = rest.subarray(HEADER_BYTES + size);
    }
    kept = [rest];
    length = rest.length;
    return frames;
  };
}

export type StampedFrame = Frame & { stamp: string };

/** Takes the time off that the Engine puts before what was written at once: it says how far a log was read. */
export function stampedFrame({ stream, bytes }: Frame): StampedFrame {
  const end = bytes.indexOf(0x20);
  const stamp = end === -1 ? "" : bytes.subarray(0, end).toString("latin1");
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(stamp)
    ? { stream, stamp, bytes: bytes.subarray(end + 1) }
    : { stream, stamp: "", bytes };
}
