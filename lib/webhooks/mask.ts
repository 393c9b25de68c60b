import { SECRET_MASK } from "@/lib/core/template";
import { createMemo } from "@/lib/platform/memo";

/** Takes secrets out of a text, in every spelling in which a receiver may send them back. */
export type Mask = (text: string, options?: { isCut?: boolean }) => string;

/** A cut text may end within a secret; a shorter rest than this tells nobody anything. */
const CUT_LENGTH_MIN = 4;

/** Kept because a busy webhook sends the same secrets thousands of times. */
const spellingsOf = createMemo(1_000, (secret): readonly string[] =>
  spell(secret).filter((spelling) => spelling !== ""),
);

export function createMask(secrets: readonly string[]): Mask {
  const spellings = [...new Set(secrets.flatMap(spellingsOf))].sort((one, other) => other.length - one.length);

  return function mask(text, { isCut = false } = {}) {
    let masked = text;
    for (const spelling of spellings) {
      if (masked.includes(spelling)) {
        masked = masked.replaceAll(spelling, SECRET_MASK);
      }
    }
    return isCut ? maskCutEnd(masked, spellings) : masked;
  };
}

/** Plain, as JSON (also within JSON, and of PHP and Python), in a URL or a form, in HTML, in hex, and within any base64. */
function spell(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const asJson = JSON.stringify(secret).slice(1, -1);
  const inUrl = encodeURIComponent(secret.toWellFormed());
  return [
    secret,
    secret.trim(),
    asJson,
    JSON.stringify(asJson).slice(1, -1),
    asJson.replaceAll("/", "\\/"),
    asJson.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`),
    inUrl,
    inUrl.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    inUrl.replaceAll("%20", "+"),
    htmlOf(secret),
    bytes.toString("base64"),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => base64Within(bytes, offset)),
  ];
}

function htmlOf(secret: string): string {
  return secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/**
 * The characters that stand for the secret alone where base64 encodes it after other bytes, as in `user:secret`. Those at
 * either end also carry bits of its neighbours and are left; of a few bytes nothing certain would remain.
 */
function base64Within(bytes: Buffer, offset: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  const within = encoded.slice(first, last);
  const isTelling = offset === 0 || within.length >= 8;
  return isTelling ? [within, within.replaceAll("+", "-").replaceAll("/", "_")] : [];
}

function maskCutEnd(text: string, spellings: readonly string[]): string {
  for (const spelling of spellings) {
    for (let length = Math.min(spelling.length - 1, text.length); length >= CUT_LENGTH_MIN; length -= 1) {
      if (text.endsWith(spelling.slice(0, length))) {
        return text.slice(0, -length) + SECRET_MASK;
      }
    }
  }
  return text;
}
