import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  hashToken,
  isSameText,
  isTokenText,
  type Keyring,
  keyIdOf,
  loadOrCreateKeyring,
  newTokenText,
  open,
  parseKeyring,
  seal,
  sha256Hex,
} from "@/lib/platform/crypto";

const first = `k1:${randomBytes(32).toString("base64")}`;
const second = `k2:${randomBytes(32).toString("base64")}`;

function keyringOf(text: string): Keyring {
  const result = parseKeyring(text);
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

describe("a sealed value", () => {
  test("opens to exactly what was sealed, and never looks the same twice", () => {
    const keyring = keyringOf(first);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, context) => {
        const sealed = seal(keyring, text, context);

        expect(open(keyring, sealed, context)).toEqual({ ok: true, value: text });
        expect(seal(keyring, text, context)).not.toBe(sealed);
      }),
    );
  });

  test("names its key, and holds IV, text and tag in base64url", () => {
    const sealed = seal(keyringOf(first), "word", "tm_1/sec_1");

    expect(sealed).toMatch(/^v1\.k1\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed.split(".")[2] ?? "", "base64url")).toHaveLength(12 + 4 + 16);
    expect(keyIdOf(sealed)).toBe("k1");
    expect(keyIdOf("word")).toBeNull();
  });

  test("does not open for another team or secret", () => {
    const keyring = keyringOf(first);
    const sealed = seal(keyring, "word", "tm_1/sec_1");

    expect(open(keyring, sealed, "tm_1/sec_2")).toMatchObject({ ok: false, problem: { code: "unavailable" } });
  });

  test("does not open when any of its bits was changed, or it was cut", () => {
    const keyring = keyringOf(first);
    const bytes = Buffer.from(seal(keyring, "a password", "c").split(".")[2] ?? "", "base64url");
    const sealedOf = (part: Uint8Array) => `v1.k1.${Buffer.from(part).toString("base64url")}`;

    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(open(keyring, sealedOf(changed), "c").ok).toBe(false);
    }
    for (let length = 0; length < bytes.length; length += 1) {
      expect(open(keyring, sealedOf(bytes.subarray(0, length)), "c").ok).toBe(false);
    }
    expect(open(keyring, sealedOf(bytes), "c").ok).toBe(true);
  });

  test.each(["", "v1.k1.", "v1..AAAA", "v2.k1.AAAA", "plain", "v1.k1.!!!!"])("%j is refused as damaged", (sealed) => {
    expect(open(keyringOf(first), sealed, "c")).toMatchObject({ ok: false });
  });

  test("of an older key still opens after a rotation, and says so when that key is gone", () => {
    const sealed = seal(keyringOf(first), "word", "c");
    const rotated = keyringOf(`${second},${first}`);

    expect(open(rotated, sealed, "c")).toEqual({ ok: true, value: "word" });
    expect(keyIdOf(seal(rotated, "word", "c"))).toBe("k2");
    expect(open(keyringOf(second), sealed, "c")).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining("MODELWIRE_KEYS") },
    });
  });

  test("does not open with another key under the same id", () => {
    const other = keyringOf(`k1:${randomBytes(32).toString("base64")}`);

    expect(open(other, seal(keyringOf(first), "word", "c"), "c").ok).toBe(false);
  });
});

describe("the keys in the environment", () => {
  test.each([
    ["", "no proper id"],
    ["K1:AAAA", "no proper id"],
    [`${"k".repeat(33)}:AAAA`, "no proper id"],
    ["k1", "no proper id"],
    ["k1:AAAA", "32 bytes"],
    [`k1:${"!".repeat(44)}`, "32 bytes"],
    [`k1:${randomBytes(33).toString("base64")}`, "32 bytes"],
    [`${first},${first}`, "twice"],
    [`${first},`, "Key 2"],
  ])("%j are refused with the remedy and without the key", (text, message) => {
    const result = parseKeyring(text);

    expect(result).toMatchObject({ ok: false, problem: { field: "MODELWIRE_KEYS" } });
    expect(result.ok ? "" : result.problem.message).toContain(message);
    expect(result.ok ? "" : result.problem.message).not.toContain(first.slice(3));
  });

  test("may stand with spaces, and never show when printed", () => {
    const keyring = keyringOf(` ${second} , ${first}\n`);

    expect(keyring.currentId).toBe("k2");
    expect([...keyring.keys.keys()]).toEqual(["k2", "k1"]);
    expect(JSON.stringify([...keyring.keys])).not.toContain(first.slice(3, 20));
  });
});

describe("the keyring in the data folder", () => {
  let parent = "";
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), "modelwire-keys-"));
  });
  afterAll(() => rm(parent, { recursive: true }));

  test("is made once, readable by its owner only, also when many start at once", async () => {
    const folder = join(parent, "new");

    const keyrings = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateKeyring(folder)));

    const sealed = seal(await loadOrCreateKeyring(folder), "word", "c");
    expect(keyrings.every((keyring) => open(keyring, sealed, "c").ok)).toBe(true);
    expect((await stat(join(folder, "keys"))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["keys"]);
  });

  test("is never replaced when it cannot be read", async () => {
    const folder = join(parent, "damaged");
    await loadOrCreateKeyring(folder);
    await writeFile(join(folder, "keys"), "garbage");

    await expect(loadOrCreateKeyring(folder)).rejects.toThrow(/backup/);
    expect(await readFile(join(folder, "keys"), "utf8")).toBe("garbage");
  });
});

describe("a token", () => {
  test("is new each time, of one length, and known by its checksum", () => {
    const tokens = Array.from({ length: 200 }, newTokenText);

    expect(new Set(tokens).size).toBe(200);
    expect(tokens.every((token) => /^mw_[0-9A-Za-z]{49}$/.test(token) && isTokenText(token))).toBe(true);
  });

  test("with a typo is refused without asking the database", () => {
    const token = newTokenText();
    const swapped = token.slice(0, 10) + (token[10] === "a" ? "b" : "a") + token.slice(11);

    expect(isTokenText(swapped)).toBe(false);
    expect(isTokenText(token.slice(0, -1))).toBe(false);
    expect(isTokenText("")).toBe(false);
  });

  test("is kept as a SHA-256 only", () => {
    expect(hashToken("mw_x")).toBe(sha256Hex("mw_x"));
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

test("texts are compared whole, whatever their lengths", () => {
  expect(isSameText("word", "word")).toBe(true);
  expect(isSameText("word", "Word")).toBe(false);
  expect(isSameText("word", "words")).toBe(false);
  expect(isSameText("", "")).toBe(true);
});
