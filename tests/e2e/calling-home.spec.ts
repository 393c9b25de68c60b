import { expect, test } from "@playwright/test";
import { TEAM } from "./support/seed";

const POLICIES = `/${TEAM}/settings/github/policies`;

test("a rule for calling home is written, refused where it says nothing, shown and deleted", async ({ page }) => {
  await page.goto(POLICIES);
  await page.getByRole("link", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog", { name: "Narrow who calls home" });
  await dialog.getByLabel("Name").fill("Only what is on main");
  await dialog.getByRole("button", { name: "Create rule" }).click();
  await expect(dialog.getByRole("alert")).toContainText("this would narrow nothing");

  await dialog.getByLabel("Branches and tags").fill("refs/heads/main\nrefs/tags/v*");
  await dialog.getByLabel("Models").fill("no-such-model");
  await dialog.getByRole("button", { name: "Create rule" }).click();
  await expect(dialog.getByRole("alert")).toContainText("There is no model named no-such-model.");
  await dialog.getByLabel("Models").fill("churn-classifier");
  await dialog.getByRole("checkbox", { name: "Download the version" }).check();
  await dialog.getByRole("button", { name: "Create rule" }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole("row", { name: "Only what is on main" });
  await expect(row).toContainText("of refs/heads/main, refs/tags/v*");
  await expect(row).toContainText("only to download");
  await row.getByRole("link", { name: "Delete Only what is on main" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete rule" }).click();
  await expect(row).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a rule is written and deleted by plain pages", async ({ page }) => {
    await page.goto(`${POLICIES}/new`);
    await page.getByLabel("Name").fill("By plain pages");
    await page.getByLabel("Environments").fill("production");
    await page.getByRole("button", { name: "Create rule" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Calling home" })).toBeVisible();

    await page.getByRole("link", { name: "Delete By plain pages" }).click();
    await page.getByRole("button", { name: "Delete rule" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Calling home" })).toBeVisible();
    await expect(page.getByText("By plain pages")).toHaveCount(0);
  });
});
