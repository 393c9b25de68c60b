import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2019 from "ajv/dist/2019";

/**
 * The published description of an API as a judge of what the agent sends to it and of what our stand-in answers: paths,
 * parameters, and the shape of each body, in which a field that the API does not know is a fault.
 */

type Schema = { [key: string]: unknown };
type Described = { query: string[]; body?: Schema; responses: Record<string, Schema | null> };
type Description = { paths: Record<string, Record<string, Described>>; definitions: Record<string, Schema> };

export type Judge = {
  /** What is wrong with a request. The path is without the version that some APIs put before it. */
  request(method: string, url: URL, body: unknown): string[];
  response(method: string, url: URL, status: number, body: unknown): string[];
};

export function openJudge(file: string, { alsoQuery = [] }: { alsoQuery?: string[] } = {}): Judge {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  const { paths, definitions } = JSON.parse(text) as Description;
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateSchema: false });
  const known = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, closed(schema, false)]));
  ajv.addSchema({ $id: "api", definitions: known });

  function find(method: string, url: URL): Described | null {
    const wanted = url.pathname.split("/");
    const entry = Object.entries(paths).find(([template, methods]) => {
      const parts = template.split("/");
      return (
        method.toLowerCase() in methods &&
        parts.length === wanted.length &&
        parts.every((part, index) => part.startsWith("{") || part === wanted[index])
      );
    });
    return entry?.[1][method.toLowerCase()] ?? null;
  }

  function faultsOf(schema: Schema, value: unknown, isClosed: boolean): string[] {
    const validate = ajv.compile(rebased(closed(schema, isClosed)) as Schema);
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  function closed(schema: Schema, isWhole: boolean): Schema {
    const nested = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closedWithin(key, value)]));
    const type = nested["x-nullable"] === true ? { type: [nested.type, "null"] } : {};
    const isShaped = hasProperties(schema);
    return { ...nested, ...type, ...(isWhole && isShaped && { unevaluatedProperties: false }) };
  }

  function closedWithin(key: string, value: unknown): unknown {
    switch (key) {
      case "properties":
        return Object.fromEntries(
          Object.entries(value as Schema).map(([name, each]) => [name, closed(each as Schema, true)]),
        );
      case "items":
      case "additionalProperties":
        return typeof value === "object" ? closed(value as Schema, true) : value;
      case "allOf":
        return (value as Schema[]).map((each) => closed(each, false));
      default:
        return value;
    }
  }

  function hasProperties({ $ref, properties, allOf }: Schema): boolean {
    const target = typeof $ref === "string" ? definitions[$ref.replace("#/definitions/", "")] : undefined;
    return properties !== undefined || allOf !== undefined || (target !== undefined && hasProperties(target));
  }

  return {
    request(method, url, body) {
      const found = find(method, url);
      if (!found) {
        return [`There is no ${method} ${url.pathname}.`];
      }
      const strange = [...url.searchParams.keys()].filter((name) => ![...found.query, ...alsoQuery].includes(name));
      const isPatch = method === "PATCH"; // A part of the whole: the API describes it as anything.
      return [
        ...strange.map((name) => `${method} ${url.pathname} takes no ?${name}.`),
        ...(found.body && body !== undefined && !isPatch ? faultsOf(found.body, body, true) : []),
      ];
    },
    response(method, url, status, body) {
      const found = find(method, url);
      const schema = found?.responses[String(status)];
      return schema && schema.type !== "string" ? faultsOf(schema, body, false) : [];
    },
  };
}

function rebased(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(rebased);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === "$ref" && typeof each === "string" ? `api${each}` : rebased(each),
    ]),
  );
}
