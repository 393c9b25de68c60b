import { expect, test } from "vitest";
import { OUTCOME_CODES } from "@/lib/core/delivery";
import { outcomeWords } from "@/lib/core/delivery-words";

const ENDS = OUTCOME_CODES.flatMap((code) => [
  { code, action: "webhook" as const },
  { code, action: "github" as const },
]);

test.each(ENDS)(
  "$code of a $action is told in whole sentences, with a remedy unless all is well",
  ({ code, action }) => {
    const { happened, remedy } = outcomeWords(code, action);

    expect(happened).toMatch(/^[A-Z].*\.$/);
    if (code === "delivered") {
      expect(remedy).toBeNull();
      return;
    }
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  },
);
