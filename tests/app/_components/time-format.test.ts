import { describe, expect, test } from "vitest";
import { formatAgo, formatDate, formatInstant, formatWhen } from "@/app/_components/time-format";

const now = new Date("2026-08-28T14:34:00Z");

describe("when something was", () => {
  test.each([
    ["2026-08-28T14:32:08Z", "UTC", "14:32:08"],
    ["2026-08-28T00:00:01Z", "UTC", "00:00:01"],
    ["2026-08-27T23:59:59Z", "UTC", "yesterday"],
    ["2026-08-27T23:59:59Z", "America/Lima", "yesterday"],
    ["2026-08-28T22:30:00Z", "Europe/Berlin", "00:30:00"],
    ["2026-08-19T10:00:00Z", "UTC", "9 days ago"],
    ["2026-06-02T10:00:00Z", "UTC", "2 Jun"],
    ["2025-08-28T10:00:00Z", "UTC", "28 Aug 2025"],
  ])("%s in %s is written %s", (at, zone, text) => {
    expect(formatWhen(new Date(at), new Date("2026-08-28T23:00:00Z"), zone)).toBe(text);
  });
});

describe("how long ago something was", () => {
  test.each([
    ["2026-08-28T14:33:30Z", "just now"],
    ["2026-08-28T14:32:00Z", "2 min ago"],
    ["2026-08-28T11:00:00Z", "3 h ago"],
    ["2026-08-27T14:00:00Z", "yesterday"],
    ["2026-08-26T23:00:00Z", "2 days ago"],
    ["2026-07-01T00:00:00Z", "1 Jul"],
  ])("%s is written %s", (at, text) => {
    expect(formatAgo(new Date(at), now, "UTC")).toBe(text);
  });

  test("a few hours over midnight are hours, not yesterday", () => {
    expect(formatAgo(new Date("2026-08-27T22:30:00Z"), new Date("2026-08-28T01:00:00Z"), "UTC")).toBe("2 h ago");
  });

  test("what is to come is written ahead", () => {
    const ahead = ["2026-08-28T14:34:40Z", "2026-08-28T14:55:00Z", "2026-08-28T17:34:00Z", "2026-09-02T00:00:00Z"];

    expect(ahead.map((at) => formatAgo(new Date(at), now, "UTC"))).toEqual(["in 40s", "in 21 min", "in 3 h", "2 Sept"]);
  });
});

test("the date leaves out this year and names any other", () => {
  expect([
    formatDate(new Date("2026-01-05T12:00:00Z"), now, "UTC"),
    formatDate(new Date("2025-12-31T23:30:00Z"), now, "Asia/Tokyo"),
    formatDate(new Date("2025-12-31T12:00:00Z"), now, "UTC"),
  ]).toEqual(["5 Jan", "1 Jan", "31 Dec 2025"]);
});

test("the hover gives the instant in ISO and the zone of the text beside it", () => {
  expect(formatInstant(new Date("2026-08-28T14:32:08.4Z"), "Europe/Berlin")).toBe(
    "2026-08-28T14:32:08.400Z · shown in Europe/Berlin",
  );
});
