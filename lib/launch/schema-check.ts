import { compileExpression } from "@/lib/core/filter";
import { isJsonObject, type Json, type JsonObject } from "@/lib/core/json";

/** What of JSON Schema a job may use, by where further schemas stand in it. All else is refused, `$id` and `$async` too. */
const WITH_SCHEMA = [
  "not",
  "if",
  "then",
  "else",
  "items",
  "contains",
  "additionalProperties",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const WITH_NAMED_SCHEMAS = ["properties", "patternProperties", "dependentSchemas", "$defs"];
const WITH_SCHEMAS = ["allOf", "anyOf", "oneOf", "prefixItems"];
const PLAIN = [
  ...[
    "$schema",
    "$ref",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
  ],
  ...["type", "enum", "const", "required", "dependentRequired", "format", "pattern", "minLength", "maxLength"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems"],
  ...["uniqueItems", "minContains", "maxContains", "minProperties", "maxProperties"],
];
const KNOWN = new Set([...WITH_SCHEMA, ...WITH_NAMED_SCHEMAS, ...WITH_SCHEMAS, ...PLAIN]);

const DIALECT = "https://json-schema.org/draft/2020-12/schema";
/** What can be told of a string in linear time. */
export const FORMATS = [
  "date",
  "time",
  "date-time",
  "duration",
  "uri",
  "email",
  "uuid",
  "ipv4",
  "ipv6",
  "hostname",
] as const;
/** Schemas with all references written out: a few that refer to each other twice would otherwise be a billion. */
const SCHEMAS_MAX = 1_000;
const EXPRESSIONS_MAX = 32;
/** Whether entries are unique is found by comparing each with each. */
const UNIQUE_ITEMS_MAX = 1_000;

export type SchemaFault = { path: string; message: string };

/**
 * Says why a JSON Schema from a stranger is not compiled: it is made into code, and that code runs within a transaction. What
 * is refused here would take too long for its size, or reach outside of it.
 */
export function findSchemaFault(root: JsonObject): SchemaFault | null {
  const walk: Walk = { root, schemas: 0, expressions: 0 };
  return faultOf(walk, root, { path: "", open: [] });
}

type Walk = { root: JsonObject; schemas: number; expressions: number };
type Place = { path: string; open: readonly string[] };

function faultOf(walk: Walk, schema: Json | undefined, place: Place): SchemaFault | null {
  walk.schemas += 1;
  if (walk.schemas > SCHEMAS_MAX) {
    return { path: "", message: `Use at most ${SCHEMAS_MAX} schemas, with references written out.` };
  }
  if (typeof schema === "boolean") {
    return null;
  }
  if (!isJsonObject(schema)) {
    return { path: place.path, message: "A schema is an object, true or false." };
  }
  return keywordFault(walk, schema, place) ?? referenceFault(walk, schema, place) ?? childFault(walk, schema, place);
}

function keywordFault(walk: Walk, schema: JsonObject, { path }: Place): SchemaFault | null {
  for (const [keyword, value] of Object.entries(schema)) {
    const message = KNOWN.has(keyword)
      ? valueFault(walk, keyword, value, schema)
      : "This is no keyword of JSON Schema 2020-12 that parameters may use.";
    if (message) {
      return { path: join(path, keyword), message };
    }
  }
  return null;
}

function valueFault(walk: Walk, keyword: string, value: Json, schema: JsonObject): string | null {
  switch (keyword) {
    case "$schema":
      return value === DIALECT
        ? null
        : `Parameters are described by JSON Schema 2020-12: leave it out, or say ${DIALECT}.`;
    case "$defs":
      return schema === walk.root ? null : "Definitions stand at the top alone.";
    case "format":
      return (FORMATS as readonly Json[]).includes(value) ? null : `Use one of ${FORMATS.join(", ")}.`;
    case "pattern":
      return expressionFault(walk, value);
    case "uniqueItems":
      return value === false || (typeof schema.maxItems === "number" && schema.maxItems <= UNIQUE_ITEMS_MAX)
        ? null
        : `Say also maxItems, ${UNIQUE_ITEMS_MAX} or less.`;
    default:
      return null;
  }
}

function expressionFault(walk: Walk, source: Json): string | null {
  walk.expressions += 1;
  if (walk.expressions > EXPRESSIONS_MAX) {
    return `Use at most ${EXPRESSIONS_MAX} expressions, with references written out.`;
  }
  if (typeof source !== "string") {
    return "Give an expression.";
  }
  const compiled = compileExpression(source);
  return compiled.ok ? null : compiled.problem;
}

function referenceFault(walk: Walk, { $ref: reference }: JsonObject, { path, open }: Place): SchemaFault | null {
  if (reference === undefined) {
    return null;
  }
  const at = join(path, "$ref");
  const name = typeof reference === "string" ? /^#\/\$defs\/([A-Za-z0-9_.-]+)$/.exec(reference)?.[1] : undefined;
  const definitions = isJsonObject(walk.root.$defs) ? walk.root.$defs : {};
  if (name === undefined || !Object.hasOwn(definitions, name)) {
    return { path: at, message: "Refer to a definition of this schema: #/$defs/name." };
  }
  return open.includes(name)
    ? { path: at, message: "This definition refers to itself. Write out as many levels as there are." }
    : faultOf(walk, definitions[name], { path: at, open: [...open, name] });
}

function childFault(walk: Walk, schema: JsonObject, { path, open }: Place): SchemaFault | null {
  for (const [keyword, value] of Object.entries(schema)) {
    const at = join(path, keyword);
    for (const [name, child] of childrenOf(keyword, value)) {
      const message = name === null ? null : nameFault(walk, keyword, name);
      const inner = name === null ? at : join(at, name);
      const fault = message === null ? faultOf(walk, child, { path: inner, open }) : { path: inner, message };
      if (fault) {
        return fault;
      }
    }
  }
  return null;
}

function nameFault(walk: Walk, keyword: string, name: string): string | null {
  if (name === "__proto__") {
    return "Choose another name.";
  }
  return keyword === "patternProperties" ? expressionFault(walk, name) : null;
}

function childrenOf(keyword: string, value: Json): [name: string | null, child: Json][] {
  if (WITH_SCHEMA.includes(keyword)) {
    return [[null, value]];
  }
  if (WITH_NAMED_SCHEMAS.includes(keyword)) {
    return isJsonObject(value) ? Object.entries(value) : [[null, "not an object"]];
  }
  if (WITH_SCHEMAS.includes(keyword)) {
    return Array.isArray(value) ? value.map((child, index) => [String(index), child]) : [[null, "not an array"]];
  }
  return [];
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
