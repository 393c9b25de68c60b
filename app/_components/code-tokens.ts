export type CodeLanguage = "json" | "text";
export type CodeToken = { kind: "key" | "text" | "number" | "punctuation" | "variable" | "plain"; text: string };

// No braces and few characters inside: with neither bound, a text of a million "${" would be searched to its end from each.
const VARIABLE = /\$\{[^{}\n]{0,200}\}/g;
// Sticky and linear: each alternative begins with a character that no other begins with.
const JSON_TOKEN = /("(?:[^"\\]|\\.)*"?)(\s*:)?|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]+|\s+|[^"\s{}[\],:\d-]+|./gy;
// A line this long is a payload in one line: colouring it would cost more than it tells.
const COLOURED_LINE_MAX = 4000;

/** Splits one line into coloured pieces. Their texts, joined, are the line. */
export function codeTokens(line: string, language: CodeLanguage): CodeToken[] {
  if (line.length > COLOURED_LINE_MAX) {
    return [{ kind: "plain", text: line }];
  }
  if (language === "text") {
    return withVariables("plain", line);
  }

  const tokens: CodeToken[] = [];
  for (const match of line.matchAll(JSON_TOKEN)) {
    const [whole, quoted, colon] = match;
    if (quoted === undefined) {
      tokens.push({ kind: kindOf(whole), text: whole });
    } else if (colon) {
      tokens.push({ kind: "key", text: quoted }, { kind: "punctuation", text: colon });
    } else {
      tokens.push(...withVariables("text", quoted));
    }
  }
  return tokens;
}

/** Cuts tokens where what was filled in begins and ends. The ranges are of the line, in order. */
export function tintFilled(
  tokens: readonly CodeToken[],
  filled: readonly { from: number; to: number }[],
): (CodeToken & { isFilled: boolean })[] {
  let start = 0;
  return tokens.flatMap(({ kind, text }) => {
    const from = start;
    start += text.length;
    const cuts = filled.flatMap((range) => [range.from, range.to]).filter((cut) => cut > from && cut < start);
    return [from, ...cuts].map((cut, index) => ({
      kind,
      text: text.slice(cut - from, (cuts[index] ?? start) - from),
      isFilled: filled.some((range) => range.from <= cut && cut < range.to),
    }));
  });
}

/** Pretty-prints what is JSON and leaves everything else as it is. */
export function prettyText(text: string): { text: string; language: CodeLanguage } {
  try {
    return { text: JSON.stringify(JSON.parse(text), null, 2), language: "json" };
  } catch {
    return { text, language: "text" };
  }
}

function kindOf(text: string): CodeToken["kind"] {
  if (/^(?:-?\d|true$|false$|null$)/.test(text)) {
    return "number";
  }
  return /^[{}[\],:]/.test(text) ? "punctuation" : "plain";
}

function withVariables(kind: CodeToken["kind"], text: string): CodeToken[] {
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > end) {
      tokens.push({ kind, text: text.slice(end, match.index) });
    }
    tokens.push({ kind: "variable", text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) {
    tokens.push({ kind, text: text.slice(end) });
  }
  return tokens;
}
