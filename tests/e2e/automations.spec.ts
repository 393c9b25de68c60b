import { expect, test } from "@playwright/test";
import { TEAM } from "./support/seed";

test("the list has trigger, action, queue, state, last result and success rate", async ({ page }) => {
  await page.goto(`/${TEAM}/automations`);

  const row = page.getByRole("row", { name: /legacy-notice/ });
  await expect(row).toContainText("Alias added");
  await expect(row).toContainText("Webhook");
  await expect(row).toContainText("every model");
  await expect(row).toContainText("Active");
  await expect(row).toContainText("Gave up");
  await expect(row).toContainText("0%");
});

test("an automation shows its filter, its payload with variables, and what it delivered", async ({ page }) => {
  await page.goto(`/${TEAM}/automations?name=deploy-production`);
  await page.getByRole("link", { name: "deploy-production" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "deploy-production" })).toBeVisible();
  await expect(page.getByText("metadata.auc ≥ 0.9", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Payload template" })).toContainText("${artifact_collection_name}");
  await expect(page.getByRole("region", { name: "Past events" })).toContainText(
    /of the last \d+ events of this type match/,
  );
  await expect(page.getByRole("row", { name: /churn-classifier v11/ })).toBeVisible();
});

test("an automation is paused and resumed", async ({ page }) => {
  await page.goto(`/${TEAM}/automations?name=evaluate`);
  await page.getByRole("link", { name: "evaluate-candidate" }).click();

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("It makes no deliveries until it is resumed.")).toBeVisible();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
});
