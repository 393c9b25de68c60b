import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { env } from "@/lib/platform/env";

/**
 * Who calls is decided here and nowhere else: for the audit log, the limits of failed calls and the sign-in. Our own server
 * knows the socket and writes its answer into a header under a mark that only this process knows, since what Next hands on
 * has no socket any more. A caller who sends that header has it replaced; one who guesses it does not know the mark.
 */
const HEADER = "x-modelwire-address";

/** Next is bundled apart from the server around it: the two meet in this. */
const KEY = Symbol.for("modelwire.address-mark");
type Holder = { [KEY]?: string };
const holder = globalThis as Holder;

type Peer = { headers: IncomingHttpHeaders; socket: { remoteAddress?: string | undefined } };

/** Notes on a request who sent it, before anything reads it. */
export function markAddress({ headers, socket }: Peer, proxyHops: number): void {
  holder[KEY] ??= randomBytes(16).toString("hex");
  const own = socket.remoteAddress ?? "";
  const address = clientAddress([...hopsIn(headers["x-forwarded-for"]), own], proxyHops) ?? ipIn(own);
  headers[HEADER] = `${holder[KEY]} ${address ?? ""}`;
}

/** The address of who sent a request, or null where nobody can know it. */
export function addressOf(headers: Headers): string | null {
  const mark = holder[KEY];
  if (mark !== undefined) {
    const [written, address] = headers.get(HEADER)?.split(" ") ?? [];
    return written === mark && address ? address : null;
  }
  // Next serves alone, as on Vercel: the last hop was written by what stands in front, and the socket is not told.
  return clientAddress([...hopsIn(headers.get("x-forwarded-for")), ""], env().MODELWIRE_PROXY_HOPS);
}

/**
 * The caller in a chain of hops that ends with the socket's peer. Each trusted proxy has written the one before it; what
 * stands further left is hearsay. Null where the chain is shorter than it must be: then somebody came past a proxy.
 */
function clientAddress(chain: readonly string[], proxyHops: number): string | null {
  return ipIn(chain.at(-1 - proxyHops) ?? "");
}

function hopsIn(header: string | string[] | null | undefined): string[] {
  return header ? String(header).split(",") : [];
}

/** Some proxies add the port. An IPv4 address that came over IPv6 is the same address. */
function ipIn(hop: string): string | null {
  const text = hop.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/^::ffff:(?=[\d.]+$)/i, "");
  return isIP(address) === 0 ? null : address;
}
