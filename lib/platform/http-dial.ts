import { isIP, connect as openTcp, type Socket } from "node:net";
import { connect as openTls } from "node:tls";
import { addressOfHost, type EgressAllow, isForbiddenAddress } from "@/lib/core/address";
import type { OutcomeCode } from "@/lib/core/delivery";
import type { ResolveName } from "./dns";

/** Why no answer came: the part of the delivery's fixed codes that a connection can end with. */
export type FailureCode = Extract<
  OutcomeCode,
  | "dns_failed"
  | "address_forbidden"
  | "url_forbidden"
  | "connection_refused"
  | "connection_reset"
  | "network_unreachable"
  | "timeout"
  | "tls_failed"
  | "headers_too_large"
  | "protocol_error"
  | "cancelled"
  | "network_error"
>;

export type DialTimings = { dnsMs: number | null; connectMs: number | null; tlsMs: number | null };

export const NO_DIAL: DialTimings = { dnsMs: null, connectMs: null, tlsMs: null };

export type Connection = {
  socket: Socket;
  remoteAddress: string | null;
  openedAt: number;
  timings: DialTimings;
};

export type DialTarget = {
  hostname: string;
  port: number;
  isTls: boolean;
  /** The operator named this origin: its addresses are not judged. */
  isExempt: boolean;
};

export type DialRules = {
  allow: EgressAllow;
  resolve: ResolveName;
  /** PEM of the only authority to trust; without it, those of Node (and `NODE_EXTRA_CA_CERTS`). */
  ca?: string;
};

const DNS_MS_MAX = 2_000;
const DIAL_MS_MAX = 10_000;

/** A name may answer hundreds of addresses; all are judged, these many are tried. */
const ADDRESSES_TRIED_MAX = 8;

const CODE_OF_ERRNO: Readonly<Record<string, FailureCode>> = {
  ECONNREFUSED: "connection_refused",
  ECONNRESET: "connection_reset",
  ECONNABORTED: "connection_reset",
  EPIPE: "connection_reset",
  ENETUNREACH: "network_unreachable",
  EHOSTUNREACH: "network_unreachable",
  ENETDOWN: "network_unreachable",
  EHOSTDOWN: "network_unreachable",
  EADDRNOTAVAIL: "network_unreachable",
  ETIMEDOUT: "timeout",
};

/** An `Error` because undici passes only those on; it carries a code and times, never the text of another error. */
export class DialFailure extends Error {
  constructor(
    readonly failure: FailureCode,
    readonly timings: DialTimings,
  ) {
    super(failure);
  }
}

/**
 * Opens one connection: resolves the name once, refuses it if *any* address is forbidden, and dials exactly the addresses
 * judged. There is no second resolution for an attacker's name server to answer differently. `signal` says that nobody waits
 * for it any more.
 */
export async function dial(target: DialTarget, rules: DialRules, signal: AbortSignal): Promise<Connection> {
  const timings: DialTimings = { ...NO_DIAL };
  const open: { socket: Socket | null } = { socket: null };
  const cancel = () => open.socket?.destroy(new DialFailure("cancelled", timings));
  const expiry = setTimeout(() => open.socket?.destroy(new DialFailure("timeout", timings)), DIAL_MS_MAX);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const addresses = await timed(timings, "dnsMs", () => vetAddresses(target, rules, timings));
    if (signal.aborted) {
      throw new DialFailure("cancelled", timings);
    }
    open.socket = startTcp(target, addresses);
    await timed(timings, "connectMs", () => settle(open.socket, "connect", timings, "network_error"));

    if (target.isTls) {
      open.socket = startTls(open.socket, target, rules);
      await timed(timings, "tlsMs", () => settle(open.socket, "secureConnect", timings, "tls_failed"));
    }
    const { remoteAddress = null } = open.socket;
    return { socket: open.socket, remoteAddress, openedAt: performance.now(), timings };
  } finally {
    clearTimeout(expiry);
    signal.removeEventListener("abort", cancel);
  }
}

/** The fixed code of an operating system's error, also of one that gathers several tries. */
export function failureOfErrno(error: unknown): FailureCode | null {
  if (error instanceof AggregateError) {
    const codes = error.errors.map(failureOfErrno);
    return codes.find((code) => code === "connection_refused") ?? codes.find((code) => code !== null) ?? null;
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return CODE_OF_ERRNO[code] ?? null;
}

async function vetAddresses(target: DialTarget, rules: DialRules, timings: DialTimings): Promise<readonly string[]> {
  const literal = addressOfHost(target.hostname);
  const addresses = literal === null ? await resolveInTime(target.hostname, rules, timings) : [literal];
  if (addresses.length === 0) {
    throw new DialFailure("dns_failed", timings);
  }
  if (!target.isExempt && addresses.some((address) => isForbiddenAddress(address, rules.allow))) {
    throw new DialFailure("address_forbidden", timings);
  }
  return addresses.slice(0, ADDRESSES_TRIED_MAX);
}

function resolveInTime(name: string, rules: DialRules, timings: DialTimings): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new DialFailure("dns_failed", timings));
    const limit = setTimeout(fail, DNS_MS_MAX);
    rules
      .resolve(name)
      .then(resolve, fail)
      .finally(() => clearTimeout(limit));
  });
}

function startTcp({ hostname, port }: DialTarget, addresses: readonly string[]): Socket {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  const socket = openTcp({
    host: addressOfHost(hostname) ?? hostname,
    port,
    noDelay: true,
    keepAlive: true,
    autoSelectFamily: true,
    lookup: (_name, _options, answer) => answer(null, answers),
  });
  return guard(socket);
}

function startTls(socket: Socket, { hostname }: DialTarget, { ca }: DialRules): Socket {
  const name = hostname.replace(/\.$/, "");
  const literal = addressOfHost(name);
  const secure = openTls({
    socket,
    host: literal ?? name,
    ...(literal === null ? { servername: name } : {}),
    ALPNProtocols: ["http/1.1"],
    ...(ca === undefined ? {} : { ca }),
  });
  return guard(secure);
}

/** An error between two listeners must never become the process's own. */
function guard(socket: Socket): Socket {
  return socket.on("error", () => undefined);
}

function settle(
  socket: Socket | null,
  event: "connect" | "secureConnect",
  timings: DialTimings,
  fallback: FailureCode,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error?: unknown) => {
      const failure =
        error instanceof DialFailure ? error : new DialFailure(failureOfErrno(error) ?? fallback, timings);
      socket?.destroy();
      reject(failure);
    };
    socket?.once(event, resolve);
    socket?.once("error", fail);
    socket?.once("close", () => fail());
  });
}

async function timed<T>(timings: DialTimings, phase: keyof DialTimings, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    timings[phase] = Math.round(performance.now() - startedAt);
  }
}
