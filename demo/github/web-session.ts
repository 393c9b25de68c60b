import type { Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { type Html, sitePage } from "./web-page";
import type { World } from "./world";

const COOKIE = "sandbox_person";

/** Who sits before the browser. In the sandbox one says so; there is no password. */
export function addSignIn(web: Hono, world: World): void {
  web.get("/login", (context) => context.html(signInPage(world, returnPath(context.req.query("return_to")))));
  web.post("/session", async (context) => {
    const form = await context.req.parseBody();
    const login = String(form.login ?? "");
    if (!world.people.has(login)) {
      return context.html(signInPage(world, "/"), 422);
    }
    setCookie(context, COOKIE, login, { path: new URL(world.urls.web).pathname, httpOnly: true, sameSite: "Lax" });
    return context.redirect(world.urls.web + returnPath(String(form.return_to ?? "")));
  });
  web.get("/", (context) => {
    const people = [...world.people.keys()];
    return context.html(sitePage("GitHub sandbox", html`<p>People: ${people.join(", ")}</p>`));
  });
}

/** The person, or null where several could be meant and none has said so. */
export function personOf(world: World, context: Context): string | null {
  const login = getCookie(context, COOKIE);
  if (login && world.people.has(login)) {
    return login;
  }
  const [only, ...others] = world.people.keys();
  return only !== undefined && others.length === 0 ? only : null;
}

/** Sends whoever has not said who they are to say so, and back here. */
export function toSignIn(world: World, context: Context): Response {
  const { pathname, search } = new URL(context.req.url);
  return context.redirect(`${world.urls.web}/login?return_to=${encodeURIComponent(pathname + search)}`);
}

function signInPage(world: World, returnTo: string): Html {
  const buttons = [...world.people.keys()].map(
    (login) => html`<p><button name="login" value="${login}">Continue as ${login}</button></p>`,
  );
  return sitePage(
    "Who are you?",
    html`<form method="post" action="${world.urls.web}/session">
<input type="hidden" name="return_to" value="${returnTo}">${buttons}</form>`,
  );
}

/** A path of our own, never another host: `//evil` would be one. */
function returnPath(text: string | undefined): string {
  return text && /^\/(?![/\\])/.test(text) ? text : "/";
}
