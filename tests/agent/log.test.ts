import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLineSplitter, createMask } from "@/lib/agent/log-lines";
import { type ChunkAnswer, openLogPipe } from "@/lib/agent/log-pipe";
import { LOG_LINE_BYTES_MAX, type LogLine, logLine } from "@/lib/core/launch-run";

const bytesOf = (text: string) => Buffer.from(text);

function linesOf(...pieces: (string | Uint8Array)[]): string[] {
  const splitter = createLineSplitter();
  return [
    ...pieces.flatMap((piece) => splitter.push(typeof piece === "string" ? bytesOf(piece) : piece)),
    ...splitter.end(),
  ];
}

describe("lines", () => {
  test.each([
    { what: "ends of both kinds", pieces: ["a\nb\r\nc"], lines: ["a", "b", "c"] },
    { what: "an end that was cut in two", pieces: ["a\r", "\nb"], lines: ["a", "b"] },
    { what: "empty lines", pieces: ["\n\na\n\r\n"], lines: ["", "", "a", ""] },
    { what: "a bar that is drawn over", pieces: ["10 %\r", "50 %\r", "\r100 %\n"], lines: ["10 %", "50 %", "100 %"] },
    {
      what: "a character that was cut in two",
      pieces: [bytesOf("grün").subarray(0, 3), bytesOf("grün\n").subarray(3)],
      lines: ["grün"],
    },
    {
      what: "bytes that are no text",
      pieces: [Buffer.from([0xff, 0x61, 0x00, 0x62, 0x0a])],
      lines: ["\ufffda\ufffdb"],
    },
    { what: "colours", pieces: ["\u001b[31mred\u001b[0m\n"], lines: ["\u001b[31mred\u001b[0m"] },
  ])("are made of $what", ({ pieces, lines }) => {
    expect(linesOf(...pieces)).toEqual(lines);
  });

  test("too long for the server are cut, and what follows is not", () => {
    const [long, next] = linesOf("x".repeat(LOG_LINE_BYTES_MAX * 3), "y\nnext\n");

    expect(long).toHaveLength(LOG_LINE_BYTES_MAX);
    expect(long?.endsWith("x … (cut)")).toBe(true);
    expect(next).toBe("next");
  });

  test("are the same however they were cut, and ones that the server takes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.constant(bytesOf("\r\n")))),
        fc.nat(20),
        (pieces, size) => {
          const whole = Buffer.concat(pieces);
          const cuts = Array.from({ length: Math.ceil(whole.length / (size + 1)) }, (_, index) =>
            whole.subarray(index * (size + 1), (index + 1) * (size + 1)),
          );

          expect(linesOf(...cuts)).toEqual(linesOf(whole));
          for (const text of linesOf(whole)) {
            expect(logLine.safeParse({ at: 0, stream: "out", text }).success && !text.includes("\u0000")).toBe(true);
          }
        },
      ),
    );
  });

  test("hide secrets, also one that lies across the cut", () => {
    const secret = "mw_0123456789abcdef";
    const splitter = createLineSplitter(createMask([secret, "mw_01234", "short"]));
    const before = "x".repeat(LOG_LINE_BYTES_MAX - 10);

    expect(splitter.push(bytesOf(`token=${secret}; again ${secret}, short\n`))).toEqual([
      "token=***; again ***, short",
    ]);
    expect(splitter.push(bytesOf(`${before}${secret}\n`))[0]).not.toContain("mw_");
  });
});

type Sent = { sequence: number; lines: LogLine[] };

function openPipe(
  answer: (chunk: Sent) => Promise<ChunkAnswer> | ChunkAnswer,
  options: { bytesMax?: number; waitingBytesMax?: number } = {},
) {
  const sent: Sent[] = [];
  const pipe = openLogPipe({
    mask: (text) => text,
    now: () => 1_000,
    send: async (chunk) => {
      sent.push(chunk);
      return answer(chunk);
    },
    ...options,
  });
  return { pipe, sent, textOf: () => sent.flatMap(({ lines }) => lines.map(({ text }) => text)) };
}

const stored = ({ sequence }: Sent): ChunkAnswer => ({ kind: "stored", next: sequence + 1 });

describe("a log", () => {
  test("is sent in order, in chunks that the server takes, and to its last line", async () => {
    const { pipe, sent, textOf } = openPipe(stored);
    const lines = Array.from({ length: 9_000 }, (_, index) => `line ${index}`);
    await pipe.write("out", bytesOf(`${lines.join("\n")}\nno end`));

    expect(await pipe.close()).toEqual({ chunks: sent.length, isCut: false });
    expect(textOf()).toEqual([...lines, "no end"]);
    expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index));
    expect(sent.every((chunk) => chunk.lines.length <= 2_000)).toBe(true);
  });

  test("holds back whoever writes while the server takes nothing, and loses nothing", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { pipe, textOf } = openPipe(async (chunk) => gate.then(() => stored(chunk)), { waitingBytesMax: 1_000 });
    let written = 0;
    const writing = (async () => {
      for (let index = 0; index < 50; index += 1) {
        await pipe.write("out", bytesOf(`${"x".repeat(99)}\n`));
        written += 1;
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(written).toBeLessThan(12);

    open();
    await writing;
    await pipe.close();
    expect(textOf()).toHaveLength(50);
  });

  test("ends at its limit with a word, though the program and the agent go on", async () => {
    const { pipe, textOf } = openPipe(stored, { bytesMax: 1_048_576 });
    const line = `${"x".repeat(1_023)}\n`;
    await pipe.write("out", bytesOf(line.repeat(2_000)));
    pipe.note("It has ended.");

    expect(await pipe.close()).toMatchObject({ isCut: true });
    expect(textOf().slice(1_023)).toEqual([
      line.trim(),
      "The log is cut here: it has more than 1 MiB. The program goes on.",
      "It has ended.",
    ]);
  });

  test("goes on from where the server stands when a run is taken up again under its lease", async () => {
    const { pipe, sent } = openPipe(({ sequence }) => ({ kind: "stored", next: Math.max(4, sequence + 1) }));
    await pipe.write("out", bytesOf("a\n"));

    expect(await pipe.close()).toEqual({ chunks: 5, isCut: false });
    expect(sent.map(({ sequence }) => sequence)).toEqual([0, 4]);
  });

  test("that the server will not take is cut, and one of a run that is lost is left", async () => {
    const unwanted = openPipe(({ sequence, lines }) =>
      lines[0]?.text === "bad" ? { kind: "unwanted" } : { kind: "stored", next: sequence + 1 },
    );
    await unwanted.pipe.write("out", bytesOf("bad\n"));
    expect(await unwanted.pipe.close()).toEqual({ chunks: 0, isCut: true });

    const lost = openPipe(() => ({ kind: "lost" }), { waitingBytesMax: 10 });
    for (let index = 0; index < 100; index += 1) {
      await lost.pipe.write("out", bytesOf("many bytes of a log\n"));
    }
    expect(await lost.pipe.close()).toMatchObject({ chunks: 0 });
    expect(lost.sent).toHaveLength(1);
  });
});
