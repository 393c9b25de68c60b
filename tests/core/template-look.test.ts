import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@/lib/core/json";
import { checkTemplate } from "@/lib/core/template-check";
import { lookOverTemplate, writtenVariables } from "@/lib/core/template-look";
import { parseTemplateText } from "@/lib/core/template-syntax";

const NONE = { secretNames: [] };

test("a variable is found where it stands", () => {
  const source = '{\n  "a": "x ${alias} and $${not} ${artifact_digest}"\n}';

  const found = writtenVariables(source);

  expect(found.map(({ from, to }) => source.slice(from, to))).toEqual(["${alias}", "${artifact_digest}"]);
});

test("the editor and the renderer see the same variables", () => {
  const piece = fc.constantFrom("$", "${", "}", "{", "alias", "a.b", '"', "\\", " ", "é");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join("");
      const rendered = parseTemplateText(text).tokens.flatMap((token) =>
        token.kind === "variable" ? [token.name] : [],
      );

      const seen = writtenVariables(JSON.stringify({ key: text })).filter(({ isClosed }) => isClosed);

      expect(seen.map(({ name }) => name)).toEqual(rendered);
    }),
  );
});

test("what cannot be saved is told with its line and the nearest name", () => {
  const look = lookOverTemplate('{\n  "v": "${artifact_verson_ref}",\n  "d": "${alias"\n}', NONE);

  expect(look.variableFaults).toMatchObject([
    { line: 2, nearest: "artifact_version_ref", message: expect.stringContaining("There is no variable") },
    { line: 3, nearest: null, message: expect.stringContaining("is not closed") },
  ]);
});

test("the editor finds fault with a template exactly when the server does", () => {
  const leaf = fc.constantFrom<Json>(
    "${alias}",
    "${ailas}",
    "${secrets.A}",
    "${secrets.B}",
    "${A}",
    "$${x}",
    "${x",
    1,
    "",
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), leaf), (payload) => {
      const known = { secretNames: ["A"] };

      const look = lookOverTemplate(JSON.stringify(payload, null, 2), known);
      const check = checkTemplate(payload, { ...known, eventType: "ADD_ARTIFACT_ALIAS" });

      const inKeys = lookOverTemplate(
        JSON.stringify(Object.fromEntries(Object.keys(payload).map((key) => [key, ""]))),
        known,
      );
      fc.pre(inKeys.variables.length === 0);
      expect(look.variableFaults.length > 0).toBe(check.problems.length > 0);
    }),
  );
});

test("the size is that of the compact JSON in UTF-8", () => {
  expect(lookOverTemplate('{ "é" :  1 }', NONE).bytes).toBe(Buffer.byteLength('{"é":1}'));
});

test("many faults cost no more than a few", () => {
  const payload = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, "${artifact_vershun}"]));

  expect(lookOverTemplate(JSON.stringify(payload), NONE).variableFaults).toHaveLength(20);
});
