/** An IPv6 address with its zone and a port is shorter; what is longer is no address. */
const LENGTH_MAX = 64;

/** The last hop is the one that our own server, or the proxy in front of it, wrote; those before it are hearsay. */
export function addressOf(headers: Headers): string | null {
  const hop = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return hop === "" || hop.length > LENGTH_MAX ? null : hop;
}
