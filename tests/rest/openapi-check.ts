import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { openApiDocument } from "@/lib/rest/document";

const document = openApiDocument();

type Content = Record<string, { schema?: object; example?: unknown }>;
export type DocumentedOperation = {
  operationId: string;
  summary?: string;
  description?: string;
  /** Left out where a token is needed, as everywhere by default. */
  security?: object[];
  responses: Record<string, { description?: string; content?: Content }>;
  requestBody?: { content: Content; required?: boolean };
};

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** Every documented operation: the tests walk this list, so that none is forgotten. */
export const DOCUMENTED = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
  METHODS.flatMap((method) => {
    const operation = (methods as Record<string, DocumentedOperation>)[method];
    return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
  }),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
// The package is CommonJS: its function is the default of the default.
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(document, "api");

/** Which documented operation a call is; null for an address or method that the document does not know. */
export function findDocumented(method: string, pathname: string) {
  const path = pathname.replace(/^\/api\/v1/, "");
  const fitting = DOCUMENTED.filter((entry) => entry.method === method && patternOf(entry.path).test(path));
  return fitting.toSorted((one, other) => parameterCount(one.path) - parameterCount(other.path))[0] ?? null;
}

/** What is wrong with an answer by the document; empty when it is as documented. */
export async function faultsOfAnswer(method: string, pathname: string, response: Response): Promise<string[]> {
  const found = findDocumented(method, pathname);
  if (!found) {
    return [404, 405].includes(response.status) ? [] : [`${method} ${pathname} is not documented`];
  }
  const { path, operation } = found;
  const documented = operation.responses[String(response.status)];
  if (!documented) {
    return [`${operation.operationId} answered ${response.status}, which is not documented`];
  }

  const mediaType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  if (!documented.content) {
    return response.body === null ? [] : [`${operation.operationId} answered a body where none is documented`];
  }
  if (!documented.content[mediaType]) {
    return [`${operation.operationId} answered ${mediaType}, which is not documented for ${response.status}`];
  }
  return mediaType.endsWith("json")
    ? faultsBySchema(schemaPointer(path, method, response.status, mediaType), await response.clone().json())
    : [];
}

export function schemaPointer(path: string, method: string, status: number, mediaType: string): string {
  return pointer("paths", path, method.toLowerCase(), "responses", String(status), "content", mediaType, "schema");
}

export function bodyPointer(path: string, method: string): string {
  return pointer("paths", path, method.toLowerCase(), "requestBody", "content", "application/json", "schema");
}

export function faultsBySchema(schemaAt: string, value: unknown): string[] {
  const validate = ajv.getSchema(schemaAt);
  if (!validate) {
    return [`there is no schema at ${schemaAt}`];
  }
  return validate(value) ? [] : [ajv.errorsText(validate.errors)];
}

function pointer(...keys: readonly string[]): string {
  return `api#/${keys.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
}

function patternOf(path: string): RegExp {
  const pattern = path.split("/").map(patternOfPart).join("/");
  return new RegExp(`^${pattern}$`);
}

function patternOfPart(part: string): string {
  if (part === "{path}") {
    return ".+";
  }
  return part.startsWith("{") ? "[^/]+" : part.replaceAll(".", "\\.");
}

function parameterCount(path: string): number {
  return path.split("{").length;
}
