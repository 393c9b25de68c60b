import { PAYLOAD_BYTES_MAX } from "./automation";
import type { OutcomeCode, SecretHole } from "./delivery";
import { isJsonObject, type Json } from "./json";
import { ok, type Problem, type Result, refuse } from "./result";
import { type Escape, escapeUrl, escapeValue } from "./template-escape";
import { type KnownSecrets, resolveVariable } from "./template-resolve";
import { parseTemplateText, type TemplateToken } from "./template-syntax";
import type { VariableContext } from "./template-variable";

/** What stands wherever a secret will be, in everything that is stored or shown. */
export const SECRET_MASK = "***";

export type TemplateContext = VariableContext & KnownSecrets & { escape?: Escape };

/** A body without its secrets. The holes say where they go, so that a value that looks like a variable is never filled. */
export type Rendered = { body: Json; secretHoles: SecretHole[] };

export type FillProblem =
  | { code: Extract<OutcomeCode, "secret_missing">; names: string[] }
  | { code: Extract<OutcomeCode, "payload_too_large"> };

/** A rendered body as it was made, or as it was stored and read back. */
type Fillable = Readonly<{ body: Json; secretHoles: readonly SecretHole[] }>;

type Part = SecretHole["parts"][number];
type Path = SecretHole["path"];
type Render = { context: TemplateContext; secretHoles: SecretHole[]; charactersLeft: number };

const TOO_LARGE: Problem = {
  code: "too_large",
  message: `The filled payload is larger than ${PAYLOAD_BYTES_MAX / 1024} KiB. Send less, such as an id or a URL in place of a long value.`,
};

/**
 * Fills a template's variables, once. A string that is only one variable takes the value's own JSON type; within other
 * text a value becomes text. What does not apply is an empty string. Expects a template that `checkTemplate` accepted;
 * a name that has become unknown since (a deleted secret) is left as a hole that nothing can fill, never as text.
 */
export function renderTemplate(payload: Json, context: TemplateContext): Result<Rendered> {
  const render: Render = { context, secretHoles: [], charactersLeft: PAYLOAD_BYTES_MAX };
  const body = renderAt(payload, [], render);

  // A short template may name a long value a thousand times: filling stops early, and the sum is checked at the end.
  if (render.charactersLeft < 0 || isPayloadTooLarge(body)) {
    return refuse(TOO_LARGE);
  }
  return ok({ body, secretHoles: render.secretHoles });
}

/** The names whose values `fillSecrets` will ask for. */
export function secretNamesOf(rendered: Fillable): string[] {
  const names = rendered.secretHoles.flatMap((hole) =>
    hole.parts.flatMap((part) => ("secret" in part ? [part.secret] : [])),
  );
  return [...new Set(names)];
}

/** Puts the secrets into their holes, for sending only. Their values are taken as they are: not escaped, not expanded. */
export function fillSecrets(
  rendered: Fillable,
  secretValues: Readonly<Record<string, string>>,
): Result<Json, FillProblem> {
  const missing = secretNamesOf(rendered).filter((name) => !Object.hasOwn(secretValues, name));
  if (missing.length > 0) {
    return refuse({ code: "secret_missing", names: missing });
  }

  const texts = new Map<string, string>();
  let charactersLeft = PAYLOAD_BYTES_MAX;
  for (const hole of rendered.secretHoles) {
    const filled = hole.parts.map((part) => ("secret" in part ? (secretValues[part.secret] ?? "") : part.text));
    charactersLeft -= filled.reduce((sum, text) => sum + text.length, 0);
    if (charactersLeft < 0) {
      return refuse({ code: "payload_too_large" });
    }
    texts.set(JSON.stringify(hole.path), filled.join(""));
  }

  const body = texts.size === 0 ? rendered.body : withTexts(rendered.body, [], texts);
  return isPayloadTooLarge(body) ? refuse({ code: "payload_too_large" }) : ok(body);
}

/** The bytes of a body: compact JSON, its keys in the order of the template, the same on every attempt. */
export function payloadText(body: Json): string {
  return JSON.stringify(body);
}

export function isPayloadTooLarge(body: Json): boolean {
  const text = payloadText(body);
  // No UTF-16 unit takes more than three bytes of UTF-8: most bodies need not be encoded to know.
  return text.length * 3 > PAYLOAD_BYTES_MAX && new TextEncoder().encode(text).length > PAYLOAD_BYTES_MAX;
}

function renderAt(node: Json, path: Path, render: Render): Json {
  if (render.charactersLeft < 0) {
    return null;
  }
  if (typeof node === "string") {
    return renderText(node, path, render);
  }
  if (Array.isArray(node)) {
    return node.map((child, index) => renderAt(child, [...path, index], render));
  }
  if (!isJsonObject(node)) {
    return node;
  }
  // Not by assignment, which would take a key named __proto__ for the prototype.
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, renderAt(child, [...path, key], render)]));
}

function renderText(source: string, path: Path, render: Render): Json {
  const { tokens } = parseTemplateText(source);
  const [first] = tokens;
  const whole = tokens.length === 1 && first?.kind === "variable" ? wholeValue(first.name, render) : undefined;
  if (whole !== undefined) {
    return whole;
  }

  const parts = joinTexts(tokens.map((token) => partOf(token, render)));
  if (parts.some((part) => "secret" in part)) {
    render.secretHoles.push({ path, parts });
  }
  return parts.map((part) => ("secret" in part ? SECRET_MASK : part.text)).join("");
}

/** Undefined for a secret, an unknown name and what does not apply: these are text. */
function wholeValue(name: string, render: Render): Json | undefined {
  const value = valueNamed(name, render);
  return value === undefined ? undefined : spend(value, sizeOf(value), render, null);
}

function partOf(token: TemplateToken, render: Render): Part {
  if (token.kind === "text") {
    return spend<Part>({ text: token.text }, token.text.length, render, { text: "" });
  }

  const resolved = resolveVariable(token.name, render.context);
  if (resolved.kind === "secret") {
    return { secret: resolved.secret };
  }
  if (resolved.kind === "unknown") {
    return { secret: token.name };
  }
  const text = textOf(valueNamed(token.name, render));
  return spend<Part>({ text }, text.length, render, { text: "" });
}

function valueNamed(name: string, render: Render): Json | undefined {
  const resolved = resolveVariable(name, render.context);
  if (resolved.kind !== "value" || render.charactersLeft < 0) {
    return undefined;
  }

  const value = resolved.variable.valueOf(render.context, resolved.key);
  const manner = render.context.escape ?? "none";
  if (value === undefined) {
    return undefined;
  }
  return resolved.variable.kind === "url" && typeof value === "string"
    ? escapeUrl(value, manner)
    : escapeValue(value, manner);
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) {
    return "";
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function sizeOf(value: Json): number {
  return typeof value === "string" ? value.length : JSON.stringify(value).length;
}

function spend<T>(value: T, characters: number, render: Render, instead: T): T {
  render.charactersLeft -= characters;
  return render.charactersLeft < 0 ? instead : value;
}

function joinTexts(parts: Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if ("text" in part && last && "text" in last) {
      joined[joined.length - 1] = { text: last.text + part.text };
    } else {
      joined.push(part);
    }
  }
  return joined;
}

function withTexts(node: Json, path: Path, texts: ReadonlyMap<string, string>): Json {
  if (typeof node === "string") {
    return texts.get(JSON.stringify(path)) ?? node;
  }
  if (Array.isArray(node)) {
    return node.map((child, index) => withTexts(child, [...path, index], texts));
  }
  if (!isJsonObject(node)) {
    return node;
  }
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, withTexts(child, [...path, key], texts)]));
}
