/**
 * The syntax of payload templates. `${name}` stands for a value. Directly before a brace two dollars mean one, so
 * `$${name}` is the literal text `${name}` and `$$${name}` is a dollar followed by the value; elsewhere a dollar is a dollar.
 */
export type TemplateToken = { kind: "text"; text: string } | { kind: "variable"; name: string };

export type ParsedText = {
  tokens: TemplateToken[];
  /** True when a `${` is never closed: all from there on is taken as text. */
  isUnclosed: boolean;
};

/** Splits one string of a template. Adjacent texts are joined, and empty ones left out. */
export function parseTemplateText(source: string): ParsedText {
  const tokens: TemplateToken[] = [];
  let text = "";
  let position = 0;
  let isUnclosed = false;

  for (const match of source.matchAll(/(\$+)\{/g)) {
    if (match.index < position) {
      continue; // Within the name of a variable that is already read.
    }
    const dollars = match[1]?.length ?? 0;
    const brace = match.index + dollars;
    const isVariable = dollars % 2 === 1;
    const close = isVariable ? source.indexOf("}", brace) : -1;
    if (isVariable && close < 0) {
      isUnclosed = true;
      break;
    }

    text += source.slice(position, match.index) + "$".repeat(Math.floor(dollars / 2));
    position = brace;
    if (isVariable) {
      pushText(tokens, text);
      tokens.push({ kind: "variable", name: source.slice(brace + 1, close) });
      text = "";
      position = close + 1;
    }
  }

  pushText(tokens, text + source.slice(position));
  return { tokens, isUnclosed };
}

/** Writes text so that a template says exactly it. */
export function quoteTemplateText(text: string): string {
  return text.replace(/\$+(?=\{)/g, (dollars) => dollars + dollars);
}

function pushText(tokens: TemplateToken[], text: string): void {
  if (text !== "") {
    tokens.push({ kind: "text", text });
  }
}
