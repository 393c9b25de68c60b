import type { Context, Env } from "hono";
import type { Caller } from "./access";
import type { Account, Repository } from "./records";
import { botShape, userShape } from "./shapes";
import { isJson, type Json } from "./upstream";
import { findAccount, type World } from "./world";

export type ApiEnv = Env & { Variables: { caller: Caller; repository: Repository } };
export type ApiContext = Context<ApiEnv>;

const DOCUMENTATION = "https://docs.github.com/rest";

type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 500;

/** An error in GitHub's shape. */
export function refusal(context: ApiContext, status: Status, message: string, more: Json = {}): Response {
  return context.json({ message, ...more, documentation_url: DOCUMENTATION, status: String(status) }, status);
}

/** A refusal that names the field, as GitHub does where a body is well-formed but wrong. */
export function invalidField(context: ApiContext, resource: string, field: string, code: string): Response {
  return refusal(context, 422, "Validation Failed", { errors: [{ resource, field, code }] });
}

export function notFound(context: ApiContext): Response {
  return refusal(context, 404, "Not Found");
}

/** The JSON object in a body; an empty body is an empty object, as GitHub has it. Null for anything else. */
export async function bodyOf(context: ApiContext): Promise<Json | null> {
  const text = await context.req.text();
  if (text.trim() === "") {
    return {};
  }
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

export function malformed(context: ApiContext): Response {
  return refusal(context, 400, "Problems parsing JSON");
}

/** Which page of a list is wanted. */
export function page(context: ApiContext): { perPage: number; page: number } {
  const perPage = Number(context.req.query("per_page") ?? 30);
  const number = Number(context.req.query("page") ?? 1);
  return { perPage: Math.min(100, Math.max(1, perPage || 30)), page: Math.max(1, number || 1) };
}

/** One page of a list, with the `Link` header that leads to the others. */
export function paged<T>(world: World, context: ApiContext, all: readonly T[]): T[] {
  const { perPage, page: number } = page(context);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const links = [
    ...(number > 1 ? [link(world, context, number - 1, "prev")] : []),
    ...(number < last ? [link(world, context, number + 1, "next"), link(world, context, last, "last")] : []),
    ...(number > 1 ? [link(world, context, 1, "first")] : []),
  ];
  if (links.length > 0) {
    context.header("link", links.join(", "));
  }
  return all.slice((number - 1) * perPage, number * perPage);
}

function link(world: World, context: ApiContext, number: number, rel: string): string {
  const url = requestUrl(world, context);
  url.searchParams.set("page", String(number));
  return `<${url.href}>; rel="${rel}"`;
}

/** The address as the caller wrote it. What the handler sees has lost the secret and the API's own path. */
export function requestUrl(world: World, context: ApiContext): URL {
  const { pathname, search } = new URL(context.req.url);
  return new URL(world.urls.api + pathname + search);
}

/** Who did it, as GitHub shows people, Apps and the workflow's own token. */
export function actorOf(world: World, caller: Caller): Json {
  if (caller.kind === "user") {
    return userShape(world, findAccount(world, caller.login) as Account);
  }
  const app = caller.kind === "anonymous" ? null : caller.app;
  return app ? botShape(world, app) : userShape(world, { login: "github-actions[bot]", id: 41_898_282, type: "Bot" });
}
