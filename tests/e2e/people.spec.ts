import { expect, type Page, test } from "@playwright/test";
import { freePort } from "../support/free-port";
import { startOidcProvider } from "./support/oidc";
import { complaintsOf, expectAccessible, expectNoSidewaysScroll } from "./support/page-checks";
import { GUESTS, NO_SESSION, PEOPLE, sessionOf, UNINVITED } from "./support/people";
import { EMPTY_TEAM, TEAM } from "./support/seed";
import { startServer } from "./support/server";

/** GitHub's own page: one button a person. */
async function signInAtGithub(page: Page, login: string): Promise<void> {
  await page.getByRole("link", { name: "Continue with GitHub" }).click();
  await page.getByRole("button", { name: new RegExp(login) }).click();
}

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test.describe("somebody who is not signed in", () => {
  test.use({ storageState: NO_SESSION });

  test("comes back to the page they wanted, signed in by GitHub", async ({ page, context }) => {
    await page.goto(`/${TEAM}/models?tag=tabular`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expectAccessible(page);
    await context.addCookies([{ name: "modelwire_session", value: "mw_fixed", url: page.url() }]);

    await signInAtGithub(page, PEOPLE.member);

    await expect(page).toHaveURL(new RegExp(`/${TEAM}/models\\?tag=tabular$`));
    const session = (await context.cookies()).find(({ name }) => name === "modelwire_session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(session?.value).not.toBe("mw_fixed");
    expect((await context.cookies()).filter(({ name }) => name.includes("session-token"))).toEqual([]);
  });

  test("is told so when nobody invited them, and is still nobody", async ({ page }) => {
    await page.goto("/sign-in");
    await signInAtGithub(page, UNINVITED);

    await expect(page.getByRole("alert").filter({ hasText: "This account is not invited." })).toBeVisible();
    await page.goto(`/${TEAM}/models`);
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("is led nowhere else, and begins nothing from another site", async ({ page, baseURL }) => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/%2e%2e//evil.example"]) {
      await page.goto(`/sign-in?${new URLSearchParams({ next })}`);
      await signInAtGithub(page, PEOPLE.viewer);
      await expect(page).toHaveURL(new RegExp(`^${baseURL}/`));
      await page.context().clearCookies();
    }

    const begin = await page.request.get("/api/auth/signin/github?next=/account", {
      headers: { "sec-fetch-site": "cross-site" },
      maxRedirects: 0,
    });
    expect(begin.headers().location).toBe("/sign-in?next=%2Faccount");
  });

  test("gets nothing from NextAuth's other addresses, a stale callback or a cancelled one", async ({ page }) => {
    for (const path of ["session", "csrf", "providers", "signout", "signin", "_log", "callback/credentials"]) {
      const answer = await page.request.get(`/api/auth/${path}`, { maxRedirects: 0 });
      expect(answer.status(), path).toBe(303);
      expect((await page.request.post(`/api/auth/${path}`, { form: { a: "b" } })).status(), path).toBe(405);
    }
    await page.goto("/api/auth/callback/github?code=x&state=y");
    await expect(page.getByRole("alert").filter({ hasText: "You were not signed in." })).toBeVisible();
    await page.goto("/api/auth/callback/github?error=access_denied");
    await expect(page.getByRole("alert").filter({ hasText: "cancelled" })).toBeVisible();
  });
});

test("an admin invites, the invited joins, is raised and put out, and reaches nothing from their next click on @smoke", async ({
  browser,
}) => {
  test.slow();
  const admin = await (await browser.newContext({ storageState: sessionOf("admin") })).newPage();
  await admin.goto(`/${TEAM}/settings/members`);
  await admin.getByRole("link", { name: "Invite", exact: true }).click();
  await admin.getByRole("dialog").getByRole("combobox", { name: "Role" }).selectOption("viewer");
  await admin.getByRole("dialog").getByLabel("For whom").fill("sam@example.com");
  await admin.getByRole("button", { name: "Make link" }).click();
  const link = await admin
    .getByRole("dialog")
    .getByText(/\/invitations\/mw_\w+$/)
    .innerText();
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Done" }).click();
  await expect(row(admin, "sam@example.com")).toBeVisible();

  const sam = await (await browser.newContext({ storageState: NO_SESSION })).newPage();
  const opened = await sam.goto(link);
  expect(opened?.headers()["referrer-policy"]).toBe("same-origin");
  await expect(sam.getByRole("heading", { level: 1 })).toHaveText(`Join ${TEAM} as a viewer`);
  await expectAccessible(sam);
  await signInAtGithub(sam, GUESTS.invited);
  await sam.getByRole("button", { name: `Join ${TEAM}` }).click();
  await expect(sam).toHaveURL(new RegExp(`/${TEAM}/models$`));
  await sam.goto(link);
  await expect(sam.getByRole("heading", { level: 1 })).toHaveText("This invitation no longer lets anybody in.");

  await admin.reload();
  await row(admin, GUESTS.invited)
    .getByRole("link", { name: /Actions for/ })
    .click();
  await admin.getByRole("menuitem", { name: "Change role" }).click();
  await admin.getByRole("dialog").getByRole("combobox", { name: "Role" }).selectOption("member");
  await admin.getByRole("button", { name: "Change role" }).click();
  await expect(row(admin, GUESTS.invited).getByRole("cell", { name: "Member", exact: true })).toBeVisible();

  await sam.goto(`/${TEAM}/models`);
  await row(admin, GUESTS.invited)
    .getByRole("link", { name: /Actions for/ })
    .click();
  await admin.getByRole("menuitem", { name: "Remove from team" }).click();
  await admin.getByRole("button", { name: "Remove member" }).click();
  await expect(admin.getByRole("dialog")).toHaveCount(0); // While it is open, nothing behind it has a role.
  await expect(row(admin, GUESTS.invited)).toHaveCount(0);
  expect((await sam.goto(`/${TEAM}/automations`))?.status()).toBe(404);
  await admin.context().close();
  await sam.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, storageState: sessionOf("admin") });

  test("an invitation is made and revoked, and roles are reached", async ({ page }) => {
    await page.goto(`/${TEAM}/settings/members`);
    await page.getByRole("link", { name: "Invite", exact: true }).click();
    await page.getByLabel("For whom").fill("by-hand@example.com");
    await page.getByRole("button", { name: "Make link" }).click();
    await expect(page.getByText(/\/invitations\/mw_\w+$/)).toBeVisible();

    await page.goto(`/${TEAM}/settings/members`);
    await row(page, "by-hand@example.com").getByRole("button", { name: "Revoke" }).click();
    await expect(row(page, "by-hand@example.com")).toHaveCount(0);
    await row(page, PEOPLE.viewer)
      .getByRole("link", { name: /Actions for/ })
      .click();
    await expect(page.getByRole("form", { name: `Change the role of ${PEOPLE.viewer}` })).toBeVisible();
  });
});

for (const person of ["member", "viewer"] as const) {
  test.describe(`a ${person}`, () => {
    test.use({ storageState: sessionOf(person) });

    test(`sees the members, whom to ask, and a way out, and has none of the pages that a ${person} may not use`, async ({
      page,
    }) => {
      const complaints = complaintsOf(page);
      await page.goto(`/${TEAM}/settings/members`);

      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      expect(complaints).toEqual([]);
      await expect(page.getByText(`Only admins invite people and change roles. Ask`)).toBeVisible();
      await expect(page.getByRole("link", { name: "Invite", exact: true })).toHaveCount(0);
      await expect(page.getByRole("heading", { name: "Open invitations" })).toHaveCount(0);
      await expect(page.getByRole("link", { name: /Actions for/ })).toHaveCount(1);
      expect((await page.goto(`/${TEAM}/settings/members/invite`))?.status()).toBe(404);
      expect((await page.goto("/teams/new"))?.status()).toBe(404);
      expect((await page.goto(`/${EMPTY_TEAM}/models`))?.status()).toBe(404);
    });
  });
}

test.describe("a stranger who may sign up", () => {
  test.use({ storageState: sessionOf("stranger") });

  test("is signed in, and in no team", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: `${PEOPLE.stranger}, you are in no team yet` })).toBeVisible();
    await expectAccessible(page);
    expect((await page.goto(`/${TEAM}/models`))?.status()).toBe(404);
  });
});

test.describe("an account", () => {
  test.use({ storageState: NO_SESSION });

  test("shows where it is signed in, and ends those sessions", async ({ page, browser }) => {
    const pages = [page];
    for (let count = 0; count < 2; count += 1) {
      pages.push(await (await browser.newContext({ storageState: NO_SESSION })).newPage());
    }
    for (const each of pages) {
      await each.goto("/sign-in?next=/account");
      await signInAtGithub(each, GUESTS.roaming);
      await expect(each.getByRole("heading", { level: 1, name: GUESTS.roaming })).toBeVisible();
    }
    await page.reload();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await expect(page.getByText("this one")).toHaveCount(1);

    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await expect(page.getByRole("status").filter({ hasText: "That browser was signed out." })).toBeVisible();
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await expect(page.getByRole("row").filter({ hasText: "Chrome" })).toHaveCount(1);
    for (const other of pages.slice(1)) {
      await other.goto("/account");
      await expect(other).toHaveURL(/\/sign-in\?next=%2Faccount$/);
      await other.context().close();
    }
    await page.getByRole("button", { name: "Sign out here" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
  });
});

test.describe("a server that listens beyond this machine, with an OpenID Connect provider", () => {
  test.use({ storageState: NO_SESSION });

  test("lets in its first operator by the link, then those whose address is verified, and nobody else", async ({
    browser,
  }) => {
    test.slow();
    const port = await freePort();
    const provider = await startOidcProvider(`http://localhost:${port}`);
    const server = await startServer({
      team: "solo",
      egress: [],
      port,
      env: { ...provider.env, HOST: "0.0.0.0", SIGN_UP_ALLOW: "@example.com=solo" },
    });
    const signIn = async (path: string, login: string) => {
      const page = await (await browser.newContext({ storageState: NO_SESSION })).newPage();
      await page.goto(`${server.url}${path}`);
      await page.getByRole("link", { name: "Continue with Acme" }).click();
      await page.locator("input[name=login]").fill(login);
      await page.locator("input[name=password]").fill("any");
      await page.getByRole("button").click();
      await page.getByRole("button", { name: "Continue" }).click();
      return page;
    };
    try {
      const operator = await signIn(new URL(server.link).pathname + new URL(server.link).search, "olga");
      await expect(operator).toHaveURL(`${server.url}/solo/models`);
      await operator.goto(`${server.url}/account`);
      await expect(operator.getByText("You are an operator of this server")).toBeVisible();

      const eve = await signIn("/sign-in", "eve");
      await expect(eve.getByRole("alert").filter({ hasText: "This account is not invited." })).toBeVisible();
      await eve.goto(server.link);
      await expect(eve.getByRole("alert").filter({ hasText: "This link does not sign in." })).toBeVisible();

      const vera = await signIn("/sign-in?next=/solo/settings/members", "verified-vera");
      await expect(row(vera, "verified-vera").getByRole("cell", { name: "Viewer", exact: true })).toBeVisible();
    } finally {
      await server.stop();
      await provider.close();
    }
  });
});

test("a server action refuses a foreign origin, also one that hides itself", async ({ page, baseURL }) => {
  await page.goto("/account");
  const form = page.getByRole("form", { name: "Theme of this browser" });
  const fields = await form
    .locator("input[type=hidden]")
    .evaluateAll((inputs) =>
      inputs.map((input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]),
    );
  const send = (origin: string) =>
    page.request.post("/account", {
      headers: { origin },
      multipart: { ...Object.fromEntries(fields), theme: "dark" },
      maxRedirects: 0,
    });

  for (const origin of ["https://evil.example", "null", `${baseURL}.evil.example`]) {
    const answer = await send(origin);
    expect(answer.status(), origin).toBeGreaterThanOrEqual(400);
    expect(answer.headers()["set-cookie"] ?? "", origin).not.toContain("theme");
  }
  expect((await send(baseURL ?? "")).headers()["set-cookie"]).toContain("modelwire-theme=dark");
});

test("an operator makes a team, and is its first admin", async ({ page }) => {
  const name = `made-by-hand-${test.info().project.name}`;
  await page.goto(`/${TEAM}/models`);
  await page.getByRole("button", { name: "Other teams" }).click();
  await page.getByRole("link", { name: "New team" }).click();
  await page.getByLabel("Name", { exact: true }).fill("sign-in");
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose another name" })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page).toHaveURL(new RegExp(`/${name}/models$`));
});
