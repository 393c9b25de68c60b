import { expect, test } from "@playwright/test";
import { EMPTY_TEAM, STRANGERS, TEAM } from "./support/seed";
import { startServer } from "./support/server";

const NO_SESSION = { cookies: [], origins: [] };

test.describe("a stranger without a session", () => {
  test.use({ storageState: NO_SESSION });

  for (const path of ["/", `/${TEAM}/models`, `/${TEAM}/deliveries`, `/${TEAM}/models/churn-classifier/versions/v0`]) {
    test(`is sent from ${path} to sign in`, async ({ page }) => {
      await page.goto(path);

      await expect(page).toHaveURL(/\/sign-in(\?next=|$)/);
      await expect(page.getByText("churn-classifier")).toHaveCount(0);
    });
  }

  test("gets no file", async ({ page }) => {
    const answer = await page.request.get(`/${TEAM}/models/churn-classifier/versions/v0/files/model.lgb`, {
      maxRedirects: 0,
    });

    expect(answer.status()).toBe(307);
    expect(await answer.text()).not.toContain("tree 0");
  });
});

for (const path of [
  `/${STRANGERS}/models`,
  "/no-such-team/models",
  `/${TEAM}/models/no-such-model`,
  `/${TEAM}/models/churn-classifier/versions/v999`,
  `/${TEAM}/deliveries/dl_01a2090b-be25-759c-9aac-66a14385ea81`,
  `/${TEAM}/automations/no-such-automation`,
  `/${EMPTY_TEAM}/models/churn-classifier`,
  `/${TEAM}/models/%00`,
]) {
  test(`${path} is not found`, async ({ page }) => {
    const answer = await page.goto(path);

    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(
      /There is no(thing at this address| such (model|version|delivery|automation))/,
    );
  });
}

test("pages may run only their own scripts, and nobody may frame them", async ({ page }) => {
  const headers = (await page.request.get(`/${TEAM}/models`)).headers();

  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(/script-src[^;]*unsafe-inline/.test(policy)).toBe(false);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
});

test("the API is answered past the site, and another spelling of its address leads to it", async ({ page }) => {
  const direct = await page.request.get("/api/v1/openapi.json");
  const redirected = await page.request.get("/api/v1/openapi.json/");

  expect(direct.headers().vary).toBe("Accept-Encoding"); // Next would add the headers that its pages vary by.
  expect(redirected.url()).toBe(direct.url());
  expect(await redirected.json()).toEqual(await direct.json());
});

test.describe("the printed link", () => {
  test.use({ storageState: NO_SESSION });

  test("signs in once, and signing out ends the session for good", async ({ page, context }) => {
    test.slow(); // It starts a server of its own, because the link works once.
    const server = await startServer({ team: "solo", egress: [] });
    try {
      await page.goto(server.link);
      await expect(page).toHaveURL(`${server.url}/solo/models`);
      const [session] = await context.cookies();

      await page.goto(server.link);
      await expect(page.getByRole("alert").filter({ hasText: "This link does not sign in." })).toBeVisible();

      await page.goto(server.url);
      await page.getByRole("button", { name: /Account/ }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page).toHaveURL(new RegExp(`^${server.url}/sign-in(\\?|$)`));

      await context.addCookies(session ? [session] : []);
      await page.goto(`${server.url}/solo/models`);
      await expect(page).toHaveURL(new RegExp(`^${server.url}/sign-in(\\?|$)`));
    } finally {
      await server.stop();
    }
  });
});
