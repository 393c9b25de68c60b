import { randomBytes } from "node:crypto";
import type { Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { createApp, sendPing } from "./apps";
import { sitePage } from "./web-page";
import { personOf, toSignIn } from "./web-session";
import { administers, findAccount, type World } from "./world";

const CONVERSION_MS = 60 * 60 * 1_000;
const NAME_LENGTH_MAX = 34;

const webAddress = z.url({ protocol: /^https?$/ });

/** GitHub's manifest of an App. What it does not know it ignores. */
const manifest = z.object({
  name: z.string().max(NAME_LENGTH_MAX, `Name is too long (maximum is ${NAME_LENGTH_MAX} characters)`).optional(),
  url: webAddress,
  description: z.string().optional(),
  hook_attributes: z.object({ url: webAddress, active: z.boolean().default(true) }).optional(),
  redirect_url: webAddress.optional(),
  callback_urls: z.array(webAddress).max(10).default([]),
  setup_url: webAddress.optional(),
  public: z.boolean().default(false),
  default_permissions: z.record(z.string(), z.enum(["read", "write", "admin"])).default({}),
  default_events: z.array(z.string()).default([]),
  request_oauth_on_install: z.boolean().default(false),
  setup_on_update: z.boolean().default(false),
});

/** The manifest flow: a site posts what App it wants, a person says yes, and the site gets a code for the App's credentials. */
export function addManifestPages(web: Hono, world: World): void {
  for (const path of ["/settings/apps/new", "/organizations/:org/settings/apps/new"]) {
    web.get(path, (context) => ask(world, context, context.req.query("manifest") ?? ""));
    web.post(path, async (context) => {
      const form = await context.req.parseBody();
      const text = String(form.manifest ?? "");
      return form.decision === "create"
        ? create(world, context, text, String(form.name ?? ""))
        : ask(world, context, text);
    });
  }
}

type Manifest = z.infer<typeof manifest>;

function parseManifest(text: string): Manifest | string {
  try {
    const result = manifest.safeParse(JSON.parse(text));
    return result.success
      ? result.data
      : result.error.issues.map(({ path, message }) => `${path.join(".") || "manifest"}: ${message}`).join("\n");
  } catch {
    return "manifest: is not JSON.";
  }
}

function ownerOf(context: Context, login: string): string {
  return context.req.param("org") ?? login;
}

function ask(world: World, context: Context, text: string, problem?: string): Response | Promise<Response> {
  const wanted = parseManifest(text);
  if (typeof wanted === "string") {
    return context.html(sitePage("Invalid GitHub App configuration", html`<pre class="problem">${wanted}</pre>`), 422);
  }
  const login = personOf(world, context);
  if (!login && context.req.method === "GET") {
    return toSignIn(world, context);
  }
  const who = login
    ? null
    : [...world.people.keys()].map(
        (each) => html`<label><input type="radio" name="as" value="${each}" required> as ${each}</label>`,
      );
  const { pathname, search } = new URL(context.req.url);
  const permissions = Object.entries(wanted.default_permissions).map(
    ([name, level]) => html`<tr><td>${name}</td><td>${level}</td></tr>`,
  );
  const form = html`${problem && html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action="${world.urls.web}${pathname}${search}">
<input type="hidden" name="manifest" value="${text}">
${who && html`<fieldset>${who}</fieldset>`}
<p><label for="name">GitHub App name</label><input type="text" id="name" name="name" value="${wanted.name ?? ""}" maxlength="${NAME_LENGTH_MAX}" required></p>
<button class="go" name="decision" value="create">Create GitHub App for ${ownerOf(context, login ?? "me")}</button>
</form>
<h2>It will be allowed</h2><table>${permissions}</table>
<h2>It will hear of</h2><p>${wanted.default_events.join(", ") || "nothing"}</p>`;
  return context.html(sitePage("Create GitHub App", form), problem ? 422 : 200);
}

async function create(world: World, context: Context, text: string, name: string): Promise<Response> {
  const wanted = parseManifest(text);
  const form = await context.req.parseBody();
  const login = personOf(world, context) ?? (world.people.has(String(form.as)) ? String(form.as) : null);
  if (typeof wanted === "string" || !login) {
    return ask(world, context, text);
  }
  const owner = findAccount(world, ownerOf(context, login));
  if (!owner || !administers(world, login, owner)) {
    return context.html(sitePage("Not Found", html`<p class="problem">You do not administer this account.</p>`), 404);
  }
  const isTaken = [...world.apps.values()].some((app) => app.name.toLowerCase() === name.trim().toLowerCase());
  if (name.trim() === "" || name.length > NAME_LENGTH_MAX || isTaken) {
    return ask(world, context, text, isTaken ? "Name is already in use" : "Name can't be blank or too long");
  }

  const app = createApp(world, {
    name: name.trim(),
    owner: owner.login,
    permissions: wanted.default_permissions,
    events: wanted.default_events,
    hookUrl: wanted.hook_attributes?.active ? wanted.hook_attributes.url : null,
    externalUrl: wanted.url,
    description: wanted.description ?? null,
    callbackUrls: wanted.callback_urls,
    setupUrl: wanted.setup_url ?? null,
    asksOAuthOnInstall: wanted.request_oauth_on_install,
    hasSetupOnUpdate: wanted.setup_on_update,
  });
  sendPing(world, app);
  const code = randomBytes(20).toString("hex");
  world.conversions.set(code, { appId: app.id, expiresAt: new Date(world.now().getTime() + CONVERSION_MS) });
  const back = new URL(wanted.redirect_url ?? wanted.url);
  back.searchParams.set("code", code);
  const state = context.req.query("state");
  if (state !== undefined) {
    back.searchParams.set("state", state);
  }
  return context.redirect(back.href);
}
