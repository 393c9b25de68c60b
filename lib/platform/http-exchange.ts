import { type Dispatcher, errors } from "undici";
import type { Timings } from "@/lib/core/delivery";
import { type Connection, DialFailure, type DialTimings, type FailureCode, failureOfErrno } from "./http-dial";

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

const NO_DIAL: DialTimings = { dnsMs: null, connectMs: null, tlsMs: null };

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
  /** The connection that carries it, told by the lane that took it. */
  connectionOf: () => Connection | null = () => null;

  private readonly startedAt = performance.now();
  private readonly body: BodyKeeper;
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
    if (status < 200) {
      this.informational += 1;
      if (this.informational > INFORMATIONAL_MAX) {
        this.finish("protocol_error", true);
        this.cutConnection();
      }
      return;
    }
    this.head = { status, headers: readableHeaders(headers), at: performance.now() };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
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
    this.settle({
      kind: "response",
      status: this.head.status,
      headers: this.head.headers,
      bodyText: this.body.text(bodyTruncated),
      bodyTruncated,
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

/** Copies into one buffer that grows by doubling: a million one-byte chunks cost no more than their bytes. */
class BodyKeeper {
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

  text(isCut: boolean): string {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    // While streaming, a character that was cut in two is held back rather than shown as a wrong one.
    const text = decoder.decode(this.bytes.subarray(0, this.length), { stream: isCut });
    return text.replaceAll("\u0000", "\ufffd");
  }
}

/** Values come as Latin-1. Those that are UTF-8 are shown as such, and what no text column can hold is replaced. */
function readableHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
      return [readable(name), readable(text)];
    }),
  );
}

function readable(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text
    : Buffer.from(text, "latin1")
        .toString("utf8")
        .replace(/\p{Cc}/gu, "\ufffd");
}

function failureOf(error: Error): FailureCode {
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
