import { expect, test } from "vitest";
import { beginningOf } from "@/app/(site)/[team]/models/[model]/_components/card-beginning";

test("a short card is whole", () => {
  expect(beginningOf(" # Use\n\nWeekly. ")).toEqual({ text: "# Use\n\nWeekly.", isCut: false });
});

test("a long card ends between two paragraphs, and no code block stays open", () => {
  const { text, isCut } = beginningOf(`Intro.\n\n\`\`\`\n${"line\n\n".repeat(600)}\`\`\`\n\nEnd.`);

  expect(isCut).toBe(true);
  expect(text.match(/```/g)).toHaveLength(2);
  expect(text.length).toBeLessThan(1_700);
});
