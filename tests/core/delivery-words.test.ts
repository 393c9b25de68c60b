import { expect, test } from "vitest";
import { OUTCOME_CODES } from "@/lib/core/delivery";
import { OUTCOME_WORDS } from "@/lib/core/delivery-words";

test.each(OUTCOME_CODES)("%s is told in whole sentences, with a remedy unless all is well", (code) => {
  const { happened, remedy } = OUTCOME_WORDS[code];

  expect(happened).toMatch(/^[A-Z].*\.$/);
  if (code === "delivered" || code === "arrived") {
    expect(remedy).toBeNull();
    return;
  }
  expect(remedy).toMatch(/^[A-Z].*\.$/);
});
