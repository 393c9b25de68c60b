import { expect, test } from "vitest";
import { type AutomationView, automationFilter } from "@/lib/core/automation";
import type { EventType } from "@/lib/core/event";
import { firingAutomations } from "@/lib/core/firing";

function automation(name: string, wish: { eventType?: EventType; filter?: object; enabled?: boolean } = {}) {
  const { eventType = "ADD_ARTIFACT_ALIAS", filter = {}, enabled = true } = wish;
  return { name, eventType, enabled, filter: automationFilter.parse(filter) } as AutomationView;
}

const AUTOMATIONS = [
  automation("deploy", { filter: { alias: { equals: "production" } } }),
  automation("gated", {
    filter: {
      alias: { equals: "production" },
      conditions: [{ field: "metadata.auc", operator: ">=", value: 0.9 }],
    },
  }),
  automation("paused", { enabled: false }),
  automation("any alias"),
  automation("undeploy", { eventType: "REMOVE_ARTIFACT_ALIAS" }),
];

function names(type: EventType, alias: string | null, metadata = {}): string[] {
  return firingAutomations(AUTOMATIONS, [{ type, alias, version: { metadata } }]).map(({ name }) => name);
}

test("those fire whose event, filter and conditions fit the coming change", () => {
  expect(names("ADD_ARTIFACT_ALIAS", "production", { auc: 0.95 })).toEqual(["deploy", "gated", "any alias"]);
  expect(names("ADD_ARTIFACT_ALIAS", "production", { auc: 0.5 })).toEqual(["deploy", "any alias"]);
  expect(names("ADD_ARTIFACT_ALIAS", "staging")).toEqual(["any alias"]);
  expect(names("REMOVE_ARTIFACT_ALIAS", "staging")).toEqual(["undeploy"]);
  expect(names("UNLINK_ARTIFACT", null)).toEqual([]);
});
