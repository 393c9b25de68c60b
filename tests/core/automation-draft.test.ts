import fc from "fast-check";
import { expect, test } from "vitest";
import { type AutomationView, CONDITION_OPERATORS } from "@/lib/core/automation";
import { type AutomationDraft, draftOf, EMPTY_DRAFT, readDraft, wishOf, writeDraft } from "@/lib/core/automation-draft";
import { EVENT_TYPE_NAMES } from "@/lib/core/event";

const NAMES = [
  "eventType",
  "model",
  "aliasBy",
  "alias",
  "conditionField",
  "conditionValue",
  "payload",
  "enabled",
  "__proto__",
];

test("whatever a form holds is read, and refused with words where it cannot be meant", () => {
  const entry = fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string()), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      const wish = wishOf(readDraft(entries));

      if (!wish.ok) {
        expect(wish.problem.length).toBeGreaterThan(0);
        expect(wish.problem.every(({ message }) => message !== "")).toBe(true);
      }
    }),
  );
});

test("a draft that is put aside comes back as it was", () => {
  const text = fc.string({ unit: "grapheme" }).map((typed) => typed.trim().replaceAll("\r\n", "\n"));
  const by = fc.constantFrom("equals" as const, "matches" as const);
  const row = fc.record({
    field: text.map((t) => `metadata.${t}`.trim()),
    operator: fc.constantFrom(...CONDITION_OPERATORS),
    value: text,
  });
  const draft: fc.Arbitrary<AutomationDraft> = fc.record({
    eventType: fc.constantFrom(...EVENT_TYPE_NAMES),
    model: text,
    aliasBy: by,
    alias: text,
    tagBy: by,
    tag: text,
    conditions: fc.array(row, { maxLength: 16 }),
    webhook: text,
    payload: text,
    payloadBase: text,
    whenUnsure: fc.constantFrom("", "resend", "wait"),
    name: text,
    description: text,
    enabled: fc.boolean(),
    eventId: text,
  });

  fc.assert(
    fc.property(draft, (wanted) => {
      expect(readDraft(writeDraft(wanted))).toEqual(wanted);
    }),
  );
});

test("a saved automation goes through the form unchanged", () => {
  const saved = savedAutomation();

  const wish = wishOf(readDraft(writeDraft(draftOf(saved))));

  expect(wish).toEqual({
    ok: true,
    value: {
      name: saved.name,
      description: saved.description,
      enabled: false,
      model: "churn",
      eventType: saved.eventType,
      filter: saved.filter,
      action: { type: "webhook", webhook: "ci", payload: saved.action.payload, whenUnsure: "wait" },
    },
  });
});

test("what an event never has is kept in the form and not asked for", () => {
  const wish = wishOf({ ...EMPTY_DRAFT, eventType: "LINK_ARTIFACT", alias: "production", webhook: "ci", name: "x" });

  expect(wish).toMatchObject({ ok: true, value: { filter: { alias: null } } });
});

test.each([
  [{ webhook: "" }, "webhook", 2],
  [{ payload: '{\n"a": ${alias}\n}' }, "payload", 2],
  [{ alias: "x".repeat(300) }, "alias", 1],
  [{ name: "" }, "name", 3],
  [{ conditions: [{ field: "accuracy", operator: "=", value: "1" }] }, "condition.0", 1],
] as const)("%j is told at its field", (patch, field, step) => {
  const wish = wishOf({ ...EMPTY_DRAFT, webhook: "ci", name: "x", ...patch } as AutomationDraft);

  expect(wish.ok ? [] : wish.problem).toContainEqual(expect.objectContaining({ field, step }));
});

function savedAutomation(): AutomationView {
  return {
    id: "aut_1",
    name: "deploy",
    description: "Rolls it out.",
    enabled: false,
    pauseReason: "by_person",
    model: { id: "mdl_1", name: "churn" },
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: {
      alias: { matches: "^prod" },
      tag: null,
      conditions: [
        { field: "metadata.auc", operator: ">=", value: 0.9 },
        { field: "metadata.stage", operator: "=", value: "3" },
        { field: "metadata.note", operator: "=", value: " padded " },
        { field: "metadata.flag", operator: "=", value: true },
        { field: "metadata.none", operator: "!=", value: null },
        { field: "metadata.any", operator: "exists", value: null },
      ],
    },
    action: {
      type: "webhook",
      webhook: { id: "whk_1", name: "ci", preset: "generic" },
      payload: { text: "${alias}" },
      whenUnsure: "wait",
    },
    revision: 3,
    createdBy: "maria",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    lastDelivery: null,
    deliveries30d: { delivered: 0, finished: 0 },
  };
}
