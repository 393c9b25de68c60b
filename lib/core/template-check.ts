import { PAYLOAD_BYTES_MAX, type Warning } from "./automation";
import { EVENT_TYPES, type EventType } from "./event";
import { isJsonObject, type Json } from "./json";
import { nearestName } from "./nearest-name";
import type { FieldProblem } from "./result";
import { isPayloadTooLarge } from "./template";
import { familyPrefix, type KnownSecrets, type ResolvedVariable, resolveVariable } from "./template-resolve";
import { parseTemplateText } from "./template-syntax";
import { TEMPLATE_VARIABLES } from "./template-variables";

/** Past this many the rest would help nobody, and looking for near names costs time. */
const FINDINGS_MAX = 50;

export type TemplateCheckOptions = KnownSecrets & {
  eventType: EventType;
  /** What the paths of the findings begin with; `payload` unless told. */
  path?: string;
};

export type TemplateCheck = {
  problems: FieldProblem[];
  warnings: Warning[];
  /** Every secret that the template uses, each once. */
  secretNames: string[];
};

/** Looks a template over before it is saved: unknown variables are refused with the nearest known name. */
export function checkTemplate(payload: Json, options: TemplateCheckOptions): TemplateCheck {
  const path = options.path ?? "payload";
  const check: TemplateCheck = { problems: [], warnings: [], secretNames: [] };
  if (isPayloadTooLarge(payload)) {
    check.problems.push({ path, message: `Keep the payload under ${PAYLOAD_BYTES_MAX / 1024} KiB of JSON.` });
    return check;
  }

  checkAt(payload, path, options, check);
  return check;
}

function checkAt(node: Json, path: string, options: TemplateCheckOptions, check: TemplateCheck): void {
  if (check.problems.length >= FINDINGS_MAX) {
    return;
  }
  if (typeof node === "string") {
    checkText(node, path, options, check);
    return;
  }
  if (Array.isArray(node)) {
    for (const [index, child] of node.entries()) {
      checkAt(child, `${path}.${index}`, options, check);
    }
    return;
  }
  if (!isJsonObject(node)) {
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    const childPath = `${path}.${key}`;
    if (parseTemplateText(key).tokens.some((token) => token.kind === "variable")) {
      warn(
        check,
        "variable_in_key",
        childPath,
        "Variables are filled in values only: this key is sent as it is written.",
      );
    }
    checkAt(child, childPath, options, check);
  }
}

function checkText(source: string, path: string, options: TemplateCheckOptions, check: TemplateCheck): void {
  const { tokens, isUnclosed } = parseTemplateText(source);
  if (isUnclosed) {
    check.problems.push({
      path,
      message: "A variable opened by ${ is not closed. Add the }, or write $${ for the characters themselves.",
    });
  }
  for (const token of tokens) {
    if (token.kind === "variable" && check.problems.length < FINDINGS_MAX) {
      checkVariable(token.name, path, options, check);
    }
  }
}

function checkVariable(name: string, path: string, options: TemplateCheckOptions, check: TemplateCheck): void {
  const fault = faultOfVariable(name, options);
  if (fault) {
    check.problems.push({ path, message: fault.message });
    return;
  }

  const resolved = resolveVariable(name, options);
  if (resolved.kind === "secret") {
    noteSecret(name, resolved, path, check);
    return;
  }
  if (resolved.kind === "value" && !resolved.variable.appliesTo.includes(options.eventType)) {
    const event = EVENT_TYPES[options.eventType].label;
    warn(
      check,
      "variable_never_applies",
      path,
      `${shown(name)} is always empty here: the event "${event}" has nothing of the kind.`,
    );
  }
}

function noteSecret(
  name: string,
  resolved: Extract<ResolvedVariable, { kind: "secret" }>,
  path: string,
  check: TemplateCheck,
): void {
  if (!check.secretNames.includes(resolved.secret)) {
    check.secretNames.push(resolved.secret);
  }
  if (resolved.isBare) {
    const longForm = shown(`secrets.${resolved.secret}`);
    warn(check, "bare_secret", path, `${shown(name)} is taken as the team's secret. ${longForm} says so more plainly.`);
  }
}

/** What is wrong with a variable of this name, and the name that was most likely meant; null when nothing is. */
export function faultOfVariable(name: string, known: KnownSecrets): { message: string; nearest: string | null } | null {
  const resolved = resolveVariable(name, known);
  if (resolved.kind === "value" || (resolved.kind === "secret" && resolved.isKnown)) {
    return null;
  }
  if (resolved.kind === "secret") {
    const near = nearestName(resolved.secret, known.secretNames);
    const remedy = near ? `Did you mean ${shown(`secrets.${near}`)}?` : "Have an admin create it first.";
    const message = `The team has no secret for ${shown(name)}. ${remedy}`;
    return { message, nearest: near === null ? null : `secrets.${near}` };
  }

  const nearest = nearestVariable(name, known);
  const remedy = nearest ? `Did you mean ${shown(nearest)}?` : "Choose one of the listed variables.";
  const message = `There is no variable ${shown(name)}. ${remedy} Write $${shown(name)} for the characters themselves.`;
  return { message, nearest };
}

/** A member of a family is compared by its head, and keeps its key: `artifact_metdata.f1` is near `artifact_metadata.f1`. */
function nearestVariable(name: string, { secretNames }: KnownSecrets): string | null {
  const dot = name.indexOf(".");
  if (dot > 0) {
    const prefixes = TEMPLATE_VARIABLES.flatMap((variable) => familyPrefix(variable)?.slice(0, -1) ?? []);
    const head = nearestName(name.slice(0, dot), prefixes);
    return head === null ? null : head + name.slice(dot);
  }

  const exact = TEMPLATE_VARIABLES.filter((variable) => familyPrefix(variable) === null).map(({ name }) => name);
  const near = nearestName(name, [...exact, ...secretNames]);
  return near === null || exact.includes(near) ? near : `secrets.${near}`;
}

function warn(check: TemplateCheck, code: string, field: string, message: string): void {
  const isKnown = check.warnings.some((warning) => warning.field === field && warning.message === message);
  if (!isKnown && check.warnings.length < FINDINGS_MAX) {
    check.warnings.push({ code, field, message });
  }
}

/** A name is quoted back, but not a page of it. */
function shown(name: string): string {
  return `\${${name.length > 80 ? `${name.slice(0, 80)}…` : name}}`;
}
