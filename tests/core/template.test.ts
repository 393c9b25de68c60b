import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAYLOAD_BYTES_MAX } from "@/lib/core/automation";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { Json, JsonObject } from "@/lib/core/json";
import {
  fillSecrets,
  payloadText,
  type Rendered,
  renderTemplate,
  secretNamesOf,
  type TemplateContext,
} from "@/lib/core/template";
import { TEMPLATE_VARIABLES } from "@/lib/core/template-variables";

const ALIAS_ADDED: RegistryEvent = EVENT_SAMPLES.ADD_ARTIFACT_ALIAS;

function contextOf(event: Partial<RegistryEvent> = {}, rest: Partial<TemplateContext> = {}): TemplateContext {
  return {
    event: { ...ALIAS_ADDED, ...event },
    deliveryId: "dl_1",
    automationName: "Deploy",
    baseUrl: "https://mw.example.com",
    secretNames: [],
    ...rest,
  };
}

function withMetadata(metadata: JsonObject): Partial<RegistryEvent> {
  return { version: { ...versionOf(), metadata } };
}

function versionOf() {
  const { version } = ALIAS_ADDED;
  if (!version) {
    throw new Error("The sample of an alias event has a version.");
  }
  return version;
}

function rendered(payload: Json, context: TemplateContext): Rendered {
  const result = renderTemplate(payload, context);
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

function bodyOf(payload: Json, context: TemplateContext = contextOf()): Json {
  return rendered(payload, context).body;
}

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

describe("filling", () => {
  test("a value within other text becomes text", () => {
    const context = contextOf(withMetadata({ n: 1.5, yes: true, none: null, object: { a: [1] } }));

    expect(
      bodyOf(
        "${artifact_metadata.n} ${artifact_metadata.yes} [${artifact_metadata.none}] ${artifact_metadata.object}",
        context,
      ),
    ).toBe('1.5 true [] {"a":[1]}');
  });

  test("two dollars before a brace mean one, elsewhere a dollar is a dollar", () => {
    expect(bodyOf(["$${alias}", "$$${alias}", "$$$${alias}", "$5 $$ {alias}", "100$"])).toEqual([
      "${alias}",
      "$production",
      "$${alias}",
      "$5 $$ {alias}",
      "100$",
    ]);
  });

  test("keys are no templates, and a key named __proto__ stays one", () => {
    const payload: Json = JSON.parse('{"${alias}": 1, "__proto__": {"x": "${alias}"}}');

    expect(payloadText(bodyOf(payload))).toBe('{"${alias}":1,"__proto__":{"x":"production"}}');
  });

  test("never expands a value a second time", () => {
    const context = contextOf({ alias: "${secrets.KEY} ${alias}" }, { secretNames: ["KEY"] });

    const result = rendered({ a: "${alias}", b: "x ${alias}" }, context);

    expect(result.secretHoles).toEqual([]);
    expect(fillSecrets(result, { KEY: "boo" })).toEqual({
      ok: true,
      value: { a: "${secrets.KEY} ${alias}", b: "x ${secrets.KEY} ${alias}" },
    });
  });

  test("a URL percent-encodes every name within it", () => {
    const context = contextOf({ model: { id: "mdl_1", name: "a b?#&<é\ud800" } });

    expect(bodyOf("${version_url}", context)).toBe(
      "https://mw.example.com/acme/models/a%20b%3F%23%26%3C%C3%A9%EF%BF%BD/versions/v3",
    );
  });

  test("a short template that names a long value over and over is refused, not built", () => {
    const context = contextOf(withMetadata({ long: "x".repeat(250_000) }));
    const payload = Array.from({ length: 2_000 }, () => "${artifact_metadata.long}!");

    const startedMs = performance.now();
    const result = renderTemplate(payload, context);

    expect(result).toMatchObject({ ok: false, problem: { code: "too_large" } });
    expect(performance.now() - startedMs).toBeLessThan(500);
  });

  test("a body is measured in bytes of UTF-8, to the byte", () => {
    const fits = "é".repeat((PAYLOAD_BYTES_MAX - 2) / 2);

    expect(renderTemplate("${alias}", contextOf({ alias: fits })).ok).toBe(true);
    expect(renderTemplate("${alias}", contextOf({ alias: `${fits}x` })).ok).toBe(false);
  });

  const anyText = fc.string({ unit: "grapheme" });
  const hostileText = fc.oneof(
    anyText,
    fc.string({ unit: "binary" }),
    fc.constantFrom('"', '",\n"injected": "', "${alias}", "$${x}", "\ud800", "${secrets.KEY}", "***", "\\", "\u2028"),
  );

  test("any text of an event arrives exactly as it was, in valid JSON", () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (alias, name, note) => {
        const event = { alias, model: { id: "mdl_1" as const, name }, ...withMetadata({ note }) };
        const payload = { a: "${alias}", b: ["${artifact_collection_name}", "<${artifact_metadata.note}|${alias}>"] };

        const text = payloadText(bodyOf(payload, contextOf(event, { secretNames: ["KEY"] })));

        expect(JSON.parse(text)).toEqual({ a: alias, b: [name, `<${note}|${alias}>`] });
      }),
    );
  });

  test("any value of metadata keeps its type where the variable stands alone", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const note = JSON.parse(JSON.stringify(value)) as Json;

        expect(bodyOf({ x: "${artifact_metadata.note}" }, contextOf(withMetadata({ note })))).toEqual({ x: note });
      }),
    );
  });

  test("a name that is no variable is never sent: nothing can fill its hole", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_.]{1,20}$/), (word) => {
        const name = `zz_${word}`;

        const result = rendered(`a \${${name}} b`, contextOf());

        expect(result.body).toBe("a *** b");
        expect(fillSecrets(result, {})).toEqual({ ok: false, problem: { code: "secret_missing", names: [name] } });
      }),
    );
  });

  test("what holds no variable is left as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const payload = JSON.parse(JSON.stringify(value).replaceAll("{$", "{").replaceAll("${", "{")) as Json;

        expect(payloadText(bodyOf(payload))).toBe(payloadText(payload));
      }),
    );
  });
});

describe("secrets", () => {
  test("show as *** until they are filled, whatever their text", () => {
    const payload = { token: "${secrets.KEY}", mixed: ["a ${secrets.KEY} ${alias} ${OTHER}", "***"] };

    const result = rendered(payload, contextOf({}, { secretNames: ["KEY", "OTHER"] }));

    expect(result.body).toEqual({ token: "***", mixed: ["a *** production ***", "***"] });
    expect(secretNamesOf(result)).toEqual(["KEY", "OTHER"]);
    expect(fillSecrets(result, { KEY: 'q"\n${alias}', OTHER: "$&" })).toEqual({
      ok: true,
      value: { token: 'q"\n${alias}', mixed: ['a q"\n${alias} production $&', "***"] },
    });
    expect(result.body).toEqual({ token: "***", mixed: ["a *** production ***", "***"] });
  });

  test("W&B's ACCESS_TOKEN is the webhook's access token, unless a secret has that very name", () => {
    const known = { secretNames: ["GH"], accessTokenSecret: "GH" };

    expect(secretNamesOf(rendered("${ACCESS_TOKEN}", contextOf({}, known)))).toEqual(["GH"]);
    expect(
      secretNamesOf(rendered("${ACCESS_TOKEN}", contextOf({}, { ...known, secretNames: ["GH", "ACCESS_TOKEN"] }))),
    ).toEqual(["ACCESS_TOKEN"]);
  });

  test("a variable wins over a secret of its name", () => {
    const context = contextOf({}, { secretNames: ["alias"] });

    expect(bodyOf(["${alias}", "${secrets.alias}"], context)).toEqual(["production", "***"]);
  });

  test("a name of the prototype is no secret's value", () => {
    expect(fillSecrets(rendered("${secrets.constructor}", contextOf()), {})).toMatchObject({ ok: false });
  });

  test("many long secrets do not make a body past the limit", () => {
    const result = rendered(
      Array.from({ length: 3_000 }, () => "${secrets.KEY}"),
      contextOf(),
    );

    expect(fillSecrets(result, { KEY: "x".repeat(65_536) })).toEqual({
      ok: false,
      problem: { code: "payload_too_large" },
    });
  });
});

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
