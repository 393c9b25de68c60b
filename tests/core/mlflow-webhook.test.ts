import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import {
  MLFLOW_EVENT_TYPES,
  MLFLOW_EVENTS,
  nameOfMlflowEvent,
  readMlflowWebhookPatch,
  readNewMlflowWebhook,
} from "@/lib/core/mlflow-webhook";
import { PRESETS } from "@/lib/core/presets";
import { bodyOf, contextOf } from "../support/template-context";

const WISH = {
  name: "hook",
  url: "https://ci.example.com/hook",
  events: [{ entity: "MODEL_VERSION_ALIAS", action: "CREATED" }],
};

describe("a request to MLflow's webhook API", () => {
  test("is read with what MLflow assumes where it says nothing", () => {
    expect(readNewMlflowWebhook({ ...WISH, secret: "", description: "", unknown: 1 })).toEqual({
      ok: true,
      value: {
        name: "hook",
        url: "https://ci.example.com/hook",
        eventTypes: ["ADD_ARTIFACT_ALIAS"],
        description: "",
        secret: null,
        status: "ACTIVE",
      },
    });
  });

  test("events come once each, in the order of their names, in either case", () => {
    const events = [...MLFLOW_EVENT_TYPES, ...MLFLOW_EVENT_TYPES].map((type) => MLFLOW_EVENTS[type]);

    const read = readMlflowWebhookPatch({ events });

    const names = read.ok ? (read.value.eventTypes ?? []).map(nameOfMlflowEvent) : [];
    expect(names).toEqual([...MLFLOW_EVENT_TYPES].map(nameOfMlflowEvent).sort());
  });

  test.each([
    [{ name: undefined }, /Missing value for required parameter 'name'/],
    [{ url: null }, /Missing value for required parameter 'url'/],
    [{ events: [] }, /Missing value for required parameter 'events'/],
    [{ name: "-hook" }, /name/],
    [{ name: "a/b" }, /name/],
    [{ name: "a".repeat(64) }, /63/],
    [{ name: 7 }, /name/],
    [{ url: "   " }, "Webhook URL cannot be empty or just whitespace: '   '"],
    [{ url: "ftp://example.com" }, "Invalid webhook URL scheme: 'ftp'. Allowed schemes are: http, https."],
    [{ url: "http://[invalid" }, "Invalid webhook URL 'http://[invalid': ValueError('Invalid IPv6 URL')"],
    [{ url: `https://x.example.com/${"a".repeat(500)}` }, /500/],
    [{ url: ["https://x.example.com"] }, /string/],
    [{ description: "a".repeat(1_001) }, /1000/],
    [{ secret: "a\u0000b" }, /secret/],
    [{ description: "\ud800" }, /description/],
    [{ status: "PAUSED" }, /ACTIVE or DISABLED/],
    [{ events: [{ entity: "PROMPT", action: "CREATED" }] }, /'prompt\.created' is not raised .*model_version\.created/],
    [{ events: [{ entity: "BUDGET_POLICY", action: "EXCEEDED" }] }, /budget_policy\.exceeded/],
    [{ events: [{ entity: "MODEL_VERSION", action: "SET" }] }, /model_version\.set/],
    [{ events: "MODEL_VERSION" }, /list/],
    [{ events: [null] }, /is not raised/],
  ])("%j is refused in words", (change, message) => {
    const read = readNewMlflowWebhook({ ...WISH, ...change });

    expect(read.ok ? "" : read.problem.message).toMatch(message);
  });

  test("whatever it holds, it is read or refused, and a secret is never quoted", () => {
    const value = fc.oneof(fc.anything(), fc.string(), fc.constantFrom("ACTIVE", "https://x.example.com", "hook"));
    const fields = fc.dictionary(fc.constantFrom("name", "url", "events", "description", "status"), value);

    fc.assert(
      fc.property(fields, fc.uuid(), (asked, secret) => {
        const read = readNewMlflowWebhook({ ...asked, secret });

        expect(read.ok ? "" : JSON.stringify(read.problem)).not.toContain(secret);
      }),
    );
  });
});

describe("MLflow's payload", () => {
  test.each([
    ["CREATE_MODEL", { tags: { domain: "payments" }, description: "Scores card payments." }],
    [
      "LINK_ARTIFACT",
      {
        version: "3",
        source: `modelwire-artifact://_id/${btoa("Artifact:art_01930b6e-8b07-7c1d-a2b4-0e6f93d5c802")}`,
        run_id: "4f1c7a90b2d84e6f9c3a5d7e8b1f2064",
        tags: { stage: "candidate" },
        description: "Retrained on the October transactions.",
      },
    ],
    ["ADD_ARTIFACT_TAG", { version: "3", key: "reviewed-by", value: "maria" }],
    ["REMOVE_ARTIFACT_TAG", { version: "3", key: "candidate" }],
    ["ADD_ARTIFACT_ALIAS", { version: "3", alias: "production" }],
    ["REMOVE_ARTIFACT_ALIAS", { alias: "staging" }],
  ] as const)("of %s holds what MLflow's own holds, and no more", (type, data) => {
    const body = bodyOf(PRESETS.mlflow.payloadFor(type), contextOf(EVENT_SAMPLES[type]));

    expect(body).toEqual({
      ...MLFLOW_EVENTS[type],
      timestamp: "2026-11-08T09:41:27.318Z",
      data: { name: "fraud-detector", ...data },
    });
  });

  test("a run that is not known is null, and tags that are none are an empty object", () => {
    const { runId: _, tags: __, ...version } = EVENT_SAMPLES.LINK_ARTIFACT.version;
    const context = contextOf({ ...EVENT_SAMPLES.LINK_ARTIFACT, version });

    expect(bodyOf(PRESETS.mlflow.payloadFor("LINK_ARTIFACT"), context)).toMatchObject({
      data: { run_id: null, tags: {} },
    });
  });
});
