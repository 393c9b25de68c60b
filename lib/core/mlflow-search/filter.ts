import { ok, type Result, refuse } from "../result";
import { type FilterToken, tokensOf } from "./tokens";

export type TextOperator = "=" | "!=" | "LIKE" | "ILIKE";
export type NumberOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type TextClause<F extends string> = { field: F; operator: TextOperator; value: string };
/** Every operator, `!=` too, matches only what has the tag. */
export type TagClause = { field: "tag"; key: string; operator: TextOperator; value: string };

/** What MLflow lets a search of models ask for. All clauses must hold. */
export type ModelClause = TextClause<"name"> | TagClause;
/** The same of versions. */
export type VersionClause =
  | TextClause<"name" | "source_path" | "run_id">
  | { field: "run_id"; operator: "IN"; values: string[] }
  | { field: "version_number"; operator: NumberOperator; value: number }
  | TagClause;

/** A URL holds hardly more. */
export const FILTER_LENGTH_MAX = 10_000;
export const FILTER_CLAUSES_MAX = 100;

/** Reads the filter of `registered-models/search`. Refusals are MLflow's own sentences, which its users know. */
export function parseModelFilter(text: string): Result<ModelClause[]> {
  return parseFilter(text, { keys: ["name"], readNamed: readModelAttribute });
}

/** Reads the filter of `model-versions/search`. */
export function parseVersionFilter(text: string): Result<VersionClause[]> {
  return parseFilter(text, {
    keys: ["name", "version_number", "run_id", "source_path"],
    readNamed: readVersionAttribute,
  });
}

type Comparison = { key: string; operator: string; value: FilterToken };
type Grammar<C> = { keys: readonly string[]; readNamed: (comparison: Comparison) => Result<C> };

function parseFilter<C>(text: string, grammar: Grammar<C>): Result<(C | TagClause)[]> {
  if (text.length > FILTER_LENGTH_MAX || text.includes("\u0000")) {
    return refuseFilter(`Invalid filter. Use at most ${FILTER_LENGTH_MAX} characters and leave out NUL.`);
  }
  if (text !== "" && text.trim() === "") {
    return refuseFilter(`Invalid filter '${text}'. Could not be parsed.`);
  }

  const comparisons = readComparisons(tokensOf(text), text);
  if (!comparisons.ok) {
    return comparisons;
  }
  const clauses: (C | TagClause)[] = [];
  for (const comparison of comparisons.value) {
    const clause = readClause(comparison, grammar);
    if (!clause.ok) {
      return clause;
    }
    clauses.push(clause.value);
  }
  return ok(clauses);
}

/** Like MLflow, wants no AND between two clauses: whatever is neither a clause nor AND is listed as wrong. */
function readComparisons(tokens: readonly FilterToken[], text: string): Result<Comparison[]> {
  const comparisons: Comparison[] = [];
  const strays: string[] = [];
  let index = 0;
  while (index < tokens.length) {
    const { comparison, length } = comparisonAt(tokens, index);
    if (comparison) {
      comparisons.push(comparison);
    } else if (!isWord(tokens[index], "AND")) {
      strays.push(tokens[index]?.text ?? "");
    }
    index += length;
  }

  if (strays.includes(";") && tokens.at(-1)?.text !== ";") {
    return refuseFilter(`Search filter contained multiple expression "${text}". Provide AND-ed expression list.`);
  }
  if (strays.length > 0) {
    return refuseFilter(`Invalid clause(s) in filter string: ${strays.join(", ")}`);
  }
  return comparisons.length > FILTER_CLAUSES_MAX
    ? refuseFilter(`Invalid filter. Use at most ${FILTER_CLAUSES_MAX} clauses.`)
    : ok(comparisons);
}

function comparisonAt(
  tokens: readonly FilterToken[],
  index: number,
): { comparison: Comparison | null; length: number } {
  const left = tokens[index];
  const isNegated = isWord(tokens[index + 1], "NOT");
  const at = index + (isNegated ? 2 : 1);
  const operator = operatorOf(tokens[at]);
  const value = tokens[at + 1];
  const isClause =
    left !== undefined &&
    (left.kind === "word" || left.kind === "quoted") &&
    !["AND", "OR", "NOT"].some((word) => isWord(left, word)) &&
    operator !== null &&
    value !== undefined &&
    value.kind !== "operator" &&
    value.kind !== "stray" &&
    (operator === "IN") === (value.kind === "list");
  return isClause
    ? {
        comparison: { key: left.text, operator: isNegated ? `NOT ${operator}` : operator, value },
        length: at + 2 - index,
      }
    : { comparison: null, length: 1 };
}

function operatorOf(token: FilterToken | undefined): string | null {
  if (token?.kind === "operator") {
    return token.text;
  }
  return ["LIKE", "ILIKE", "IN"].find((word) => isWord(token, word)) ?? null;
}

function isWord(token: FilterToken | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toUpperCase() === word;
}

function readClause<C>(comparison: Comparison, { keys, readNamed }: Grammar<C>): Result<C | TagClause> {
  const { key } = comparison;
  if (key.startsWith("'")) {
    return refuseFilter(`Invalid comparison clause. Expected 'Identifier' found '${key}'`);
  }
  const dot = key.indexOf(".");
  const entity = dot < 0 ? "attribute" : key.slice(0, dot);
  const rest = dot < 0 ? key : key.slice(dot + 1);
  if (entity === "tag" || entity === "tags") {
    return readTag({ ...comparison, key: withoutTicks(rest) });
  }
  if (entity !== "attribute") {
    return refuseFilter(`Invalid entity type '${entity}'. Valid entity types are ('attribute', 'tag', 'tags')`);
  }
  if (!keys.includes(rest)) {
    const valid = keys.map((one) => `'${one}'`).join(", ");
    return refuseFilter(`Invalid attribute key '${rest}' specified. Valid keys are '{${valid}}'`);
  }
  return readNamed({ ...comparison, key: rest });
}

function readTag({ key, operator, value }: Comparison): Result<TagClause> {
  if (value.kind === "list" || isNumber(value)) {
    return refuseFilter(`Expected a quoted string value for tag (e.g. 'my-value'). Got value ${value.text}`);
  }
  const text = readText({ operator, value, what: "tag" });
  return text.ok ? ok({ field: "tag", key, ...text.value }) : text;
}

function readModelAttribute({ operator, value }: Comparison): Result<TextClause<"name">> {
  const text = readText({ operator, value, what: "attribute" });
  return text.ok ? ok({ field: "name", ...text.value }) : text;
}

function readVersionAttribute({ key, operator, value }: Comparison): Result<VersionClause> {
  if (key === "version_number") {
    return readNumber(operator, value);
  }
  if (key === "run_id" && value.kind === "list") {
    return readList(operator, value);
  }
  const field = key === "run_id" || key === "source_path" ? key : "name";
  const text = readText({ operator, value, what: "attribute" });
  return text.ok ? ok({ field, ...text.value }) : text;
}

type TextRead = { operator: string; value: FilterToken; what: "tag" | "attribute" };

function readText({ operator, value, what }: TextRead): Result<{ operator: TextOperator; value: string }> {
  if (value.kind === "list") {
    return refuseFilter("Only the 'run_id' attribute supports comparison with a list of quoted string values.");
  }
  if (isNumber(value)) {
    return refuseFilter(
      `Expected a quoted string value or a list of quoted string values for attributes. Got value ${value.text}`,
    );
  }
  if (value.kind !== "quoted") {
    return refuseFilter(
      `Parameter value is either not quoted or unidentified quote types used for string value ${value.text}. Use either single or double quotes.`,
    );
  }
  const known = (["=", "!=", "LIKE", "ILIKE"] as const).find((one) => one === operator);
  return known
    ? ok({ operator: known, value: value.value })
    : refuseFilter(`Invalid comparator for ${what}: ${operator}`);
}

function readNumber(operator: string, value: FilterToken): Result<VersionClause> {
  if (value.kind === "list") {
    return refuseFilter("Only the 'run_id' attribute supports comparison with a list of quoted string values.");
  }
  const known = (["=", "!=", "<", "<=", ">", ">="] as const).find((one) => one === operator);
  if (!known) {
    return refuseFilter(`Invalid comparator for attribute version_number: ${operator}`);
  }
  const written = value.kind === "quoted" ? value.value : value.text;
  return NUMBER.test(written)
    ? ok({ field: "version_number", operator: known, value: Number(written) })
    : refuseFilter(`Expected a number to compare version_number with. Got value ${value.text}`);
}

function readList(operator: string, list: Extract<FilterToken, { kind: "list" }>): Result<VersionClause> {
  if (operator !== "IN") {
    return refuseFilter(`Invalid comparator for attribute: ${operator}`);
  }
  const values: string[] = [];
  for (const [index, token] of list.tokens.entries()) {
    const isPlaced = index % 2 === 0 ? token.kind === "quoted" : token.text === ",";
    if (!isPlaced) {
      return refuseList(list.text);
    }
    if (token.kind === "quoted") {
      values.push(token.value);
    }
  }
  return values.length > 0 ? ok({ field: "run_id", operator, values }) : refuseList("empty list");
}

const NUMBER = /^-?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/;

function isNumber(token: FilterToken): boolean {
  return token.kind === "word" && NUMBER.test(token.text);
}

/** ``tags.`a.b` `` names the key `a.b`, and so does `tags."a.b"`. */
function withoutTicks(key: string): string {
  const [, ticked, quoted] = /^(?:`([^`]*)`|"([^"]*)")$/.exec(key) ?? [];
  return ticked ?? quoted ?? key;
}

function refuseList(got: string): Result<never> {
  return refuseFilter(`While parsing a list in the query, expected a non-empty list of string values, but got ${got}`);
}

function refuseFilter(message: string): Result<never> {
  return refuse({ code: "invalid", field: "filter", message });
}
