import { isSameText, newTokenText } from "@/lib/platform/crypto";

/** Kept on the process, for the same reason as the runtime: Next bundles its entry points apart. */
const KEY = Symbol.for("modelwire.sign-in-link");
const holder = globalThis as { [KEY]?: string | null };

/** Makes the link that signs its holder in as the operator, once. It lives in memory alone: a restart makes another. */
export function offerSignInLink(baseUrl: string): string {
  const key = newTokenText();
  holder[KEY] = key;
  return `${baseUrl}/sign-in/link?key=${key}`;
}

/** True for the right key, the first time. */
export function redeemSignInKey(key: string): boolean {
  const offered = holder[KEY];
  if (!offered || !isSameText(offered, key)) {
    return false;
  }
  holder[KEY] = null;
  return true;
}

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);
const LOOPBACK_ADDRESSES = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const PROXY_HEADERS = ["forwarded", "x-real-ip", "via"];

/**
 * Whether a request comes straight from a browser on this machine: the link is of no use through a proxy or under
 * another name, so that a stolen or rebound one opens nothing from outside.
 *
 * Next itself writes the X-Forwarded headers when the client sent none, so these are judged by what they say.
 */
export function isLocalRequest(headers: Headers, bind: { host: string; port: number }): boolean {
  const host = headers.get("host");
  const { hostname, port } = hostOf(host);
  return (
    isLoopback(bind.host) &&
    LOCAL_HOSTS.has(hostname) &&
    port === bind.port &&
    (headers.get("x-forwarded-host") ?? host) === host &&
    LOOPBACK_ADDRESSES.has(headers.get("x-forwarded-for") ?? "127.0.0.1") &&
    !PROXY_HEADERS.some((name) => headers.has(name))
  );
}

function isLoopback(host: string): boolean {
  return host === "127.0.0.1" || host === "::1" || host === "localhost";
}

function hostOf(header: string | null): { hostname: string; port: number } {
  const url = URL.canParse(`http://${header}`) ? new URL(`http://${header}`) : null;
  return { hostname: url?.hostname ?? "", port: Number(url?.port || 80) };
}
