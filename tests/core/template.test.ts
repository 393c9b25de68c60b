import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAYLOAD_BYTES_MAX } from "@/lib/core/automation";
import type { Json } from "@/lib/core/json";
import { fillSecrets, payloadText, renderTemplate, secretNamesOf } from "@/lib/core/template";
import { bodyOf, contextOf, rendered, withMetadata } from "../support/template-context";

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
