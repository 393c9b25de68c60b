import { request as browserless, expect, type Page, test } from "@playwright/test";
import { startReceiver } from "../support/receiver";
import { apiOf } from "./support/api";
import { HOSTILE_NAME, HOSTILE_TEAM, makeHostile } from "./support/hostile-team";
import { complaintsOf, expectNoSidewaysScroll, expectNothingRan } from "./support/page-checks";
import { sessionOf } from "./support/people";
import { TEAM } from "./support/seed";
import { startServer } from "./support/server";

const EVIL = "https://evil.example";

test("every page has its own nonce on every script, no handler in its markup, and the headers that keep it alone", async ({
  page,
}) => {
  const nonces = new Set<string>();
  for (const path of [
    `/${TEAM}/models`,
    `/${TEAM}/models/no-such-model`,
    `/${TEAM}/automations`,
    "/sign-in",
    "/no-such-team/models",
  ]) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    const html = await answer.text();

    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    nonces.add(nonce);
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic';`);
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toContain("http:");
    for (const [script] of html.matchAll(/<script[^>]*>/g)) {
      expect(script).toContain(`nonce="${nonce}"`);
    }
    expect(html).not.toMatch(/<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*\son[a-z]+=/i);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": expect.stringMatching(/^(strict-origin-when-cross-origin|same-origin)$/),
      "permissions-policy": expect.stringContaining("camera=()"),
    });
    expect(headers["strict-transport-security"]).toBeUndefined(); // This server is reached by http.
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["cache-control"]).toMatch(/no-store|private/);
  }
  expect(nonces.size).toBe(5);
});

test("cookies are out of reach of scripts and of other sites", async ({ page, context }) => {
  await page.goto(`/${TEAM}/models`);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("button", { name: "Light" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");

  const cookies = await context.cookies();

  expect(cookies.map(({ name }) => name)).toEqual(expect.arrayContaining(["modelwire_session", "modelwire-theme"]));
  for (const { httpOnly, sameSite, path } of cookies) {
    expect({ httpOnly, sameSite, path }).toEqual({ httpOnly: true, sameSite: "Lax", path: "/" });
  }
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("a form that another site sends does nothing, whether as a browser or as our own code would send it", async ({
  baseURL,
}) => {
  const own = new URL(baseURL ?? "").origin;
  const person = await browserless.newContext({ baseURL, storageState: sessionOf("operator"), maxRedirects: 0 });
  const page = `/${TEAM}/models`;
  const html = await (await person.get(page)).text();
  const form = /<form[^>]*aria-label="Theme"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  const action = /name="\$ACTION_ID_([0-9a-f]+)"/.exec(form)?.[1] ?? "";
  expect(action).not.toBe("");

  const asBrowser = (origin: string) =>
    person.post(page, { headers: { origin }, multipart: { [`$ACTION_ID_${action}`]: "", theme: "dark" } });
  const asScript = (origin: string) => {
    const body = new FormData(); // The argument that stands for the form comes after its fields.
    body.append("_1_theme", "dark");
    body.append("0", '["$K1"]');
    return person.post(page, {
      headers: { origin, "next-action": action, accept: "text/x-component" },
      multipart: body,
    });
  };
  const hasChanged = async (answer: Awaited<ReturnType<typeof asBrowser>>) =>
    answer.ok() && (answer.headers()["set-cookie"] ?? "").includes("modelwire-theme=dark");

  expect(await hasChanged(await asBrowser(own))).toBe(true);
  expect(await hasChanged(await asScript(own))).toBe(true);
  for (const origin of [EVIL, "null", own.replace("localhost", "localhost.evil.example"), own.replace(/\d+$/, "1")]) {
    for (const answer of [await asBrowser(origin), await asScript(origin)]) {
      expect(answer.status(), `from ${origin}`).toBeGreaterThanOrEqual(400);
      expect(answer.headers()["set-cookie"] ?? "").not.toContain("modelwire-theme");
    }
  }
  await person.dispose();
});

test("no address of ours leads a browser to another site", async ({ baseURL }) => {
  const own = new URL(baseURL ?? "").origin;
  for (const storageState of [sessionOf("operator"), { cookies: [], origins: [] }]) {
    const visitor = await browserless.newContext({ baseURL, storageState, maxRedirects: 0 });
    const ways = ["next", "link", "callbackUrl", "redirect", "url"].flatMap((name) => [
      `/?${name}=${EVIL}`,
      `/sign-in?${name}=${EVIL}`,
      `/sign-in?${name}=//evil.example`,
      `/sign-in/link?key=x&${name}=${EVIL}`,
    ]);
    for (const path of [
      ...ways,
      "//evil.example/",
      "///evil.example//",
      "/\\evil.example/",
      "/%5Cevil.example/",
      "/%2F%2Fevil.example/",
    ]) {
      const answer = await visitor.fetch(`${own}${path}`);
      const target = answer.headers().location;
      const html = target === undefined ? await answer.text() : "";

      expect(target === undefined ? own : new URL(target, own).origin, path).toBe(own);
      expect(html).not.toMatch(/(href|action)="(https:|http:)?\/\/evil/);
    }
    await visitor.dispose();
  }
});

test("whatever is stored as text stays text on every page that shows it @long", async ({ page, context }) => {
  test.slow(); // It starts a server of its own: a token is one team's, and the others' lists should stay as they are.
  const receiver = await startReceiver();
  const server = await startServer({ team: HOSTILE_TEAM, egress: [receiver.origin] });
  try {
    await makeHostile(apiOf(server.url, HOSTILE_TEAM, server.token), receiver.origin);
    await context.clearCookies();
    await page.goto(server.link);
    await expectTextEverywhere(page, server.url);
  } finally {
    await server.stop();
    await receiver.close();
  }
});

async function expectTextEverywhere(page: Page, url: string): Promise<void> {
  const complaints = complaintsOf(page);
  const model = `/${HOSTILE_TEAM}/models/${encodeURIComponent(HOSTILE_NAME)}`;
  for (const path of [
    `/${HOSTILE_TEAM}/models`,
    model,
    `${model}/versions/v0`,
    `/${HOSTILE_TEAM}/automations`,
    `/${HOSTILE_TEAM}/deliveries`,
    `/${HOSTILE_TEAM}/search?q=${encodeURIComponent(HOSTILE_NAME)}`,
    `/${HOSTILE_TEAM}/models?name=${encodeURIComponent(HOSTILE_NAME)}`,
    ...["members", "webhooks", "github", "secrets", "tokens", "aliases", "audit"].map(
      (section) => `/${HOSTILE_TEAM}/settings/${section}`,
    ),
  ]) {
    await page.goto(url + path);
    await expectHarmless(page, path);
  }

  for (const [list, address] of [
    ["automations", /\/automations\/aut_/],
    ["deliveries", /\/deliveries\/dl_/],
  ] as const) {
    await page.goto(`${url}/${HOSTILE_TEAM}/${list}`);
    await page.getByRole("table").last().getByRole("link").first().click();
    await page.waitForURL(address);
    await expectHarmless(page, list);
  }

  await page.keyboard.press("Control+k");
  await page.keyboard.type("hacked");
  await expect(page.getByRole("option", { name: HOSTILE_NAME }).first()).toBeVisible();
  await expectHarmless(page, "the palette");
  expect(complaints.filter((complaint) => !complaint.includes("status of 404"))).toEqual([]);
}

async function expectHarmless(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    // React marks the forms that it sends itself by an action that says so.
    const isCode = (text: string) =>
      /^\s*(javascript|data:text)/i.test(text) && !/^javascript:throw new Error\('(A )?React form/.test(text);
    return {
      handlers: [...document.querySelectorAll("*")].filter((element) =>
        element.getAttributeNames().some((name) => /^on/i.test(name)),
      ).length,
      codeLinks: [...document.querySelectorAll("[href], [src], [action], [formaction]")].filter((element) =>
        ["href", "src", "action", "formaction"].some((name) => isCode(element.getAttribute(name) ?? "")),
      ).length,
      images: document.querySelectorAll("img[src=x]").length,
    };
  });
  expect(found, where).toEqual({ handlers: 0, codeLinks: 0, images: 0 });
  await expectNothingRan(page);
  await expectNoSidewaysScroll(page);
}
