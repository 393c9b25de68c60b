import { afterEach, expect, test, vi } from "vitest";

/** Next alone, as in a function: nothing of ours has seen the socket. The environment is read once, hence anew for each. */
async function addressBehind(hops: string | undefined, forwarded: string | null): Promise<string | null> {
  vi.resetModules();
  vi.stubEnv("MODELWIRE_PROXY_HOPS", hops);
  const { addressOf: fresh } = await import("@/app/_server/address");
  return fresh(new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded }));
}

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ["1", "203.0.113.9", "203.0.113.9"],
  ["1", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["1", "somebody else,\t2001:db8::9 ", "2001:db8::9"],
  ["2", "198.51.100.1, 203.0.113.9", "198.51.100.1"],
  ["2", "203.0.113.9", null],
  ["1", "", null],
  ["1", "203.0.113.9,", null],
  ["1", null, null],
  ["1", "x".repeat(4_000), null],
  ["1", "203.0.113.9 6.6.6.6", null],
  ["0", "203.0.113.9", null],
  [undefined, "203.0.113.9", null],
])("with %s proxies in front and no socket to ask, of the hops %j the caller is %j", async (hops, header, address) => {
  expect(await addressBehind(hops, header)).toBe(address);
});
