import { expect, test, vi } from "vitest";
import { isId } from "@/lib/core/ids";
import { newId } from "@/lib/platform/id";

test("ids of one process sort in the order of their making, also within a millisecond and when the clock goes back", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  const early = Array.from({ length: 2_000 }, () => newId("event"));
  vi.setSystemTime(1_799_999_000_000);
  const late = Array.from({ length: 2_000 }, () => newId("event"));
  vi.useRealTimers();

  const ids = [...early, ...late];
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => isId("event", id))).toBe(true);
});

test("the random part of two ids is never the same, however many are drawn", () => {
  const tails = Array.from({ length: 10_000 }, () => newId("attempt").slice(-11));

  expect(new Set(tails).size).toBe(tails.length);
});
