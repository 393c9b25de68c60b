export type FilterToken =
  /** A bare word, a key with its back-ticks, or a number. */
  | { kind: "word"; text: string }
  /** A character that belongs to nothing: punctuation, or a quote that nobody closed. */
  | { kind: "stray"; text: string }
  /** Text in single or double quotes, without them. */
  | { kind: "quoted"; text: string; value: string }
  | { kind: "operator"; text: string }
  /** Everything between two parentheses that belong together. */
  | { kind: "list"; text: string; tokens: FilterToken[] };

/**
 * One pass, and no character is looked at by two alternatives: hostile text costs its length. A quote within quotes of its
 * own kind is doubled, as in SQL; a backslash is a character like any other.
 */
const TOKEN =
  /\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|!=|<=|>=|==|<>|[=<>]|(?:\.(?:`[^`]*`|"[^"]*")|[^\s'"`()=<>!,;])+|`[^`]*`|[\s\S]/g;
const OPERATOR = /^(?:!=|<=|>=|==|<>|[=<>])$/;
const STRAY = /^['"`(),;!]$/;

/** Cuts a filter of MLflow's search into its tokens. */
export function tokensOf(text: string): FilterToken[] {
  const open: { text: string; tokens: FilterToken[] }[] = [];
  let tokens: FilterToken[] = [];
  for (const [part] of text.matchAll(TOKEN)) {
    const outer = part === ")" ? open.pop() : undefined;
    if (outer) {
      const inside = outer.text + part;
      outer.tokens.push({ kind: "list", text: inside, tokens });
      tokens = outer.tokens;
      appendText(open, inside);
      continue;
    }
    if (part === "(") {
      open.push({ text: part, tokens });
      tokens = [];
      continue;
    }
    appendText(open, part);
    if (part.trim() !== "") {
      tokens.push(tokenOf(part));
    }
  }
  return unclosed(open, tokens);
}

function tokenOf(part: string): FilterToken {
  const quote = part.length > 1 ? part.charAt(0) : "";
  if (quote === "'" || quote === '"') {
    return { kind: "quoted", text: part, value: part.slice(1, -1).replaceAll(quote + quote, quote) };
  }
  if (OPERATOR.test(part)) {
    return { kind: "operator", text: part };
  }
  return { kind: STRAY.test(part) ? "stray" : "word", text: part };
}

/** A list is known by its text when somebody is told that it does not belong there. */
function appendText(open: { text: string }[], part: string): void {
  const innermost = open.at(-1);
  if (innermost) {
    innermost.text += part;
  }
}

/** What follows a parenthesis that nobody closed stands where that stood. */
function unclosed(open: readonly { tokens: FilterToken[] }[], innermost: FilterToken[]): FilterToken[] {
  const levels = [...open.map((level) => level.tokens), innermost];
  return levels.flatMap((tokens, index) => (index === 0 ? tokens : [{ kind: "stray" as const, text: "(" }, ...tokens]));
}
