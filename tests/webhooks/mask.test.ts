import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createMask } from "@/lib/webhooks/mask";

const secret = fc.string({ minLength: 6, maxLength: 40, unit: "binary" }).filter((text) => text.isWellFormed());

const SPELLINGS: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "as JSON": (text) => JSON.stringify(text),
  "as JSON within JSON": (text) => JSON.stringify({ echoed: JSON.stringify({ text }) }),
  "in a URL": (text) => `?token=${encodeURIComponent(text)}&x=1`,
  "in base64": (text) => Buffer.from(text).toString("base64"),
  "in base64url": (text) => Buffer.from(text).toString("base64url"),
  "in hex": (text) => Buffer.from(text).toString("hex"),
};

test.each(Object.entries(SPELLINGS))("no text holds a secret any more, %s", (_name, spell) => {
  fc.assert(
    fc.property(secret, (text) => {
      const bare = spell(text).replace(/^"|"$/g, "");

      const masked = createMask([text])(`before ${spell(text)} after`);

      expect(masked).toContain("***");
      expect(masked).not.toContain(bare);
    }),
  );
});

test("a secret within a basic credential is taken out of its base64, whatever name stands before it", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ minLength: 12, maxLength: 40 }), (user, text) => {
      const masked = createMask([text])(Buffer.from(`${user}:${text}`).toString("base64"));

      expect(Buffer.from(masked.replaceAll("***", "    "), "base64").includes(text)).toBe(false);
      expect(masked).toContain("***");
    }),
  );
});

test("a longer secret is taken out whole where a shorter one is a part of it", () => {
  expect(createMask(["abcd", "abcdefgh"])("x abcdefgh y abcd z")).toBe("x *** y *** z");
});

test("a text without secrets is left as it is", () => {
  expect(createMask(["hunter2"])('{"ok":true}')).toBe('{"ok":true}');
  expect(createMask([])("anything")).toBe("anything");
});

test("only a cut text is looked at for the beginning of a secret", () => {
  const mask = createMask(["0123456789"]);

  expect(mask("tail 012345")).toBe("tail 012345");
  expect(mask("tail 012345", { isCut: true })).toBe("tail ***");
});
