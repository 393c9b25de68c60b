import type { Socket } from "node:net";
import { errors } from "undici";

const LINE_FEED = 0x0a;

/** Small, so that what one piece makes the parser keep is small too, and its size is known before it is parsed. */
const PIECE_BYTES = 1_024;

/** What a head may take in all, on the wire and as it is kept. */
export const HEAD_BYTES_MAX = 32 * 1024;

/** More header lines than any honest server sends (nginx and Apache take 100). */
const LINES_MAX = 256;

/**
 * Hands what a socket has received to its reader in small pieces, each only if it is admitted; else the socket ends. undici
 * reads by `read()` alone.
 */
export function feedInPieces(socket: Socket, admits: (piece: Buffer) => boolean): void {
  const read = socket.read.bind(socket);
  socket.read = () => {
    const piece: unknown = socket.readableLength > PIECE_BYTES ? read(PIECE_BYTES) : read();
    if (Buffer.isBuffer(piece) && !admits(piece)) {
      socket.destroy(new errors.HeadersOverflowError());
      return null;
    }
    return piece;
  };
}

/**
 * Bounds what may come between two things that matter: the head, a part of the body, the end. undici counts the letters of
 * names and values alone, so that 32,000 times `a:` takes 7 MB, and spaces or a status text without end count nothing.
 */
export class Overhead {
  private bytes = 0;
  private lines = 0;

  /** What mattered has come: the count begins anew. */
  reset(): void {
    this.bytes = 0;
    this.lines = 0;
  }

  /** Judges by what came before, for a piece may hold the end of the head and much of the body. */
  admits(piece: Buffer): boolean {
    if (this.bytes > HEAD_BYTES_MAX || this.lines > LINES_MAX) {
      return false;
    }
    this.bytes += piece.length;
    for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) {
      this.lines += 1;
    }
    return true;
  }
}
