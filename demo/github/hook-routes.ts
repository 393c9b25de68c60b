import type { Hono } from "hono";
import { type ApiContext, type ApiEnv, bodyOf, malformed, notFound, refusal, requestUrl } from "./api-context";
import { appOf, jwtNeeded } from "./app-routes";
import { type HookDelivery, hookDeliveryShape } from "./hook-sender";
import type { App } from "./records";
import type { World } from "./world";

/** The App's own hook: where it goes, and what came of each sending. */
export function addHookRoutes(api: Hono<ApiEnv>, world: World): void {
  api.get("/app/hook/config", (context) => {
    const app = appOf(context);
    return app ? context.json(configShape(app)) : jwtNeeded(context);
  });
  api.patch("/app/hook/config", (context) => changeConfig(context));
  api.get("/app/hook/deliveries", (context) => listDeliveries(world, context));
  api.get("/app/hook/deliveries/:id{[0-9]+}", (context) =>
    onDelivery(world, context, (_app, delivery) => context.json(wholeShape(delivery))),
  );
  api.post("/app/hook/deliveries/:id{[0-9]+}/attempts", (context) =>
    onDelivery(world, context, (app, delivery) => {
      world.hooks.redeliver(app, delivery);
      return context.json({}, 202);
    }),
  );
}

function configShape(app: App) {
  return {
    content_type: "json",
    insecure_ssl: "0",
    ...(app.webhookSecret && { secret: "********" }),
    url: app.hookUrl ?? "",
  };
}

async function changeConfig(context: ApiContext): Promise<Response> {
  const app = appOf(context);
  if (!app) {
    return jwtNeeded(context);
  }
  const body = await bodyOf(context);
  if (!body) {
    return malformed(context);
  }
  const { url, secret } = body;
  if ((url !== undefined && (typeof url !== "string" || !URL.canParse(url))) || typeof (secret ?? "") !== "string") {
    return refusal(context, 422, "Validation Failed", {
      errors: [{ resource: "Hook", field: "url", code: "invalid" }],
    });
  }
  app.hookUrl = url ?? app.hookUrl;
  app.webhookSecret = secret === undefined ? app.webhookSecret : String(secret);
  return context.json(configShape(app));
}

/** Newest first. GitHub leads on by a cursor in the `Link` header, whose form is its own affair. */
function listDeliveries(world: World, context: ApiContext): Response {
  const app = appOf(context);
  if (!app) {
    return jwtNeeded(context);
  }
  const perPage = Math.min(100, Math.max(1, Number(context.req.query("per_page") ?? 30) || 30));
  const cursor = /^v1_(\d+)$/.exec(context.req.query("cursor") ?? "")?.[1];
  if (context.req.query("cursor") !== undefined && cursor === undefined) {
    return refusal(context, 400, "Invalid cursor");
  }
  const isFailure = { success: false, failure: true }[context.req.query("status") ?? ""];
  const own = world.hooks.log
    .filter(({ appId }) => appId === app.id)
    .filter(({ statusCode }) => isFailure === undefined || statusCode >= 400 === isFailure)
    .filter(({ id }) => cursor === undefined || id < Number(cursor))
    .toReversed();
  const shown = own.slice(0, perPage);
  const last = shown.at(-1);
  if (last && own.length > perPage) {
    const next = requestUrl(world, context);
    next.searchParams.set("cursor", `v1_${last.id}`);
    context.header("link", `<${next.href}>; rel="next"`);
  }
  return context.json(shown.map(hookDeliveryShape));
}

async function onDelivery(
  world: World,
  context: ApiContext,
  run: (app: App, delivery: HookDelivery) => Response,
): Promise<Response> {
  const app = appOf(context);
  if (!app) {
    return jwtNeeded(context);
  }
  const id = Number(context.req.param("id"));
  const delivery = world.hooks.log.find((each) => each.id === id && each.appId === app.id);
  return delivery ? run(app, delivery) : notFound(context);
}

function wholeShape(delivery: HookDelivery) {
  const { url, request, response } = delivery;
  return { ...hookDeliveryShape(delivery), url, request, response };
}
