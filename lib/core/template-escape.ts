import { isJsonObject, type Json } from "./json";

/** How a filled value is written for the receiver. Never applied to the template's own text, nor to secrets. */
export const ESCAPES = ["none", "slack", "teams"] as const;
export type Escape = (typeof ESCAPES)[number];

/** Writes a value so that it shows as it is. Texts within a filled object or list are escaped too; keys are not. */
export function escapeValue(value: Json, manner: Escape): Json {
  if (manner === "none") {
    return value;
  }
  if (typeof value === "string") {
    return TEXT[manner](value);
  }
  if (Array.isArray(value)) {
    return value.map((child) => escapeValue(child, manner));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, escapeValue(child, manner)]));
}

/**
 * An address has to stay one, so Markdown's backslashes and Slack's entities would break it; instead what could end a
 * link early is percent-encoded, which means the same to the server behind it.
 */
export function escapeUrl(url: string, manner: Escape): string {
  return manner === "none" ? url : url.replace(/[<>|"'`\\[\]()*\s]/g, percentEncoded);
}

const TEXT = { slack: escapeSlack, teams: escapeTeams } as const satisfies Record<
  Exclude<Escape, "none">,
  (text: string) => string
>;

/** Slack's three control characters: with them a model's name could mention a whole channel or forge a link. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * Backslashes before what Markdown or a card's `{{DATE(…)}}` would read, and before list marks at the start of a line.
 * An underscore between letters or digits marks nothing, and `fraud_detector` should stay legible in clients that show backslashes.
 */
function escapeTeams(text: string): string {
  return text
    .replace(/[\\`*[\]<>~#|&{}!]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/^([ \t]*)([-+=])/gm, "$1\\$2")
    .replace(/^([ \t]*\d+)([.)])/gm, "$1\\$2");
}

function percentEncoded(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
