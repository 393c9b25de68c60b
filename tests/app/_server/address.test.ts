import { expect, test } from "vitest";
import { addressOf } from "@/app/_server/address";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["somebody else,\t2001:db8::9 ", "2001:db8::9"],
  ["", null],
  ["203.0.113.9,", null],
  ["x".repeat(4_000), null],
])("of the hops that a request names only the last is believed: %j", (header, address) => {
  expect(addressOf(new Headers({ "x-forwarded-for": header }))).toBe(address);
});

test("a request that names no hop has no address", () => {
  expect(addressOf(new Headers())).toBeNull();
});
