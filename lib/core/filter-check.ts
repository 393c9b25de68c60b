import type { AutomationFilter, Condition, NameMatch, Warning } from "./automation";
import { EVENT_TYPES, type EventType } from "./event";
import { compileExpression, compileFilter } from "./filter";
import { aliasName, isSystemAlias } from "./names";
import type { FieldProblem } from "./result";

/** What keeps a filter from ever matching: better told while it is written than found out when nothing fires. */
export function filterProblems(filter: AutomationFilter, eventType: EventType): FieldProblem[] {
  const compiled = compileFilter(filter);
  const problems: FieldProblem[] = compiled.ok
    ? []
    : [{ path: compiled.problem.field ?? "filter", message: compiled.problem.message }];

  problems.push(...aliasProblems(filter.alias, eventType));
  if (filter.tag && !hasOne(eventType, "tag")) {
    problems.push({ path: "filter.tag", message: neverHas(eventType, "tag", "Leave the tag out") });
  }
  for (const [index, condition] of filter.conditions.entries()) {
    problems.push(...conditionProblems(condition, eventType, `filter.conditions.${index}`));
  }
  return problems;
}

/** What works but may surprise. */
export function filterWarnings(filter: AutomationFilter, eventType: EventType): Warning[] {
  const warnings: Warning[] = [];
  if (hasOne(eventType, "alias")) {
    warnings.push(...expressionWarnings(filter.alias, "filter.alias.matches"));
  }
  if (hasOne(eventType, "tag")) {
    warnings.push(...expressionWarnings(filter.tag, "filter.tag.matches"));
  }
  return warnings;
}

/** True when the expression can only match a whole name: `^…$`, with no alternative outside of parentheses. */
export function isAnchored(expression: string): boolean {
  const bare = withoutEscapesAndClasses(expression);
  return /^(\^|\\A)/.test(bare) && /(\$|\\z)$/.test(bare) && !hasOuterAlternative(bare);
}

function aliasProblems(alias: NameMatch | null, eventType: EventType): FieldProblem[] {
  if (alias === null) {
    return [];
  }
  if (!hasOne(eventType, "alias")) {
    return [{ path: "filter.alias", message: neverHas(eventType, "alias", "Leave the alias out") }];
  }
  if ("matches" in alias) {
    return [];
  }
  if (isSystemAlias(alias.equals)) {
    const message = `${alias.equals} follows the versions by itself and raises no alias event. Choose the event "${EVENT_TYPES.LINK_ARTIFACT.label}" instead.`;
    return [{ path: "filter.alias.equals", message }];
  }

  const name = aliasName.safeParse(alias.equals);
  const reason = name.success ? null : (name.error.issues[0]?.message ?? "");
  return reason === null ? [] : [{ path: "filter.alias.equals", message: `No alias can have this name. ${reason}` }];
}

function conditionProblems(condition: Condition, eventType: EventType, path: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (condition.field.startsWith("metadata.") && EVENT_TYPES[eventType].about === "model") {
    problems.push({ path: `${path}.field`, message: neverHas(eventType, "version with metadata", "Leave this out") });
  }
  if (condition.field.startsWith("evaluation.") && !hasOne(eventType, "evaluation")) {
    problems.push({ path: `${path}.field`, message: neverHas(eventType, "evaluation", "Leave this out") });
  }

  const message = valueProblem(condition);
  return message === null ? problems : [...problems, { path: `${path}.value`, message }];
}

function valueProblem({ operator, value }: Condition): string | null {
  if (operator === "exists") {
    return value === null ? null : "Leave out the value: exists takes none.";
  }
  if (["<", "<=", ">", ">="].includes(operator) && typeof value !== "number") {
    return `Give a number: ${operator} compares numbers only.`;
  }
  if (operator === "contains" && value === null) {
    return "Give the text or value that must be contained.";
  }
  return null;
}

function expressionWarnings(match: NameMatch | null, field: string): Warning[] {
  if (match === null || "equals" in match) {
    return [];
  }
  const expression = compileExpression(match.matches);
  if (!expression.ok) {
    return [];
  }

  if (expression.value("")) {
    const message = "This expression matches every name. Leave it out, or write which names you mean.";
    return [{ code: "expression_matches_all", field, message }];
  }
  if (!isAnchored(match.matches)) {
    const message = `This expression searches anywhere: it also matches longer names that hold such a part. Write ^(${match.matches})$ to match whole names only.`;
    return [{ code: "expression_unanchored", field, message }];
  }
  return [];
}

/** A failure carries what the event behind it had. */
function hasOne(eventType: EventType, what: "alias" | "tag" | "evaluation"): boolean {
  const filters: readonly string[] = EVENT_TYPES[eventType].filters;
  return filters.includes(what) || EVENT_TYPES[eventType].about === "delivery";
}

function neverHas(eventType: EventType, what: string, remedy: string): string {
  const article = /^[aeiou]/.test(what) ? "an" : "a";
  return `The event "${EVENT_TYPES[eventType].label}" never has ${article} ${what}, so this would never match. ${remedy}, or choose another event.`;
}

/** `\A` and `\z` stay; other escapes and bracketed classes become a plain letter, since a `|` or `$` in them means itself. */
function withoutEscapesAndClasses(expression: string): string {
  return expression
    .replace(/\\Q.*?(\\E|$)/gs, "x")
    .replace(/\\(?![Az])./gs, "x")
    .replace(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, "x");
}

function hasOuterAlternative(bare: string): boolean {
  let depth = 0;
  for (const character of bare) {
    if (character === "|" && depth === 0) {
      return true;
    }
    depth += Number(character === "(") - Number(character === ")");
  }
  return false;
}
