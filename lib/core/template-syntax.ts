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

  for (let open = source.indexOf("${"); open >= 0; open = source.indexOf("${", position)) {
    const brace = open + 1;
    const dollars = brace - firstDollar(source, position, open);
    text += source.slice(position, brace - dollars);
    if (dollars % 2 === 0) {
      text += "$".repeat(dollars / 2);
      position = brace;
      continue;
    }

    const close = source.indexOf("}", brace);
    if (close < 0) {
      pushText(tokens, text + source.slice(brace - dollars));
      return { tokens, isUnclosed: true };
    }
    pushText(tokens, text + "$".repeat((dollars - 1) / 2));
    tokens.push({ kind: "variable", name: source.slice(brace + 1, close) });
    text = "";
    position = close + 1;
  }

  pushText(tokens, text + source.slice(position));
  return { tokens, isUnclosed: false };
}

/** Writes text so that a template says exactly it. */
export function quoteTemplateText(text: string): string {
  return text.replace(/\$+(?=\{)/g, (dollars) => dollars + dollars);
}

/** Where the run of dollars that ends at `last` begins, not before `from`. */
function firstDollar(source: string, from: number, last: number): number {
  let first = last;
  while (first > from && source[first - 1] === "$") {
    first -= 1;
  }
  return first;
}

function pushText(tokens: TemplateToken[], text: string): void {
  if (text !== "") {
    tokens.push({ kind: "text", text });
  }
}
