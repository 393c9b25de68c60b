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
  const { mask, now, waitingBytesMax = WAITING_BYTES_MAX } = options;
  const splitters = { out: createLineSplitter(mask), err: createLineSplitter(mask) };
  const intake = createIntake(options.bytesMax ?? LOG_BYTES_MAX);
  const pump = startPump(intake, options.send);

  function add(stream: LogLine["stream"], lines: readonly string[]): void {
    for (const text of lines) {
      intake.add({ at: now(), stream, text });
    }
  }

  return {
    async write(stream, bytes) {
      add(stream, splitters[stream].push(bytes));
      while (intake.bytes() > waitingBytesMax) {
        await intake.changed.next();
      }
    },
    note(text) {
      add("agent", createLineSplitter(mask).push(Buffer.from(`${text}\n`)));
    },
    async close() {
      add("out", splitters.out.end());
      add("err", splitters.err.end());
      intake.close();
      const { chunks, hasGap } = await pump;
      return { chunks, isCut: hasGap || intake.isCut() };
    },
  };
}

type Intake = {
  changed: Bell;
  add(line: LogLine): void;
  /** What waits, and what is on its way. */
  bytes(): number;
  count(): number;
  /** The next lines for one chunk; they count until `sent`. */
  take(): LogLine[];
  sent(lines: readonly LogLine[]): void;
  /** Nothing more will come. */
  close(): void;
  isClosed(): boolean;
  /** Nothing that waits, or comes, is wanted any more. */
  drop(): void;
  /** Some lines were too many for a whole log. */
  isCut(): boolean;
};

function createIntake(bytesMax: number): Intake {
  const changed = createBell();
  let waiting: LogLine[] = [];
  let bytes = 0;
  let takenBytes = 0;
  let isCut = false;
  let isClosed = false;
  let isDropped = false;

  function put(line: LogLine): void {
    const size = sizeOf(line);
    takenBytes += size;
    bytes += size;
    waiting.push(line);
    changed.ring();
  }

  return {
    changed,
    add(line) {
      const isOwn = line.stream === "agent";
      if (isDropped || (isCut && !isOwn)) {
        return;
      }
      if (isOwn || takenBytes + sizeOf(line) <= bytesMax) {
        put(line);
        return;
      }
      isCut = true;
      const limit = Math.floor(bytesMax / 1_048_576);
      const text = `The log is cut here: it has more than ${limit} MiB. The program goes on.`;
      put({ at: line.at, stream: "agent", text });
    },
    bytes: () => bytes,
    count: () => waiting.length,
    take() {
      const count = chunkLength(waiting);
      const lines = waiting.slice(0, count);
      waiting = waiting.slice(count);
      return lines;
    },
    sent(lines) {
      bytes -= lines.reduce((sum, line) => sum + sizeOf(line), 0);
      changed.ring();
    },
    close() {
      isClosed = true;
      changed.ring();
    },
    isClosed: () => isClosed,
    drop() {
      isDropped = true;
      waiting = [];
      bytes = 0;
      changed.ring();
    },
    isCut: () => isCut,
  };
}

function chunkLength(lines: readonly LogLine[]): number {
  let bytes = 0;
  const end = lines.findIndex((line, index) => {
    bytes += sizeOf(line);
    return index > 0 && (bytes > CHUNK_BYTES || index === CHUNK_LINES);
  });
  return end === -1 ? lines.length : end;
}

/** Sends until nothing more will come, or the run is lost. */
async function startPump(intake: Intake, send: SendChunk): Promise<{ chunks: number; hasGap: boolean }> {
  let chunks = 0;
  let hasGap = false;
  for (;;) {
    if (intake.count() === 0) {
      if (intake.isClosed()) {
        return { chunks, hasGap };
      }
      await intake.changed.next();
      continue;
    }
    await waitForChunk(intake);
    const lines = intake.take();
    const answer = await sendFrom(chunks, lines, send);
    if (answer.kind === "lost") {
      intake.drop();
      return { chunks, hasGap: true };
    }
    chunks = answer.kind === "stored" ? answer.next : chunks;
    hasGap ||= answer.kind === "unwanted";
    intake.sent(lines);
  }
}

/** A run that is taken up again under the lease that it had goes on counting where the server stands. */
async function sendFrom(first: number, lines: LogLine[], send: SendChunk): Promise<ChunkAnswer> {
  for (let sequence = first; ; ) {
    const answer = await send({ sequence, lines });
    if (answer.kind !== "stored" || answer.next <= sequence + 1) {
      return answer.kind === "stored" ? { kind: "stored", next: sequence + 1 } : answer;
    }
    sequence = answer.next;
  }
}

/** Waits a moment for more, unless there is enough for a chunk, or nothing more will come. */
async function waitForChunk(intake: Intake): Promise<void> {
  const patience = new AbortController();
  const over = delay(CHUNK_WAIT_MS, true, { signal: patience.signal }).catch(() => true);
  while (!intake.isClosed() && intake.bytes() < CHUNK_BYTES && intake.count() < CHUNK_LINES) {
    if (await Promise.race([over, intake.changed.next().then(() => false)])) {
      break;
    }
  }
  patience.abort();
}

function sizeOf({ text }: LogLine): number {
  return Buffer.byteLength(text) + 1;
}

type Bell = { ring(): void; next(): Promise<void> };

/** Something that many wait for, again and again. */
function createBell(): Bell {
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
