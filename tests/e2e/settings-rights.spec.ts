import { expect, test } from "@playwright/test";
import { sessionOf } from "./support/people";
import { TEAM } from "./support/seed";
import { sharedApi } from "./support/shared-server";

const SETTINGS = `/${TEAM}/settings`;

test.describe("a member", () => {
  test.use({ storageState: sessionOf("member") });

  test("reads secrets by name and tries a webhook with a past event, and has nothing of the rest", async ({ page }) => {
    await sharedApi().post("/secrets", { name: "E2E_SEEN", value: "e2e-not-for-members" });
    await page.goto(`${SETTINGS}/secrets`);
    await expect(page.getByRole("navigation", { name: "Settings" }).getByRole("link")).toHaveText([
      "Members",
      "Webhooks",
      "GitHub",
      "MLflow",
      "Secrets",
      "Protected aliases",
    ]);
    await expect(page.getByRole("link", { name: /New secret/ })).toHaveCount(0);
    await page.getByRole("link", { name: "E2E_SEEN" }).click();
    await expect(page.getByText("Only admins may create, replace and delete secrets.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Replace value" })).toHaveCount(0);

    await page.goto(`${SETTINGS}/webhooks/serving-deploy`);
    await expect(page.getByText("Only admins may create, change and delete webhooks.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Own payload" })).toHaveCount(0);
    for (const absent of ["Save changes", "Pause"]) {
      await expect(page.getByRole("button", { name: absent })).toHaveCount(0);
    }
    await page.getByRole("button", { name: "Test webhook" }).click();
    await expect(page.getByRole("region", { name: "Test result" })).toContainText("200");

    await page.goto(`${SETTINGS}/github`);
    await expect(page.getByText("An operator of this server creates it")).toBeVisible();
    for (const path of [
      "github/app",
      "github/forget",
      "tokens",
      "tokens/new",
      "audit",
      "webhooks/new",
      "secrets/new",
      "aliases/new",
    ]) {
      expect((await page.request.get(`${SETTINGS}/${path}`)).status(), path).toBe(404);
    }
    const refused = await page.request.get(`${SETTINGS}/audit/export?format=csv`);
    expect([refused.status(), await refused.text()]).toEqual([403, "Only admins may read the audit log.\n"]);
  });

  test("is refused what only an admin's page has a form for", async ({ page, browser }) => {
    const admin = await browser.newContext({ storageState: sessionOf("operator"), javaScriptEnabled: false });
    const form = await admin.newPage();
    for (const [path, fields] of [
      ["secrets/new", { name: "E2E_FORGED", value: "x" }],
      ["tokens/new", { name: "E2E_FORGED", role: "admin", models: "", expiresAt: "" }],
      ["aliases/new", { name: "E2E_FORGED" }],
    ] as const) {
      await form.goto(`${SETTINGS}/${path}`);
      const hidden = await form.locator("form[aria-label] input[type=hidden]").evaluateAll(namesAndValues);

      await page.request.post(`${SETTINGS}/${path}`, { multipart: { ...hidden, ...fields } });
    }
    await admin.close();

    const { items } = (await sharedApi().get("/audit?target=E2E_FORGED")) as { items: Record<string, unknown>[] };
    expect(items.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["alias.protected", "refused"],
      ["token.created", "refused"],
      ["secret.created", "refused"],
    ]);
  });
});

test.describe("a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("has no page of secrets, and reads webhooks without trying them", async ({ page }) => {
    expect((await page.request.get(`${SETTINGS}/secrets`)).status()).toBe(404);
    expect((await page.request.get(`${SETTINGS}/github`)).status()).toBe(404);
    await page.goto(`${SETTINGS}/webhooks/serving-deploy`);

    await expect(page.getByRole("heading", { level: 1, name: "serving-deploy" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Bash script" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Test webhook" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: /Actions for/ })).toHaveCount(0);
  });
});

function namesAndValues(inputs: Element[]): Record<string, string> {
  return Object.fromEntries((inputs as HTMLInputElement[]).map(({ name, value }) => [name, value]));
}
