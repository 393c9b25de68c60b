import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/**
 * GitHub's own description of its API as a judge: of what we send to GitHub, of what the sandbox answers in its place,
 * and of the hooks that it sends. Each function gives the problems that it found, so that a test expects none.
 */

type Json = { [key: string]: unknown };
type Operation = { path: string; method: string; operation: Json };
type Description = { paths: Record<string, Json>; "x-webhooks": Record<string, Json>; components: Json };

const DOCUMENT = "https://api.github.com/description";
const LEFT_OUT = new Set(["example", "examples", "description", "x-github"]);

const require = createRequire(import.meta.url);

let loaded: { description: Description; ajv: Ajv } | null = null;
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a request: an operation that does not exist, a parameter or a property that it does not know, a body of the wrong shape. */
export function validateRequest(method: string, path: string, body: unknown): string[] {
  const found = findOperation(method, path);
  if (!found) {
    return [`GitHub has no ${method} ${path}.`];
  }
  const at = ["paths", found.path, found.method, "requestBody", "content", "application/json", "schema"];
  const schema = schemaAt(at);
  const isEmpty = body === undefined || body === null || body === "";
  if (!schema || isEmpty) {
    const isNeeded = Boolean(schema) && (found.operation.requestBody as Json).required === true;
    return [...queryProblems(found, path), ...(isNeeded ? ["The body is missing."] : [])];
  }
  const value = typeof body === "string" ? JSON.parse(body) : body;
  return [...queryProblems(found, path), ...problemsAt(at, value), ...unknownProperties(schema, value)];
}

/** What is wrong with an answer to a request of this kind. A status that the description does not know is a problem, too. */
export function validateResponse(method: string, path: string, status: number, body: unknown): string[] {
  const found = findOperation(method, path);
  if (!found) {
    return [`GitHub has no ${method} ${path}.`];
  }
  const responses = found.operation.responses as Record<string, Json>;
  const response = responses[String(status)];
  if (!response) {
    return GENERAL.has(status) ? [] : [`${method} ${found.path} does not answer ${status}.`];
  }
  const at = ["paths", found.path, found.method, "responses", String(status)];
  const reference = typeof response.$ref === "string" ? response.$ref.slice(2).split("/") : at;
  const content = [...reference, "content", "application/json", "schema"];
  if (!schemaAt(content)) {
    return body === undefined || body === "" ? [] : ["There should be no body."];
  }
  return problemsAt(content, typeof body === "string" ? JSON.parse(body) : body);
}

/** Answers that any operation may give, which the description names for some only. */
const GENERAL = new Set([301, 307, 400, 401, 403, 404, 422, 429]);

/** What is wrong with a hook's payload. */
export function validateWebhook(event: string, payload: unknown): string[] {
  const { description } = load();
  const action = (payload as Json).action;
  const name = event.replaceAll("_", "-");
  const isDispatch = event === "repository_dispatch";
  const key = isDispatch
    ? "repository-dispatch-sample.collected"
    : [name, action].filter(Boolean).join("-").replaceAll("_", "-");
  if (!description["x-webhooks"][key]) {
    return [`GitHub has no hook ${event} ${String(action ?? "")}.`];
  }
  // The type of a dispatch is the sender's own word, of which the description holds one sample.
  const judged = isDispatch ? { ...(payload as Json), action: "sample.collected" } : payload;
  return problemsAt(["x-webhooks", key, "post", "requestBody", "content", "application/json", "schema"], judged);
}

function problemsAt(at: readonly string[], value: unknown): string[] {
  const pointer = `${DOCUMENT}#/${at.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
  const validate = compiled.get(pointer) ?? load().ajv.compile({ $ref: pointer });
  compiled.set(pointer, validate);
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
  );
}

function schemaAt(at: readonly string[]): Json | null {
  let value: unknown = load().description;
  for (const part of at) {
    value = (value as Json | undefined)?.[part];
  }
  return (value as Json | undefined) ?? null;
}

function unknownProperties(schema: Json, value: unknown): string[] {
  const known = schema.properties as Json | undefined;
  const isClosed = known && schema.additionalProperties !== true && typeof value === "object" && value !== null;
  const unknown = isClosed ? Object.keys(value).filter((name) => !(name in known)) : [];
  return unknown.map((name) => `/${name} is not a property that GitHub knows here`);
}

function queryProblems({ operation }: Operation, path: string): string[] {
  const given = [...new URL(path, "http://x").searchParams.keys()];
  const parameters = (operation.parameters as Json[] | undefined) ?? [];
  const whole = parameters.map((each) =>
    typeof each.$ref === "string" ? (schemaAt(each.$ref.slice(2).split("/")) ?? {}) : each,
  );
  const known = new Set(whole.filter((each) => each.in === "query").map((each) => each.name));
  return given.filter((name) => !known.has(name)).map((name) => `?${name} is not a parameter that GitHub knows here`);
}

/** The operation for a path, with or without the prefix of GitHub Enterprise Server. Where two fit, the one with more fixed words. */
function findOperation(method: string, path: string): Operation | null {
  const wanted = new URL(path, "http://x").pathname.replace(/^.*\/api\/v3(?=\/)/, "").split("/");
  const fitting = Object.entries(load().description.paths)
    .filter(([template, operations]) => method.toLowerCase() in operations && fits(template.split("/"), wanted))
    .toSorted(([a], [b]) => b.split("/").length - a.split("/").length || a.split("{").length - b.split("{").length);
  const [best] = fitting;
  return best
    ? { path: best[0], method: method.toLowerCase(), operation: best[1][method.toLowerCase()] as Json }
    : null;
}

/** `{path}` of contents and `{ref}` of git reach over several parts; every other name is one. */
function fits(template: readonly string[], path: readonly string[]): boolean {
  const reachesOn = /^\{(path|ref)\}$/.test(template.at(-1) ?? "") && path.length > template.length;
  const isLong = reachesOn || path.length === template.length;
  return isLong && template.every((part, index) => part.startsWith("{") || part === path[index]);
}

function load(): { description: Description; ajv: Ajv } {
  if (!loaded) {
    const file = require.resolve("@octokit/openapi/package.json");
    const text = readFileSync(file.replace(/package\.json$/, "generated/api.github.com.json"), "utf8");
    const description = asJsonSchema(JSON.parse(text)) as Description;
    mend(description);
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, logger: false });
    addFormats(ajv);
    ajv.addSchema(description, DOCUMENT);
    loaded = { description, ajv };
  }
  return loaded;
}

/**
 * Where the description contradicts itself or GitHub's own examples: in one list an account must be a user and an
 * enterprise at once, and a hook's addresses may not be empty, which they are until somebody gives them.
 */
function mend({ paths, components }: Description): void {
  const list = paths["/app/installations"]?.get as { responses: Record<string, { content: Record<string, Json> }> };
  const schema = list.responses["200"]?.content["application/json"]?.schema as Json;
  schema.items = { $ref: "#/components/schemas/installation" };

  const { schemas } = components as { schemas: Record<string, { properties: Record<string, { properties: Json }> }> };
  const status = schemas["webhook-deployment-status-created"]?.properties.deployment_status?.properties ?? {};
  for (const name of ["environment_url", "log_url"]) {
    status[name] = { type: "string" };
  }
}

/** OpenAPI 3.0 says `nullable`, where JSON Schema has null among the types. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asJsonSchema);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, inner]) =>
          !(LEFT_OUT.has(name) && typeof inner !== "object") && name !== "examples" && name !== "example",
      )
      .map(([name, inner]) => [name, asJsonSchema(inner)]),
  );
  if (rest.format === "uri" && rest.default === "") {
    // An address that may be left out is then an empty text, which is none.
    delete rest.format;
  }
  if (nullable !== true) {
    return nullable === undefined || nullable === false ? rest : { ...rest, nullable };
  }
  if (typeof rest.type === "string") {
    const values = Array.isArray(rest.enum) ? { enum: [...new Set([...rest.enum, null])] } : {};
    const { allOf, anyOf, oneOf, ...plain } = rest;
    const choice = Object.entries({ allOf, anyOf, oneOf }).find(([, list]) => Array.isArray(list));
    return choice ? { anyOf: [{ type: "null" }, rest] } : { ...plain, type: [rest.type, "null"], ...values };
  }
  return { anyOf: [{ type: "null" }, rest] };
}
