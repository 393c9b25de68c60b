import fc from "fast-check";
import { expect, test } from "vitest";
import { ACTION_TYPES, type AutomationView, CONDITION_OPERATORS } from "@/lib/core/automation";
import { type AutomationDraft, draftOf, EMPTY_DRAFT, readDraft, wishOf, writeDraft } from "@/lib/core/automation-draft";
import { EVENT_TYPE_NAMES } from "@/lib/core/event";
import { PRIORITIES } from "@/lib/core/launch-queue";

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
    kind: fc.constantFrom(...ACTION_TYPES),
    repository: text,
    dispatchKind: fc.constantFrom("repository" as const, "workflow" as const),
    dispatchType: text,
    workflow: text,
    ref: text,
    inputs: fc.array(fc.record({ name: text.filter((name) => name !== ""), value: text }), { maxLength: 30 }),
    inputsOf: text,
    environment: text,
    reportsCheck: fc.boolean(),
    job: text,
    jobVersion: text,
    queue: text,
    priority: fc.constantFrom("", ...PRIORITIES),
    project: text.filter((name) => name !== ""),
    variables: fc.array(fc.record({ name: text.filter((name) => name !== ""), value: text }), { maxLength: 30 }),
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

test.each<Extract<AutomationView["action"], { type: "github" }>>([
  {
    type: "github",
    repository: { id: 1, name: "acme/serving", isReachable: true },
    dispatch: { kind: "repository", eventType: "promoted" },
    payload: { modelwire: { delivery_id: "${delivery_id}" } },
    deployment: { environment: "production" },
    reportsCheck: true,
  },
  {
    type: "github",
    repository: { id: 1, name: "acme/serving", isReachable: false },
    dispatch: { kind: "workflow", workflow: "deploy.yml", ref: "release" },
    payload: { version: "${artifact_version_ref}", __proto__x: "1" },
    deployment: null,
    reportsCheck: false,
  },
])("a saved action for GitHub goes through the form unchanged: $dispatch.kind", (action) => {
  const wish = wishOf(readDraft(writeDraft(draftOf({ ...savedAutomation(), action }))));

  const { repository, ...rest } = action;
  expect(wish).toMatchObject({ ok: true, value: { action: { ...rest, repository: repository.name } } });
});

test("what was typed for the other kind of action is kept in the form and not asked for", () => {
  const typed = { ...EMPTY_DRAFT, name: "x", webhook: "ci", repository: "acme/serving", dispatchType: "promoted" };

  expect(wishOf(typed)).toMatchObject({ ok: true, value: { action: { type: "webhook" } } });
  expect(wishOf({ ...typed, kind: "github" })).toMatchObject({ ok: true, value: { action: { type: "github" } } });
});

test("inputs are asked for only once their fields were shown, and an empty one is left to the workflow", () => {
  const typed = { ...EMPTY_DRAFT, name: "x", kind: "github", repository: "a/b", dispatchKind: "workflow" } as const;
  const inputs = [
    { name: "version", value: "${artifact_version_ref}" },
    { name: "stage", value: "" },
  ];

  expect(wishOf({ ...typed, workflow: "a.yml", inputs, inputsOf: "a.yml" })).toMatchObject({
    value: { action: { payload: { version: "${artifact_version_ref}" } } },
  });
  expect(wishOf({ ...typed, workflow: "b.yml", inputs, inputsOf: "a.yml" })).toMatchObject({
    value: { action: { payload: null } },
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
  [{ kind: "github", dispatchType: "x" }, "repository", 2],
  [{ kind: "github", repository: "no-slash", dispatchType: "x" }, "repository", 2],
  [{ kind: "github", repository: "a/b" }, "dispatchType", 2],
  [{ kind: "github", repository: "a/b", dispatchType: "a${{ b }}" }, "dispatchType", 2],
  [{ kind: "github", repository: "a/b", dispatchKind: "workflow" }, "workflow", 2],
  [{ kind: "github", repository: "a/b", dispatchKind: "workflow", workflow: "../x.yml" }, "workflow", 2],
  [{ kind: "github", repository: "a/b", dispatchType: "x", environment: "e".repeat(300) }, "environment", 2],
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
