import * as z from "zod";
import {
  createAutomation,
  deleteAutomation,
  duplicateAutomation,
  setEnabled,
  updateAutomation,
} from "@/lib/automations/commands";
import { previewAutomation } from "@/lib/automations/preview";
import { getAutomation, listAutomations } from "@/lib/automations/queries";
import { testAutomation } from "@/lib/automations/test-call";
import { automationPatch, newAutomation, previewRequest } from "@/lib/core/automation";
import { automationSearch } from "@/lib/core/automation-search";
import { automationTest } from "@/lib/core/automation-test";
import { type Operation, operation } from "../operation";
import { automationView, previewView } from "../schemas/automations";
import { nameParam, pageOf } from "../schemas/shared";
import { automationTestView } from "../schemas/webhooks";
import { EXAMPLE_AUTOMATION, EXAMPLE_EVENT, EXAMPLE_NEW_AUTOMATION, EXAMPLE_TEST_RESULT } from "./examples-automation";

const automationParams = z.object({ automation: nameParam("The automation's id, or its name.") });
const NO_AUTOMATION = "There is no such automation.";
const BAD_DRAFT =
  "Something about the automation is wrong: an unknown variable, an expression that is none, a model or a webhook that is not there. Each is named in `errors`.";

const AUTOMATION = {
  status: 200,
  description: "The automation.",
  schema: automationView,
  example: EXAMPLE_AUTOMATION,
} as const;

const EXAMPLE_PREVIEW = {
  eventsLookedAt: 200,
  matches: [
    {
      eventId: EXAMPLE_EVENT.id,
      type: "ADD_ARTIFACT_ALIAS",
      model: "fraud-detector",
      version: 3,
      alias: "production",
      previousVersion: 2,
      tag: null,
      evaluation: null,
      actor: "maria",
      occurredAt: EXAMPLE_EVENT.occurredAt,
    },
  ],
  matchCount: 1,
  recent: { lookedAt: 12, matchCount: 1, perDay: [...Array.from({ length: 29 }, () => 0), 1] },
  rendered: {
    eventId: EXAMPLE_EVENT.id,
    isSample: false,
    body: { event: "ADD_ARTIFACT_ALIAS", version: "acme/model-registry/fraud-detector:production" },
  },
  warnings: [],
};

const EDITING: readonly Operation[] = [
  operation({
    id: "listAutomations",
    method: "GET",
    path: "/teams/{team}/automations",
    tag: "Automations",
    summary: "List automations",
    description: "The automations of the team or of one model, newest first, with how their last deliveries ended.",
    query: automationSearch,
    success: {
      status: 200,
      description: "One page of automations.",
      schema: pageOf(automationView),
      example: { items: [EXAMPLE_AUTOMATION], nextCursor: null },
    },
    problems: { not_found: "There is no such team or model." },
    run: ({ db }, { scope, query }) => listAutomations(db, scope, query),
  }),
  operation({
    id: "createAutomation",
    method: "POST",
    path: "/teams/{team}/automations",
    tag: "Automations",
    summary: "Create an automation",
    description: "From then on, every event that matches sends a delivery. All that is wrong is told at once.",
    body: newAutomation.meta({ id: "NewAutomation" }),
    bodyExample: EXAMPLE_NEW_AUTOMATION,
    success: { ...AUTOMATION, status: 201, location: ({ id }) => id },
    problems: { invalid: BAD_DRAFT, conflict: "The team has an automation of this name." },
    run: ({ db }, { scope, body }) => createAutomation(db, scope, body),
  }),
  operation({
    id: "getAutomation",
    method: "GET",
    path: "/teams/{team}/automations/{automation}",
    tag: "Automations",
    summary: "Get an automation",
    description: "One automation.",
    params: automationParams,
    success: AUTOMATION,
    problems: { not_found: NO_AUTOMATION },
    run: ({ db }, { scope, params }) => getAutomation(db, scope, params.automation),
  }),
  operation({
    id: "updateAutomation",
    method: "PATCH",
    path: "/teams/{team}/automations/{automation}",
    tag: "Automations",
    summary: "Change an automation",
    description: "What is left out stays. Deliveries already made are not affected.",
    params: automationParams,
    body: automationPatch.meta({ id: "AutomationPatch" }),
    bodyExample: { filter: { alias: { matches: "^prod" } } },
    success: AUTOMATION,
    problems: { not_found: NO_AUTOMATION, invalid: BAD_DRAFT, conflict: "The team has an automation of this name." },
    run: ({ db }, { scope, params, body }) => updateAutomation(db, scope, params.automation, body),
  }),
  operation({
    id: "deleteAutomation",
    method: "DELETE",
    path: "/teams/{team}/automations/{automation}",
    tag: "Automations",
    summary: "Delete an automation",
    description: "Deletes an automation. Deliveries already made go their way.",
    params: automationParams,
    success: { status: 204, description: "The automation is gone." },
    problems: { not_found: NO_AUTOMATION },
    run: ({ db }, { scope, params }) => deleteAutomation(db, scope, params.automation),
  }),
];

const OPERATING: readonly Operation[] = [
  operation({
    id: "previewAutomation",
    method: "POST",
    path: "/teams/{team}/automations/preview",
    tag: "Automations",
    summary: "Preview an automation",
    description:
      "Says which past events would have matched, renders the payload for the newest of them, and tells every warning. Nothing is saved or sent.",
    isWrite: false,
    body: previewRequest.meta({ id: "PreviewRequest" }),
    bodyExample: { ...EXAMPLE_NEW_AUTOMATION, eventsMax: 200 },
    success: { status: 200, description: "What it would have done.", schema: previewView, example: EXAMPLE_PREVIEW },
    problems: { invalid: BAD_DRAFT, forbidden: "The token's role does not allow this." },
    run: (api, { scope, body }) => previewAutomation(api.db, scope, body, api),
  }),
  operation({
    id: "pauseAutomation",
    method: "POST",
    path: "/teams/{team}/automations/{automation}/pause",
    tag: "Automations",
    summary: "Pause an automation",
    description: "From then on it makes no deliveries.",
    params: automationParams,
    success: AUTOMATION,
    problems: { not_found: NO_AUTOMATION },
    run: ({ db }, { scope, params }) => setEnabled(db, scope, params.automation, false),
  }),
  operation({
    id: "resumeAutomation",
    method: "POST",
    path: "/teams/{team}/automations/{automation}/resume",
    tag: "Automations",
    summary: "Resume an automation",
    description: "From then on it makes deliveries again; what happened meanwhile is not made up for.",
    params: automationParams,
    success: AUTOMATION,
    problems: { not_found: NO_AUTOMATION, conflict: "Its webhook is gone." },
    run: ({ db }, { scope, params }) => setEnabled(db, scope, params.automation, true),
  }),
  operation({
    id: "duplicateAutomation",
    method: "POST",
    path: "/teams/{team}/automations/{automation}/duplicate",
    tag: "Automations",
    summary: "Duplicate an automation",
    description: "Copies an automation, paused, under the name given or a free one.",
    params: automationParams,
    body: z.strictObject({ name: automationPatch.shape.name }).meta({ id: "AutomationCopy" }),
    bodyExample: { name: "Deploy production (copy)" },
    success: { ...AUTOMATION, status: 201 },
    problems: { not_found: NO_AUTOMATION, conflict: "The team has an automation of this name." },
    run: ({ db }, { scope, params, body }) => duplicateAutomation(db, scope, params.automation, body),
  }),
  operation({
    id: "testAutomation",
    method: "POST",
    path: "/teams/{team}/automations/{automation}/test",
    tag: "Automations",
    summary: "Test an automation",
    description:
      "Sends what it would send for a past event, for the newest that matches, or else for a sample. It is no delivery and is not retried. A dispatch to GitHub starts a real run, so `startsRun` has to be true for it.",
    params: automationParams,
    isWrite: false,
    body: automationTest.meta({ id: "AutomationTest" }),
    bodyExample: { eventId: EXAMPLE_EVENT.id },
    success: {
      status: 200,
      description: "The request as it was sent, with secrets masked, and what came back.",
      schema: automationTestView,
      example: { ...EXAMPLE_TEST_RESULT, run: null },
    },
    problems: {
      not_found: "There is no such automation or event.",
      forbidden: "The token's role does not allow this.",
      conflict: "Its webhook is gone.",
    },
    run: (api, { scope, params, body }) => testAutomation(api.db, scope, params.automation, body, api),
  }),
];

export const AUTOMATION_OPERATIONS: readonly Operation[] = [...OPERATING, ...EDITING];
