import { describe, expect, test } from "vitest";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { bodyOf, contextOf, withMetadata } from "../support/template-context";

describe("escaping for a receiver", () => {
  test("Slack: values cannot mention, link or break out; the template's own text stays", () => {
    const context = contextOf({ alias: "<!channel> & <https://evil|x>" }, { escape: "slack" });

    expect(bodyOf({ text: "<b> ${alias}", alone: "${alias}" }, context)).toEqual({
      text: "<b> &lt;!channel&gt; &amp; &lt;https://evil|x&gt;",
      alone: "&lt;!channel&gt; &amp; &lt;https://evil|x&gt;",
    });
  });

  test.each([
    ["[x](https://evil)", "\\[x\\](https://evil)"],
    ["**bold** _it_ a_b", "\\*\\*bold\\*\\* \\_it\\_ a_b"],
    ["{{DATE(2026-01-01)}}", "\\{\\{DATE(2026-01-01)\\}\\}"],
    ["- item\n1. first\n# head", "\\- item\n1\\. first\n\\# head"],
    ["&lt;b&gt; <at>all</at>", "\\&lt;b\\&gt; \\<at\\>all\\</at\\>"],
    ["fraud-detector v1.2", "fraud-detector v1.2"],
  ])("Teams: %j is shown, not read as Markdown", (alias, expected) => {
    expect(bodyOf("${alias}", contextOf({ alias }, { escape: "teams" }))).toBe(expected);
  });

  test("texts within a filled object are escaped too, numbers keep their type", () => {
    const context = contextOf(withMetadata({ o: { a: "<x>", n: 1 }, n: 2 }), { escape: "slack" });

    expect(bodyOf(["${artifact_metadata.o}", "${artifact_metadata.n}"], context)).toEqual([
      { a: "&lt;x&gt;", n: 1 },
      2,
    ]);
  });

  test("an address stays an address that cannot end its link early", () => {
    const event: RegistryEvent = EVENT_SAMPLES.RECORD_EVALUATION;
    const evaluation = event.evaluation && { ...event.evaluation, runUrl: "https://ci.example.com/a_b?x=1&y=(2)|<z>" };

    for (const manner of ["slack", "teams"] as const) {
      expect(bodyOf("<${evaluation.run_url}|run>", contextOf({ ...event, evaluation }, { escape: manner }))).toBe(
        "<https://ci.example.com/a_b?x=1&y=%282%29%7C%3Cz%3E|run>",
      );
    }
  });
});
