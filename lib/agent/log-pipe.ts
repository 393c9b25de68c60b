import { setTimeout as delay } from "node:timers/promises";
import { LOG_BYTES_MAX, type LogLine } from "@/lib/core/launch-run";
import { createLineSplitter } from "./log-lines";
import type { LogSink } from "./runner";

/** What the server made of a chunk: it has it and waits for the one of a number, it will never take it, or the run is lost. */
export type ChunkAnswer = { kind: "stored"; next: number } | { kind: "unwanted" } | { kind: "lost" };
export type SendChunk = (chunk: { sequence: number; lines: LogLine[] }) => Promise<ChunkAnswer>;

export type LogPipe = LogSink & {
  /** Sends what is left. `chunks` is how many the server was sent in all. */
  close(): Promise<{ chunks: number; isCut: boolean }>;
};

export type LogPipeOptions = {
  send: SendChunk;
  mask: (text: string) => string;
  now: () => number;
  bytesMax?: number;
  /** What may wait to be sent before whoever writes has to wait. */
  waitingBytesMax?: number;
};

const CHUNK_BYTES = 65_536;
const CHUNK_LINES = 2_000;
const CHUNK_WAIT_MS = 250;
const WAITING_BYTES_MAX = 1_048_576;

/**
 * Carries a run's log to the server in order: one chunk at a time, small enough to be seen soon and large enough to be few.
 * While the server is slow or away what waits is bounded, and the program is held back by its own pipe, so that nothing is
 * lost; past the limit of a whole log the rest is dropped, and said so.
 */
export function openLogPipe(options: LogPipeOptions): LogPipe {
  const { send, mask, now, bytesMax = LOG_BYTES_MAX, waitingBytesMax = WAITING_BYTES_MAX } = options;
  const splitters = { out: createLineSplitter(mask), err: createLineSplitter(mask) };
  const waiting: LogLine[] = [];
  const changed = createBell();
  let waitingBytes = 0;
  let takenBytes = 0;
  let chunks = 0;
  let isCut = false;
  let isLost = false;
  let isClosing = false;
  const sending = pump();

  function add(stream: LogLine["stream"], text: string): void {
    const bytes = sizeOf(text);
    if (isLost || (isCut && stream !== "agent")) {
      return;
    }
    if (takenBytes + bytes > bytesMax && stream !== "agent") {
      isCut = true;
      add("agent", `The log is cut here: it has more than ${Math.floor(bytesMax / 1_048_576)} MiB. The program goes on.`);
      return;
    }
    takenBytes += bytes;
    waitingBytes += bytes;
    waiting.push({ at: now(), stream, text });
    changed.ring();
  }

  async function pump(): Promise<void> {
    while (!isLost) {
      if (waiting.length === 0) {
        if (isClosing) {
          return;
        }
        await changed.next();
        continue;
      }
      await fill();
      const lines = take();
      const answer = await sendNumbered(lines);
      isLost = answer.kind === "lost";
      isCut ||= answer.kind === "unwanted";
      waitingBytes -= lines.reduce((sum, { text }) => sum + sizeOf(text), 0);
      changed.ring();
    }
    waiting.length = 0;
  }

  /** A run that is taken up again under the lease that it had goes on counting where the server stands. */
  async function sendNumbered(lines: LogLine[]): Promise<ChunkAnswer> {
    for (;;) {
      const sequence = chunks;
      const answer = await send({ sequence, lines });
      if (answer.kind !== "stored") {
        return answer;
      }
      chunks = Math.max(answer.next, sequence + 1);
      if (chunks === sequence + 1) {
        return answer;
      }
    }
  }

  /** Waits a moment for more, unless there is enough for a chunk, or nothing more will come. */
  async function fill(): Promise<void> {
    const patience = new AbortController();
    const over = delay(CHUNK_WAIT_MS, true, { signal: patience.signal }).catch(() => true);
    while (!isClosing && waitingBytes < CHUNK_BYTES && waiting.length < CHUNK_LINES) {
      if (await Promise.race([over, changed.next().then(() => false)])) {
        break;
      }
    }
    patience.abort();
  }

  function take(): LogLine[] {
    let bytes = 0;
    let count = 0;
    for (const { text } of waiting) {
      bytes += sizeOf(text);
      if (count > 0 && (bytes > CHUNK_BYTES || count === CHUNK_LINES)) {
        break;
      }
      count += 1;
    }
    return waiting.splice(0, count);
  }

  return {
    async write(stream, bytes) {
      for (const line of splitters[stream].push(bytes)) {
        add(stream, line);
      }
      while (waitingBytes > waitingBytesMax && !isLost) {
        await changed.next();
      }
    },
    note(text) {
      for (const line of createLineSplitter(mask).push(Buffer.from(`${text}\n`))) {
        add("agent", line);
      }
    },
    async close() {
      for (const stream of ["out", "err"] as const) {
        for (const line of splitters[stream].end()) {
          add(stream, line);
        }
      }
      isClosing = true;
      changed.ring();
      await sending;
      return { chunks, isCut };
    },
  };
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text) + 1;
}

/** Something that many wait for, again and again. */
function createBell(): { ring(): void; next(): Promise<void> } {
  let waiting: (() => void)[] = [];
  return {
    ring() {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) {
        wake();
      }
    },
    next: () => new Promise((wake) => waiting.push(wake)),
  };
}
