import fc from "fast-check";
import { expect, test } from "vitest";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { Json } from "@/lib/core/json";
import { renderTemplate } from "@/lib/core/template";
import { filledText } from "@/lib/core/template-filled";

test("a body is written as the runtime writes it, whatever its template was", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (template, body) => {
      const { text, filled } = filledText(template as Json, body as Json);

      expect(text).toBe(JSON.stringify(body, null, 2));
      expect(filled.every(({ from, to }) => from < to && to <= text.length)).toBe(true);
    }),
  );
});

test("what variables gave is marked, and nothing else", () => {
  const template = {
    text: "v${artifact_version_index} of ${artifact_collection_name}!",
    index: "${artifact_version_index}",
    plain: "x",
  };
  const rendered = renderTemplate(template, {
    event: EVENT_SAMPLES.LINK_ARTIFACT,
    deliveryId: "dl_1",
    automationName: "a",
    baseUrl: "https://x",
    secretNames: [],
  });

  const { text, filled } = filledText(template, rendered.ok ? rendered.value.body : null);

  expect(filled.map(({ from, to }) => text.slice(from, to))).toEqual(["3 of fraud-detector", "3"]);
});
