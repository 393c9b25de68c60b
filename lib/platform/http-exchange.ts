import { type Dispatcher, errors } from "undici";
import type { Timings } from "@/lib/core/delivery";
import { type Connection, DialFailure, type DialTimings, type FailureCode, failureOfErrno, NO_DIAL } from "./http-dial";
import { HEAD_BYTES_MAX, Overhead } from "./http-feed";
import { BodyKeeper, readableHeaders } from "./http-kept";

/** What one request came to. A value, whatever the receiver does; never text from an exception. */
export type HttpExchange =
  | {
      kind: "response";
      status: number;
      headers: Record<string, string>;
      bodyText: string;
      bodyTruncated: boolean;
      remoteAddress: string | null;
      timings: Timings;
    }
  | { kind: "failed"; code: FailureCode; totalMs: number; timings: Timings };

type Head = { status: number; headers: Record<string, string>; at: number };

/** An honest server sends a handful of 1xx; a flood of them is endless headers by another name. */
const INFORMATIONAL_MAX = 16;

const CODE_OF_UNDICI: Readonly<Record<string, FailureCode>> = {
  UND_ERR_HEADERS_OVERFLOW: "headers_too_large",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_ABORTED: "cancelled",
  UND_ERR_CLOSED: "cancelled",
  UND_ERR_DESTROYED: "cancelled",
};

/**
 * Follows one request within undici. The status decides as soon as the headers are there: whatever happens later (a reset,
 * a stall, a flood) ends in a response whose body is marked as cut.
 */
export class ExchangeHandler implements Dispatcher.DispatchHandler {
  /** The connection that carries it, told by the client that took it. */
  connectionOf: () => Connection | null = () => null;

  private readonly startedAt = performance.now();
  private readonly body: BodyKeeper;
  private readonly overhead = new Overhead();
  private controller: Dispatcher.DispatchController | null = null;
  private head: Head | null = null;
  private informational = 0;
  private isSettled = false;

  constructor(
    responseBytesMax: number,
    private readonly settle: (exchange: HttpExchange) => void,
  ) {
    this.body = new BodyKeeper(responseBytesMax);
  }

  /** Ends it from outside: the time is up, or nobody wants the answer any more. */
  stop(code: "timeout" | "cancelled"): void {
    this.finish(code, true);
    this.cutConnection();
  }

  /** Whether what the connection received may go to the parser. */
  admits(piece: Buffer): boolean {
    return this.overhead.admits(piece);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isSettled) {
      this.cutConnection();
    }
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.overhead.reset();
    if (status < 200) {
      this.informational += 1;
      if (this.informational > INFORMATIONAL_MAX) {
        this.finish("protocol_error", true);
        this.cutConnection();
      }
      return;
    }
    this.head = { status, headers: readableHeaders(headers, HEAD_BYTES_MAX), at: performance.now() };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.overhead.reset();
    if (!this.body.keep(chunk)) {
      this.finish("network_error", true);
      this.cutConnection();
    }
  }

  onResponseEnd(): void {
    this.finish("protocol_error", false);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (error instanceof DialFailure) {
      this.finish(error.failure, true, error.timings);
      return;
    }
    this.finish(failureOf(error), true);
  }

  /** `code` counts only while no headers have come. */
  private finish(code: FailureCode, bodyTruncated: boolean, dialTimings?: DialTimings): void {
    if (this.isSettled) {
      return;
    }
    this.isSettled = true;
    const connection = this.connectionOf();
    const timings = this.timingsOf(connection, dialTimings);
    if (!this.head) {
      this.settle({ kind: "failed", code, totalMs: timings.totalMs, timings });
      return;
    }
    const { text, isCut } = this.body.read(bodyTruncated);
    this.settle({
      kind: "response",
      status: this.head.status,
      headers: this.head.headers,
      bodyText: text,
      bodyTruncated: isCut,
      remoteAddress: connection?.remoteAddress ?? null,
      timings,
    });
  }

  private timingsOf(connection: Connection | null, dialTimings: DialTimings | undefined): Timings {
    const endedAt = performance.now();
    const isFresh = connection !== null && connection.openedAt >= this.startedAt;
    const waitedFrom = isFresh ? connection.openedAt : this.startedAt;
    return {
      ...(dialTimings ?? (isFresh ? connection.timings : NO_DIAL)),
      waitMs: this.head ? Math.round(this.head.at - waitedFrom) : null,
      readMs: this.head ? Math.round(endedAt - this.head.at) : null,
      totalMs: Math.round(endedAt - this.startedAt),
    };
  }

  private cutConnection(): void {
    this.controller?.abort(new Error("cut"));
  }
}

/** The fixed code of whatever undici or the operating system says. */
export function failureOf(error: Error): FailureCode {
  const code = "code" in error ? String(error.code) : "";
  if (code === "UND_ERR_SOCKET") {
    // undici uses the one code for a peer that hung up and for an answer that makes no sense.
    return error.message.startsWith("bad ") ? "protocol_error" : "connection_reset";
  }
  return (
    CODE_OF_UNDICI[code] ?? failureOfErrno(error) ?? (isProtocolError(error, code) ? "protocol_error" : "network_error")
  );
}

/** The parser's errors, undici's own judgement of either side's message, and its assertions about what a peer may send. */
function isProtocolError(error: Error, code: string): boolean {
  return error instanceof errors.HTTPParserError || code.startsWith("UND_ERR_") || code === "ERR_ASSERTION";
}
