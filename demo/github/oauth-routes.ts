import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { mintUserToken } from "./apps";
import type { App, AuthorizationCode } from "./records";
import { sitePage } from "./web-page";
import { personOf, toSignIn } from "./web-session";
import { appByClientId, type World } from "./world";

const CODE_MS = 10 * 60 * 1_000;

/** OAuth for both kinds of application. emulate has the pages, but knows no App that was made after its start. */
export function addOAuthRoutes(web: Hono, world: World): void {
  web.get("/login/oauth/authorize", (context) => authorizePage(world, context));
  web.post("/login/oauth/authorize", (context) => authorize(world, context));
  web.post("/login/oauth/access_token", (context) => exchange(world, context));
}

/** A code that its client may exchange once. */
export function mintCode(world: World, code: Omit<AuthorizationCode, "expiresAt">): string {
  const value = randomBytes(10).toString("hex");
  world.codes.set(value, { ...code, expiresAt: new Date(world.now().getTime() + CODE_MS) });
  return value;
}

type Wish = { app: App; redirectUri: string; state: string; scope: string; challenge: string | null };

function wishOf(world: World, query: Record<string, string>): Wish | string {
  const app = appByClientId(world, query.client_id);
  if (!app) {
    return "There is no application with this client_id.";
  }
  const redirectUri = query.redirect_uri || app.callbackUrls[0] || "";
  if (!isRegistered(app, redirectUri)) {
    return "The redirect_uri is not associated with this application.";
  }
  const { state = "", scope = "", code_challenge: challenge, code_challenge_method: method } = query;
  if (challenge && method !== "S256") {
    return "The code_challenge_method must be S256.";
  }
  return { app, redirectUri, state, scope, challenge: challenge ?? null };
}

/** The path may go deeper than what is registered, the host and the port are the same: GitHub's rule. */
function isRegistered(app: App, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) {
    return false;
  }
  const wanted = new URL(redirectUri);
  return app.callbackUrls.some((text) => {
    const known = new URL(text);
    const isBelow =
      wanted.pathname === known.pathname || wanted.pathname.startsWith(`${known.pathname.replace(/\/$/, "")}/`);
    return wanted.origin === known.origin && isBelow;
  });
}

function authorizePage(world: World, context: Context): Response | Promise<Response> {
  const wish = wishOf(world, context.req.query());
  if (typeof wish === "string") {
    return context.html(sitePage("This cannot be authorised", html`<p class="problem">${wish}</p>`), 404);
  }
  const login = personOf(world, context);
  if (!login) {
    return toSignIn(world, context);
  }
  const { search } = new URL(context.req.url);
  const form = html`<form method="post" action="${world.urls.web}/login/oauth/authorize${search}">
<p><strong>${wish.app.name}</strong> wants to know that you are <strong>${login}</strong>.</p>
<button class="go" name="decision" value="allow">Authorize ${wish.app.name}</button>
<button name="decision" value="deny">Cancel</button>
</form><p><a href="${world.urls.web}/login?return_to=${encodeURIComponent(`/login/oauth/authorize${search}`)}">Be somebody else</a></p>`;
  return context.html(sitePage(`Authorize ${wish.app.name}`, form));
}

async function authorize(world: World, context: Context): Promise<Response> {
  const wish = wishOf(world, context.req.query());
  const login = personOf(world, context);
  if (typeof wish === "string" || !login) {
    return authorizePage(world, context);
  }
  const form = await context.req.parseBody();
  const { app, redirectUri, scope, challenge, state } = wish;
  const back = new URL(redirectUri);
  if (form.decision === "allow") {
    back.searchParams.set("code", mintCode(world, { login, appId: app.id, redirectUri, scope, challenge }));
  } else {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", "The user has denied your application access.");
  }
  if (state) {
    back.searchParams.set("state", state);
  }
  return context.redirect(back.href);
}

async function exchange(world: World, context: Context): Promise<Response> {
  const given = await tokenRequest(context);
  const answer = exchanged(world, given, basicClient(context));
  const wantsJson = /json/.test(context.req.header("accept") ?? "");
  return wantsJson
    ? context.json(answer)
    : context.body(new URLSearchParams(answer as Record<string, string>).toString(), 200, {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      });
}

/** GitHub answers 200 to a refusal here, with the error inside. */
function exchanged(
  world: World,
  given: Record<string, string>,
  basic: Record<string, string>,
): Record<string, unknown> {
  const { client_id: clientId, client_secret: secret = "" } = { ...given, ...basic };
  const app = appByClientId(world, clientId);
  if (!app || !isSame(secret, app.clientSecret)) {
    return oauthError("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
  }
  if (given.grant_type === "refresh_token") {
    const known = world.refreshTokens.get(given.refresh_token ?? "");
    world.refreshTokens.delete(given.refresh_token ?? "");
    return known?.appId === app.id
      ? mintUserToken(world, app, known.login, "")
      : oauthError("bad_refresh_token", "The refresh token passed is incorrect or expired.");
  }
  const code = world.codes.get(given.code ?? "");
  world.codes.delete(given.code ?? "");
  if (!code || code.appId !== app.id || code.expiresAt <= world.now() || !isVerified(code, given.code_verifier)) {
    return oauthError("bad_verification_code", "The code passed is incorrect or expired.");
  }
  if (given.redirect_uri && given.redirect_uri !== code.redirectUri) {
    return oauthError(
      "redirect_uri_mismatch",
      "The redirect_uri MUST match the registered callback URL for this application.",
    );
  }
  return mintUserToken(world, app, code.login, code.scope);
}

function isVerified({ challenge }: AuthorizationCode, verifier = ""): boolean {
  return challenge === null || createHash("sha256").update(verifier).digest("base64url") === challenge;
}

async function tokenRequest(context: Context): Promise<Record<string, string>> {
  const isJson = /json/.test(context.req.header("content-type") ?? "");
  const body: unknown = isJson ? await context.req.json().catch(() => ({})) : await context.req.parseBody();
  const given = { ...context.req.query(), ...(body as object) };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

function basicClient(context: Context): Record<string, string> {
  const encoded = /^basic (.+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
  const [id, secret] = encoded ? Buffer.from(encoded, "base64").toString("utf8").split(":", 2) : [];
  return id && secret ? { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) } : {};
}

function oauthError(error: string, error_description: string): Record<string, unknown> {
  return { error, error_description, error_uri: "https://docs.github.com/apps" };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
