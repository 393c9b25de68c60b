import { expect, test } from "vitest";
import { instant } from "@/lib/core/instant";

test.each(["2026-05-04T09:30:00Z", "2026-05-04T09:30:00.123456+02:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])(
  "takes %s",
  (text) => {
    expect(instant.safeParse(text)).toMatchObject({ success: true, data: text });
  },
);

test.each([
  { text: "0000-01-01T00:00:00Z", why: "PostgreSQL knows no year 0" },
  { text: "0001-01-01T00:00:00+01:00", why: "in UTC it lies before year 1" },
  { text: "9999-12-31T23:59:59-01:00", why: "in UTC it lies after year 9999" },
  { text: "2026-02-30T00:00:00Z", why: "there is no such day" },
  { text: "2026-05-04", why: "it has no time" },
  { text: "2026-05-04T09:30:00", why: "it has no offset" },
])("refuses $text: $why", ({ text }) => {
  expect(instant.safeParse(text).success).toBe(false);
});
