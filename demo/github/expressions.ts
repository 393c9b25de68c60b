import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";

/** What an expression can name: `github`, `inputs`, `needs`, … */
export type Contexts = Readonly<Record<string, unknown>>;

/** How things stand for `success()` and its siblings, where an `if` is asked. */
export type Standing = { isFailed: boolean; isCancelled: boolean };

const CONTEXT_NAMES = [
  "github",
  "env",
  "vars",
  "secrets",
  "job",
  "jobs",
  "steps",
  "runner",
  "needs",
  "inputs",
  "strategy",
  "matrix",
];
const STATUS_FUNCTION = /\b(success|failure|always|cancelled)\s*\(/i;

/**
 * Puts values into a text as GitHub does: as they are, before anything reads the text. In a `run:` that is how a value
 * becomes a command, and it does here, too.
 */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_whole, expression: string) => asText(evaluate(expression, contexts)));
}

/** The value itself where the text is one expression and nothing else, as for an environment or an input. */
export function evaluated(text: string, contexts: Contexts): unknown {
  const whole = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(text);
  return whole?.[1] === undefined ? interpolate(text, contexts) : plain(evaluate(whole[1], contexts));
}

/** Whether a step or a job runs. Without a word about the state it runs only if all went well before. */
export function holds(condition: string | null, contexts: Contexts, standing: Standing): boolean {
  const bare = unwrapped(condition ?? "success()");
  const hasStatus = STATUS_FUNCTION.test(bare);
  const isTrue = truthOf(evaluate(bare, contexts, statusFunctions(standing)));
  return isTrue && (hasStatus || (!standing.isFailed && !standing.isCancelled));
}

/** Whether a condition asks about the state itself, so that it is worth asking after a failure. */
export function asksForState(condition: string | null): boolean {
  return STATUS_FUNCTION.test(condition ?? "");
}

function unwrapped(condition: string): string {
  const inner = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1];
  return inner !== undefined && !inner.includes("${{") ? inner : condition;
}

function evaluate(expression: string, contexts: Contexts, functions: FunctionDefinition[] = []): data.ExpressionData {
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, CONTEXT_NAMES, functions).parse();
  const dictionary = expressionData(contexts) as data.Dictionary;
  for (const name of CONTEXT_NAMES.filter((each) => !(each in contexts))) {
    dictionary.add(name, new data.Null());
  }
  return new Evaluator(tree, dictionary, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

function statusFunctions({ isFailed, isCancelled }: Standing): FunctionDefinition[] {
  const values = {
    always: true,
    success: !isFailed && !isCancelled,
    failure: isFailed && !isCancelled,
    cancelled: isCancelled,
  };
  return Object.entries(values).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
}

function expressionData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData;
}

function plain(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer));
}

function asText(value: data.ExpressionData): string {
  return value.coerceString();
}

function truthOf(value: data.ExpressionData): boolean {
  const simple = plain(value);
  return simple !== false && simple !== 0 && simple !== "" && simple !== null;
}
