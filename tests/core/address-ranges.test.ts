import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isForbiddenAddress, NO_EGRESS_ALLOW } from "@/lib/core/address";

/** One network of each special range: IANA's registries of both families, and what clouds put in public space. */
const SPECIAL_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["255.255.255.255", 32],
  ["168.63.129.16", 32],
] as const;

const SPECIAL_V6 = [
  ["0000", 8],
  ["0064ff9b0001", 48],
  ["0100", 8],
  ["20010000", 32],
  ["20010002", 48],
  ["20010010", 28],
  ["20010020", 28],
  ["20010db8", 32],
  ["2002", 16],
  ["2620004f8000", 48],
  ["3fff0", 20],
  ["4000", 3],
  ["5f00", 16],
  ["fc00", 7],
  ["fe80", 10],
  ["fec0", 10],
  ["ff00", 8],
] as const;

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

function numberOf(ip: string): number {
  return ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function within4(network: string, bits: number): fc.Arbitrary<string> {
  const size = 2 ** (32 - bits);
  return fc.integer({ min: 0, max: size - 1 }).map((offset) => dotted(numberOf(network) + offset));
}

function within6(prefix: string, bits: number): fc.Arbitrary<string> {
  const network = BigInt(`0x${prefix.padEnd(32, "0")}`);
  return fc.bigInt({ min: 0n, max: 2n ** BigInt(128 - bits) - 1n }).map((offset) => {
    const hex = (network + offset).toString(16).padStart(32, "0");
    return hex.match(/.{4}/g)?.join(":") ?? "";
  });
}

function embeddings(ip: string): string[] {
  const value = numberOf(ip);
  const high = (value >>> 16).toString(16);
  const low = (value & 0xffff).toString(16);
  const flipped = (~value >>> 0).toString(16).padStart(8, "0");
  return [
    `::ffff:${ip}`,
    `::${high}:${low}`,
    `::ffff:0:${high}:${low}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b:1::${high}:${low}`,
    `2002:${high}:${low}::1`,
    `2001:0:4136:e378:8000:63bf:${flipped.slice(0, 4)}:${flipped.slice(4)}`,
    `2606:4700:10:20:0:5efe:${high}:${low}`,
    `2606:4700:10:20:200:5efe:${high}:${low}`,
    `fe80::5efe:${high}:${low}`,
  ];
}

describe("an address", () => {
  test.each(SPECIAL_V4)("anywhere in %s/%i is forbidden, also when IPv6 carries it", (network, bits) => {
    fc.assert(
      fc.property(within4(network, bits), (ip) => {
        for (const spelling of [ip, ...embeddings(ip)]) {
          expect(isForbiddenAddress(spelling, NO_EGRESS_ALLOW), spelling).toBe(true);
        }
      }),
    );
  });

  test.each(SPECIAL_V6)("anywhere in %s/%i is forbidden", (prefix, bits) => {
    fc.assert(
      fc.property(within6(prefix, bits), (ip) => {
        fc.pre(!ip.startsWith("0000:0000:0000:0000:0000:ffff"));
        expect(isForbiddenAddress(ip, NO_EGRESS_ALLOW), ip).toBe(true);
      }),
    );
  });

  test.each([
    "",
    "localhost",
    "1.2.3",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "1.2.3.4.5",
    "::g",
    "1.2.3.4/8",
    "010.8.8.8",
    "[2606:4700::1]",
  ])("%j is no address to dial and thus forbidden", (ip) => {
    expect(isForbiddenAddress(ip, NO_EGRESS_ALLOW)).toBe(true);
  });

  test.each([
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "140.82.112.3",
    "168.63.129.15",
    "172.15.255.255",
    "172.32.0.0",
    "100.63.255.255",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
    "2400:cb00:2048:1::c629:d7a2",
  ])("%s is an ordinary public one and accepted", (ip) => {
    expect(isForbiddenAddress(ip, NO_EGRESS_ALLOW)).toBe(false);
  });

  test("never makes the judge throw, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6()), (ip) => {
        expect(typeof isForbiddenAddress(ip, NO_EGRESS_ALLOW)).toBe("boolean");
      }),
    );
  });
});
