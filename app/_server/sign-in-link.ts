import type { LinkPlace } from "@/lib/auth/operator-link";
import type { Env } from "@/lib/platform/env";
import { signInProviders } from "./sign-in-providers";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);
const LOOPBACK_ADDRESSES = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const PROXY_HEADERS = ["forwarded", "x-real-ip", "via"];

/** What the server prints at its start for whoever started it. */
export function operatorLink(baseUrl: string, key: string): string {
  return `${baseUrl}/sign-in/link?key=${key}`;
}

/** The key in an address of ours that leads to the operator's link; null in any other. */
export function operatorKeyIn(path: string): string | null {
  return /^\/sign-in\/link\?key=(\w+)$/.exec(path)?.[1] ?? null;
}

/** The secret in an address of ours that leads to an invitation; null in any other. */
export function invitationTokenIn(path: string): string | null {
  return /^\/invitations\/(\w+)$/.exec(path)?.[1] ?? null;
}

/** Whether this machine alone reaches the server. On Vercel `HOST` says nothing. */
export function isBoundToLoopback({ HOST, VERCEL }: Pick<Env, "HOST" | "VERCEL">): boolean {
  return !VERCEL && (HOST === "127.0.0.1" || HOST === "::1" || HOST === "localhost");
}

/** From where the link is opened, and what else could sign people in there. */
export function linkPlace(headers: Headers, env: Env): LinkPlace {
  return {
    isLocal: isBoundToLoopback(env) && isLocalRequest(headers, env.PORT),
    issuers: signInProviders(env).map(({ issuer }) => issuer),
  };
}

/**
 * Whether a request comes straight from a browser on this machine: the link alone is of no use through a proxy or under
 * another name, so that a stolen or rebound one opens nothing from outside.
 *
 * Next itself writes the X-Forwarded headers when the client sent none, so these are judged by what they say.
 */
export function isLocalRequest(headers: Headers, ownPort: number): boolean {
  const host = headers.get("host");
  const { hostname, port } = hostOf(host);
  return (
    LOCAL_HOSTS.has(hostname) &&
    port === ownPort &&
    (headers.get("x-forwarded-host") ?? host) === host &&
    LOOPBACK_ADDRESSES.has(headers.get("x-forwarded-for") ?? "127.0.0.1") &&
    !PROXY_HEADERS.some((name) => headers.has(name))
  );
}

function hostOf(header: string | null): { hostname: string; port: number } {
  const url = URL.canParse(`http://${header}`) ? new URL(`http://${header}`) : null;
  return { hostname: url?.hostname ?? "", port: Number(url?.port || 80) };
}
