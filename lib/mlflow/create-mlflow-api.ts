import { Hono } from "hono";
import { logFault, observeCall } from "@/lib/platform/observe-call";
import { createRateLimit, FAILED_RATE, TOKEN_RATE } from "@/lib/platform/rate-limit";
import type { MlflowOptions } from "./api";
import type { Endpoint } from "./endpoint";
import { ENDPOINTS } from "./endpoints";
import { performCall } from "./perform";
import { endpointNotFoundResponse, faultResponse, methodNotAllowedResponse } from "./problem";

/** The token's own team, and the team that the address names: to its token they are the same. */
const BASES = ["/api/2.0", "/mlflow/:team/api/2.0"];

/** MLflow's registry protocol as one function from request to response, whatever serves it. */
export function createMlflowApi(options: MlflowOptions): Hono {
  const app = new Hono();
  const now = () => performance.now();
  const frame = {
    options,
    perToken: createRateLimit(options.rates?.perToken ?? TOKEN_RATE, now),
    failedPerAddress: createRateLimit(options.rates?.failedPerAddress ?? FAILED_RATE, now),
  };

  for (const base of BASES) {
    for (const endpoint of ENDPOINTS) {
      const path = `${base}${routePath(endpoint)}`;
      const route = path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}");
      app.on([...endpoint.methods], path, (context) => {
        const request = context.req.raw;
        const { method } = request;
        return observeCall({ log: options.log, method, route, request, answerFault: faultResponse }, () =>
          performCall(frame, endpoint, request, context.req.param()),
        );
      });
    }
    for (const [path, methods] of methodsByPath()) {
      app.all(`${base}${path}`, (context) => methodNotAllowedResponse(context.req.raw, methods));
    }
  }

  app.notFound((context) => endpointNotFoundResponse(context.req.raw));
  app.onError((error, context) => {
    logFault(options.log, context.req.raw, error);
    return faultResponse(context.req.raw);
  });
  return app;
}

/** The path as Hono writes it: `{webhook_id}` is `:webhook_id`, and `{path+}` takes slashes too. */
function routePath({ service, path }: Pick<Endpoint, "service" | "path">): string {
  return `/${service}/${path}`.replace(/\{(\w+)\+\}/g, ":$1{.+}").replace(/\{(\w+)\}/g, ":$1");
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const endpoint of ENDPOINTS) {
    const path = routePath(endpoint);
    methods.set(path, [...(methods.get(path) ?? []), ...endpoint.methods]);
  }
  return methods;
}
