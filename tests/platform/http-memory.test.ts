import { execFile } from "node:child_process";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { endAll, serve } from "./loopback";
import { flood } from "./raw-server";

const HEAD = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;
const BOMB = gzipSync(Buffer.alloc(100_000_000));

/** 100 bodies of 64 KiB as they come, as they are kept and as text, the sockets' buffers, and what waits to be collected. */
const GROWTH_BYTES_MAX = 96 * 1_024 * 1_024;

const SERVE: Record<string, (socket: Socket) => void> = {
  "endless-body": (socket) => floodAfter(socket, CHUNKED, "400\r\n".concat("x".repeat(1_024), "\r\n")),
  "tiny-chunks": (socket) => floodAfter(socket, CHUNKED, "1\r\nx\r\n"),
  bomb: (socket) => {
    socket.write(`${HEAD}content-encoding: gzip\r\ncontent-length: ${BOMB.length}\r\n\r\n`);
    socket.write(BOMB);
  },
  "no-text": (socket) => {
    socket.write(`${HEAD}content-length: 65536\r\n\r\n`);
    socket.write(Buffer.alloc(65_536, 0xff));
  },
  "endless-headers": (socket) => floodAfter(socket, HEAD, "x-header: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"),
  "many-headers": (socket) => void socket.write(HEAD + "a:\r\n".repeat(100_000)),
  "held-headers": (socket) => void socket.write(HEAD + "a:\r\n".repeat(31_000)),
  "endless-trailers": (socket) => floodAfter(socket, `${CHUNKED}2\r\nok\r\n0\r\n`, "a:\r\n"),
  "endless-status": (socket) => floodAfter(socket, "HTTP/1.1 200 ", "OK OK OK "),
  "endless-103": (socket) => floodAfter(socket, "", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
};

afterEach(endAll);

test("a hundred hostile answers at once grow the process by less than 96 MiB", async () => {
  const server = await serve((socket, request) => {
    const path = /^POST \/(\S+)/.exec(request)?.[1] ?? "";
    (SERVE[path] ?? ((other) => other.write(`${HEAD}content-length: 2\r\n\r\nok`)))(socket);
  });

  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "tests/support/hostile-child.ts"],
    {
      timeout: 25_000,
      env: {
        ...process.env,
        HOSTILE_ORIGIN: server.origin,
        HOSTILE_PATHS: Object.keys(SERVE).join(","),
        HOSTILE_COUNT: "100",
      },
    },
  );

  const { grownBytes, longestMs, endings } = JSON.parse(stdout);
  expect(grownBytes).toBeLessThan(GROWTH_BYTES_MAX);
  expect(longestMs).toBeLessThan(3_500);
  expect(endings).toEqual([
    "bomb response",
    "endless-103 failed",
    "endless-body response",
    "endless-headers failed",
    "endless-status failed",
    "endless-trailers response",
    "held-headers failed",
    "many-headers failed",
    "no-text response",
    "tiny-chunks response",
  ]);
});

function floodAfter(socket: Socket, start: string, again: string): void {
  socket.write(start);
  flood(socket, again);
}
