import { expect, test } from "@playwright/test";
import { TEAM } from "./support/seed";

test("the list tells where each alias is and how the last change ended", async ({ page }) => {
  await page.goto(`/${TEAM}/models`);

  const row = page.getByRole("row", { name: /churn-classifier/ });
  await expect(row).toContainText("productionv11");
  await expect(row).toContainText("championv9");
  await expect(row.getByRole("link", { name: /legacy-notice gave up/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "In motion" })).toContainText("feature-store-sync");
});

test("the filter is in the address and finds by name and by alias", async ({ page }) => {
  await page.goto(`/${TEAM}/models`);

  await page.getByRole("searchbox", { name: "Filter by name" }).fill("CHURN");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/name=CHURN/);
  await expect(page.getByRole("row")).toHaveCount(2);

  await page.goto(`/${TEAM}/models?alias=staging`);
  await expect(page.getByRole("row", { name: /fraud-detector/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /eta-predictor/ })).toHaveCount(0);
});

test("older models are a link away, and the way back too", async ({ page }) => {
  await page.goto(`/${TEAM}/models?limit=1`);
  const first = await page.getByRole("row").nth(1).textContent();

  await page.getByRole("link", { name: "Show older models" }).click();

  await expect(page).toHaveURL(/cursor=/);
  await expect(page.getByRole("row", { name: first ?? "" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Back to the newest" })).toBeVisible();
});

test("a cursor that was cut off says so and offers the whole list", async ({ page }) => {
  await page.goto(`/${TEAM}/models?cursor=cut`);

  await expect(page.getByText("This cursor is not one of ours.")).toBeVisible();
  await page.getByRole("link", { name: "Show all models" }).click();
  await expect(page.getByRole("row", { name: /churn-classifier/ })).toBeVisible();
});

test("a team without models gets commands with this server's address", async ({ page, baseURL }) => {
  await page.goto("/fresh/models");

  await expect(page.getByRole("region", { name: "Commands for the CLI" })).toContainText(`MODELWIRE_URL=${baseURL}`);
  await page.getByRole("link", { name: "cURL" }).click();
  await expect(page.getByRole("region", { name: "Commands for cURL" })).toContainText("/api/v1/teams/fresh/models");
});

test("a model shows lanes, a chart of the chosen metric, versions and its automations at the foot", async ({
  page,
}) => {
  await page.goto(`/${TEAM}/models/churn-classifier?metric=auc`);

  await expect(page.getByRole("region", { name: "Aliases" }).getByRole("listitem").first()).toContainText("production");
  await expect(page.getByRole("table", { name: "auc by version", exact: true })).toContainText("0.9271");
  await expect(page.getByRole("row", { name: /^v11 latest/ })).toContainText("0.9271");
  const automations = page.getByRole("region", { name: "Automations", exact: true });
  for (const column of [
    "Trigger type",
    "Action type",
    "Action name",
    "Queue",
    "State",
    "Last result",
    "Success, 30 d",
  ]) {
    await expect(automations.getByRole("columnheader", { name: column })).toBeVisible();
  }
  await expect(automations.getByRole("row", { name: /deploy-production/ })).toContainText("metadata.auc ≥ 0.9");
});
