import { describe, expect, test } from "vitest";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { TEMPLATE_VARIABLES } from "@/lib/core/template-variables";
import { bodyOf, contextOf, withMetadata } from "../support/template-context";

describe("the variables", () => {
  test.each([
    ["event_type", "ADD_ARTIFACT_ALIAS"],
    ["event_author", "maria"],
    ["artifact_version", `modelwire-artifact://_id/${btoa("Artifact:art_01930b6e-8b07-7c1d-a2b4-0e6f93d5c802")}`],
    ["artifact_version_string", "acme/model-registry/fraud-detector:production"],
    ["artifact_version_ref", "acme/model-registry/fraud-detector:v3"],
    ["artifact_version_index", 3],
    ["artifact_collection_name", "fraud-detector"],
    ["artifact_digest", "9f2c7d3a1b6e4f805d9c2a7b3e1f6048c5d2b9a7e4f3016d8c7b5a2e9f1d4c60"],
    ["artifact_metadata.accuracy", 0.947],
    ["artifact_metadata.dataset.name", "transactions"],
    ["artifact_metadata.dataset", { name: "transactions", rows: 1_204_331 }],
    ["project_name", "model-registry"],
    ["entity_name", "acme"],
    ["alias", "production"],
    ["previous_version", "v2"],
    ["event_id", "evt_01930b72-6a9d-7e38-b5c0-41d8f2e6a904"],
    ["event_time", "2026-11-08T09:41:27.318Z"],
    ["delivery_id", "dl_1"],
    ["automation_name", "Deploy"],
    ["version_url", "https://mw.example.com/acme/models/fraud-detector/versions/v3"],
    ["download_url", "https://mw.example.com/api/v1/teams/acme/models/fraud-detector/versions/v3/download"],
  ])("%s is the event's own", (name, expected) => {
    expect(bodyOf(`\${${name}}`)).toEqual(expected);
  });

  test("a link names the version by its number where an alias event names the alias", () => {
    expect(bodyOf("${artifact_version_string}", contextOf(EVENT_SAMPLES.LINK_ARTIFACT))).toBe(
      "acme/model-registry/fraud-detector:v3",
    );
  });

  test.each([
    ["evaluation.name", "holdout-2026-10"],
    ["evaluation.auc", 0.981],
    ["evaluation.bias", true],
    ["evaluation.metrics", { auc: 0.981, latency_ms: 12.4 }],
    ["evaluation.metrics.auc", 0.981],
    ["evaluation.run_url", "https://ci.example.com/acme/fraud/runs/4182"],
    ["evaluation.nothing", ""],
  ])("%s is the evaluation's", (name, expected) => {
    expect(bodyOf(`\${${name}}`, contextOf(EVENT_SAMPLES.RECORD_EVALUATION))).toEqual(expected);
  });

  test("the longest key of metadata wins, and a shorter one leads on where it does not", () => {
    const metadata = { "a.b": 1, a: { b: 2, c: 3 }, "x.y": { "z.w": 4 }, list: [{ k: 5 }] };

    const payload = ["a.b", "a.c", "x.y.z.w", "list.0.k"].map((key) => `\${artifact_metadata.${key}}`);

    expect(bodyOf(payload, contextOf(withMetadata(metadata)))).toEqual([1, 3, 4, 5]);
  });

  test("metadata's prototype is never looked into", () => {
    expect(bodyOf(["${artifact_metadata.constructor}", "${artifact_metadata.__proto__.x}"])).toEqual(["", ""]);
  });

  test("what does not apply to the event is an empty string", () => {
    const context = contextOf(EVENT_SAMPLES.CREATE_MODEL);

    for (const { name } of TEMPLATE_VARIABLES.filter(({ appliesTo }) => !appliesTo.includes("CREATE_MODEL"))) {
      expect(bodyOf(`<\${${name}}>`, context), name).toBe("<>");
      expect(bodyOf(`\${${name}}`, context), name).toBe("");
    }
  });

  test("each variable without a placeholder has a value in some event that it applies to", () => {
    for (const variable of TEMPLATE_VARIABLES.filter(({ name }) => !/\.[A-Z]+$/.test(name))) {
      const values = variable.appliesTo.map((type) =>
        variable.valueOf({ ...contextOf(), event: EVENT_SAMPLES[type] }, ""),
      );

      expect(
        values.some((value) => value !== undefined),
        variable.name,
      ).toBe(true);
    }
  });
});
