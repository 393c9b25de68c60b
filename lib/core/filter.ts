import { RE2JS, RE2JSException } from "re2js";
import type { AutomationFilter, Condition, NameMatch } from "./automation";
import { type EventValues, matchesCondition } from "./condition";
import type { RegistryEvent } from "./event";
import { ok, type Result, refuse } from "./result";

/**
 * RE2 is linear, but its factor is the size of the compiled expression: `\pL{1000}` took 0.5 s for one kilobyte. Matching
 * runs within the transaction of a promotion, so large programs are refused; `^[a-z0-9-]{1,64}$` has about 130 steps.
 */
export const EXPRESSION_STEPS_MAX = 400;

/** The longest `key=value` of a tag that an expression searches; a longer one matches no expression with `=`. */
const SEARCHED_LENGTH_MAX = 1_024;

export type NameTest = (name: string) => boolean;

/** A filter that is ready to be tried on events. Null: nothing is asked of that. */
export type CompiledFilter = {
  alias: NameTest | null;
  tag: ((key: string, value: string) => boolean) | null;
  conditions: readonly Condition[];
};

/** What filters ask of. */
export type EventFacts = EventValues & Pick<RegistryEvent, "alias" | "tag">;

export type FilterCache = {
  /** The compiled form of this revision. A stored filter that no longer compiles matches nothing: it cannot fail a promotion. */
  compiled(id: string, revision: number, filter: AutomationFilter): CompiledFilter;
  readonly size: number;
};

const MATCHES_NOTHING: CompiledFilter = { alias: () => false, tag: () => false, conditions: [] };

/** Compiles the expressions of a filter; refuses a bad one, naming its field. */
export function compileFilter(filter: AutomationFilter): Result<CompiledFilter> {
  const alias = compileName(filter.alias, "filter.alias.matches");
  if (!alias.ok) {
    return alias;
  }
  const tag = compileName(filter.tag, "filter.tag.matches");
  if (!tag.ok) {
    return tag;
  }

  return ok({ alias: alias.value, tag: tagTest(filter.tag, tag.value), conditions: filter.conditions });
}

/** Says whether an event of the automation's own type and model passes its filter. */
export function matchesEvent(compiled: CompiledFilter, event: EventFacts): boolean {
  if (compiled.alias && (event.alias === null || !compiled.alias(event.alias))) {
    return false;
  }
  if (compiled.tag && (event.tag === null || !compiled.tag(event.tag.key, event.tag.value))) {
    return false;
  }
  return compiled.conditions.every((condition) => matchesCondition(condition, event));
}

/**
 * The one alias or tag key that an event must have to pass, for an indexed column; null where an event must be tried to
 * know. A tag with `=` may mean a key or a key and its value, so it is tried.
 */
export function matchKeyOf(filter: AutomationFilter): string | null {
  if (filter.alias && "equals" in filter.alias) {
    return filter.alias.equals;
  }
  if (filter.tag && "equals" in filter.tag && !filter.tag.equals.includes("=")) {
    return filter.tag.equals;
  }
  return null;
}

/** Keeps at most `entriesMax` compiled filters, dropping the one that was used longest ago. */
export function createFilterCache(entriesMax: number): FilterCache {
  const entries = new Map<string, { revision: number; compiled: CompiledFilter }>();

  return {
    get size() {
      return entries.size;
    },
    compiled(id, revision, filter) {
      const known = entries.get(id);
      const entry = known?.revision === revision ? known : { revision, compiled: compiledOrNothing(filter) };

      entries.delete(id); // A Map keeps the order of insertion: the first key is the one used longest ago.
      entries.set(id, entry);
      const [oldest] = entries.keys();
      if (entries.size > entriesMax && oldest !== undefined) {
        entries.delete(oldest);
      }
      return entry.compiled;
    },
  };
}

function compiledOrNothing(filter: AutomationFilter): CompiledFilter {
  const result = compileFilter(filter);
  return result.ok ? result.value : MATCHES_NOTHING;
}

function compileName(match: NameMatch | null, field: string): Result<NameTest | null> {
  if (match === null) {
    return ok(null);
  }
  if ("equals" in match) {
    return ok((name) => name === match.equals);
  }

  const expression = compileExpression(match.matches);
  return expression.ok ? expression : refuse({ code: "invalid", field, message: expression.problem });
}

/** Compiles an RE2 expression that searches anywhere in a name; the problem is a sentence for people. */
export function compileExpression(source: string): Result<NameTest, string> {
  try {
    const compiled = RE2JS.compile(source);
    if (compiled.programSize() > EXPRESSION_STEPS_MAX) {
      return refuse("This expression is too large once its repetitions are written out. Use smaller counts.");
    }
    return ok((name) => compiled.test(name));
  } catch (error) {
    if (!(error instanceof RE2JSException)) {
      throw error;
    }
    const reason = error.message.replace(/^error parsing regexp: /, "");
    return refuse(`This is no RE2 expression: ${reason}. Look-around and back-references are not part of RE2.`);
  }
}

/**
 * A tag's name is its key. `stage=prod` also means the key `stage` with the value `prod`, and an expression that holds `=`
 * searches in `key=value`; any other one looks at the key alone, so that a value cannot match by accident.
 */
function tagTest(match: NameMatch | null, test: NameTest | null): CompiledFilter["tag"] {
  if (match === null || test === null) {
    return null;
  }
  if ("equals" in match) {
    return (key, value) => test(key) || test(`${key}=${value}`);
  }
  if (!match.matches.includes("=")) {
    return (key) => test(key);
  }
  return (key, value) => key.length + value.length < SEARCHED_LENGTH_MAX && test(`${key}=${value}`);
}
