import { expect, test } from "vitest";
import { EVENT_TYPE_NAMES, type RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { lookOverTemplate } from "@/lib/core/template-look";
import { listVariables } from "@/lib/core/variable-list";

const CONTEXT = { deliveryId: "dl_1", automationName: "deploy", baseUrl: "https://models.example.com" };

test.each(EVENT_TYPE_NAMES)("everything that is offered for %s may be written", (type) => {
  const listed = listVariables(type, { ...CONTEXT, event: EVENT_SAMPLES[type] }, ["TOKEN"]);
  const payload = JSON.stringify(listed.map(({ name }) => `\${${name}}`));

  expect(lookOverTemplate(payload, { secretNames: ["TOKEN"] }).variableFaults).toEqual([]);
});

test("metadata is offered by dots, with its values", () => {
  const listed = listVariables("LINK_ARTIFACT", { ...CONTEXT, event: EVENT_SAMPLES.LINK_ARTIFACT }, []);

  expect(listed).toContainEqual(expect.objectContaining({ name: "artifact_metadata.dataset.rows", value: "1204331" }));
});

test("a secret is offered by its name alone", () => {
  const listed = listVariables("LINK_ARTIFACT", { ...CONTEXT, event: EVENT_SAMPLES.LINK_ARTIFACT }, ["TOKEN"]);

  expect(listed.find(({ name }) => name === "secrets.TOKEN")).toMatchObject({ value: null });
});

test("metadata of any size and depth is offered in part", () => {
  const wide = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`k${index}`, { a: { b: { c: { d: 1 } } } }]),
  );
  const sample: RegistryEvent = EVENT_SAMPLES.LINK_ARTIFACT;
  const event = {
    ...sample,
    version: sample.version && { ...sample.version, metadata: { ...wide, "a}b": 1, long: "x".repeat(1_000) } },
  };

  const listed = listVariables("LINK_ARTIFACT", { ...CONTEXT, event }, []);

  expect(listed.length).toBeLessThan(300);
  expect(Math.max(...listed.map(({ value }) => value?.length ?? 0))).toBeLessThan(100);
});
