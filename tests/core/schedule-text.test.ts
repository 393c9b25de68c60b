import fc from "fast-check";
import { expect, test } from "vitest";
import { RETRY_SCHEDULE_SECONDS } from "@/lib/core/retry";
import { readSchedule, scheduleText } from "@/lib/core/schedule-text";

test("the standard schedule reads as people say it", () => {
  expect(scheduleText(RETRY_SCHEDULE_SECONDS)).toBe("5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h");
});

test("what is written is read back, whatever the waits", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 604_800 }), { maxLength: 20 }), (seconds) => {
      expect(readSchedule(scheduleText(seconds))).toEqual({ ok: true, value: seconds });
    }),
  );
});

test.each([
  ["", null],
  ["  ", null],
  ["never", []],
  ["Never", []],
  ["90s 5m 2 hours", [90, 300, 7_200]],
  ["5 s,5 min;1 day", [5, 300, 86_400]],
])("%j is read as %j", (text, seconds) => {
  expect(readSchedule(text)).toEqual({ ok: true, value: seconds });
});

test.each(["5", "soon", "0 s", "8 d", "5 s, -1 h", "1.5 h", Array.from({ length: 21 }, () => "1 s").join(", ")])(
  "%j is refused with a way to write it",
  (text) => {
    expect(readSchedule(text)).toMatchObject({
      ok: false,
      problem: { field: "retrySchedule", message: expect.stringMatching(/\.$/) },
    });
  },
);

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof readSchedule(text).ok).toBe("boolean");
    }),
  );
});
