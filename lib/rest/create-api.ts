import { OpenAPIHono } from "@hono/zod-openapi";
import { logFault, observeCall } from "@/lib/platform/observe-call";
import { createRateLimit, FAILED_RATE, TOKEN_RATE } from "@/lib/platform/rate-limit";
import { placeOf } from "@/lib/platform/request-id";
import type { Api, ApiOptions, ApiRates } from "./api";
import { openApiDocument } from "./document";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { performCall } from "./perform";
import { internalResponse, methodNotAllowedResponse, problemResponse } from "./problem";
import { referencePage, referenceScript } from "./reference-page";

export const API_PATH = "/api/v1";

/** What needs no token is what jobs ask once or twice each, and many of them share an address. */
const RATES: ApiRates = {
  perToken: TOKEN_RATE,
  failedPerAddress: FAILED_RATE,
  publicPerAddress: { perSecond: 5, burst: 100 },
};

/** The public API as one function from request to response, whatever serves it. */
export function createApi(options: ApiOptions): OpenAPIHono {
  const app = new OpenAPIHono().basePath(API_PATH);
  const rates = { ...RATES, ...options.rates };
  const now = () => performance.now();
  const frame = {
    options,
    perToken: createRateLimit(rates.perToken, now),
    failedPerAddress: createRateLimit(rates.failedPerAddress, now),
    publicPerAddress: createRateLimit(rates.publicPerAddress, now),
  };

  addDocuments(app, options);
  for (const operation of OPERATIONS) {
    const route = `${API_PATH}${operation.path}`;
    app.on(operation.method, routePath(operation), (context) => {
      const request = context.req.raw;
      return observeCall({ log: options.log, method: operation.method, route, request, answerFault }, () =>
        performCall(frame, operation, request, context.req.param()),
      );
    });
  }
  for (const [path, methods] of methodsByPath()) {
    app.all(path, (context) => methodNotAllowedResponse(methods, placeOf(context.req.raw)));
  }

  app.notFound((context) => {
    const message = `There is no such address. ${API_PATH}/openapi.json lists those that there are.`;
    return problemResponse({ code: "not_found", message }, placeOf(context.req.raw));
  });
  app.onError((error, context) => {
    logFault(options.log, context.req.raw, error);
    return answerFault(context.req.raw);
  });
  return app;
}

function answerFault(request: Request): Response {
  return internalResponse(placeOf(request));
}

function addDocuments(app: OpenAPIHono, options: Api & Pick<ApiOptions, "referenceScriptPath">): void {
  const script = referenceScript(options.referenceScriptPath);
  app.get("/openapi.json", (context) => context.json(openApiDocument()));
  app.get("/docs", () => referencePage(API_PATH));
  app.get("/docs/reference.js", (context) => script(context.req.raw));
}

/** The path as Hono writes it: `{model}` is `:model`, and `{path+}` takes slashes too. */
function routePath({ path }: Pick<Operation, "path">): string {
  return path.replace(/\{(\w+)\+\}/g, ":$1{.+}").replace(/\{(\w+)\}/g, ":$1");
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>([
    ["/openapi.json", ["GET"]],
    ["/docs", ["GET"]],
    ["/docs/reference.js", ["GET"]],
  ]);
  for (const operation of OPERATIONS) {
    const path = routePath(operation);
    methods.set(path, [...(methods.get(path) ?? []), operation.method]);
  }
  return methods;
}
