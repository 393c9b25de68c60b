import { expect, test } from "@playwright/test";
import { expectNothingRan } from "./support/page-checks";
import { HOSTILE_TEXT, TEAM } from "./support/seed";
import { sharedApi } from "./support/shared-server";

test("the list is filtered by state, by automation and by model", async ({ page }) => {
  await page.goto(`/${TEAM}/deliveries`);

  await page
    .getByRole("navigation", { name: "State" })
    .getByRole("link", { name: /Gave up/ })
    .click();
  await expect(page).toHaveURL(/state=gave_up/);
  await expect(
    page.getByRole("region", { name: "Deliveries", exact: true }).getByRole("row", { name: /Delivered|Accepted/ }),
  ).toHaveCount(0);
  await expect(
    page
      .getByRole("region", { name: "Deliveries", exact: true })
      .getByRole("row", { name: /legacy-notice/ })
      .first(),
  ).toBeVisible();

  await page.getByRole("searchbox", { name: "Model" }).fill("eta-predictor");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/state=gave_up.*model=eta-predictor/);
  await expect(
    page.getByRole("region", { name: "Deliveries", exact: true }).getByRole("row", { name: /churn-classifier/ }),
  ).toHaveCount(0);
});

test("a delivery shows its event, its schedule and what came back, as text", async ({ page }) => {
  await page.goto(`/${TEAM}/deliveries?automation=feature-store-sync&state=retrying`);
  await page.getByRole("link", { name: "feature-store-sync" }).first().click();

  const detail = page.getByRole("article", { name: "feature-store-sync" });
  await expect(detail.getByRole("list", { name: "Attempt schedule" })).toContainText("30 min, to come");
  await expect(detail.getByText(/Next attempt at/)).toBeVisible();
  await expect(detail.getByRole("region", { name: "Response body" })).toContainText(HOSTILE_TEXT);
  await expectNothingRan(page);

  await detail.getByRole("link", { name: "Request" }).first().click();
  await expect(detail.getByText(/POST http:\/\/127\.0\.0\.1:\d+\/busy/).first()).toBeVisible();
  await detail.getByRole("link", { name: "Body sent" }).first().click();
  await expect(detail.getByRole("region", { name: "Body sent" })).toContainText("churn-classifier");
  await detail.getByRole("link", { name: "cURL" }).first().click();
  await expect(detail.getByRole("region", { name: "cURL command" })).toContainText("curl -X POST");
});

test("a delivery that gave up is sent again, and its page shows the new attempt by itself", async ({ page }) => {
  const id = await promoteOnce("e2e-again", "legacy-notice");
  await page.goto(`/${TEAM}/deliveries/${id}`);
  await expect(page.getByText("Attempt 1", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Redeliver" }).click();

  await expect(page.getByText("Attempt 2", { exact: true })).toBeVisible({ timeout: 15_000 });
});

test.describe("before JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a waiting delivery is stopped by the form alone", async ({ page }) => {
    const api = sharedApi();
    await api.post("/models", { name: "e2e-stop" });
    await api.post("/automations", {
      name: "e2e-stop",
      model: "e2e-stop",
      eventType: "LINK_ARTIFACT",
      action: { type: "webhook", webhook: "feature-store" },
    });
    await api.post("/models/e2e-stop/versions", { source: { uri: "s3://acme/stop" } });
    const id = await finishedDelivery("e2e-stop", "retrying");

    await page.goto(`/${TEAM}/deliveries/${id}`);
    await page.getByRole("button", { name: "Stop" }).click();

    await expect(page.getByRole("button", { name: "Redeliver" })).toBeVisible();
    await expect(page.getByRole("article")).toContainText("Stopped");
  });
});

async function promoteOnce(model: string, automation: string): Promise<string> {
  const api = sharedApi();
  await api.post("/models", { name: model });
  await api.post(`/models/${model}/versions`, { source: { uri: "s3://acme/again" }, aliases: ["production"] });
  return finishedDelivery(automation, "gave_up", model);
}

/** Waits for the delivery of a change that was just made to come to this state. */
async function finishedDelivery(automation: string, state: string, model?: string): Promise<string> {
  const query = new URLSearchParams({ automation, state, ...(model ? { model } : {}) });
  for (let tries = 0; tries < 60; tries += 1) {
    const { items } = (await sharedApi().get(`/deliveries?${query}`)) as { items: { id: string }[] };
    if (items[0]) {
      return items[0].id;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`No delivery of ${automation} came to ${state}.`);
}
