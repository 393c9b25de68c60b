import { expect, test } from "@playwright/test";
import { expectAccessible, expectNothingRan } from "./support/page-checks";
import { TEAM } from "./support/seed";
import { sharedApi } from "./support/shared-server";

test("the list tells where each alias is and how the last change ended", async ({ page }) => {
  await page.goto(`/${TEAM}/models`);

  const row = page.getByRole("row", { name: /churn-classifier/ });
  await expect(page.getByRole("columnheader").nth(1)).toHaveText("production");
  await expect(row.getByRole("cell").nth(1)).toHaveText("v11");
  await expect(row).toContainText("championv9");
  await expect(row.getByRole("cell").nth(4)).toContainText("pr_auc0.7471+0.0061");
  await page.setViewportSize({ width: 1600, height: 900 });
  // At least: other tests make more of them meanwhile, for every model.
  await expect(row.getByRole("cell").nth(5)).toHaveText(/^([5-9]|[1-9]\d+)$/);
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

test("a version is linked in a dialog, over the list and over the model @postgres", async ({ page }) => {
  const api = sharedApi();
  await api.post("/models", { name: "e2e-dialog" });
  await api.log({ project: "e2e-dialogs", name: "weights", files: { "a.bin": "a" } });
  await page.goto(`/${TEAM}/models?name=e2e-dialog`);
  await page.getByRole("link", { name: "Link version" }).click();
  const dialog = page.getByRole("dialog", { name: "Link version" });
  await expect(dialog.getByRole("combobox", { name: "Model" })).toBeFocused();
  await expectAccessible(page);

  await dialog.getByRole("combobox", { name: "Model" }).fill("e2e-dialog");
  await dialog.getByRole("combobox", { name: "Project" }).fill("e2e-dialogs");
  await dialog.getByRole("combobox", { name: "Artifact" }).fill("weights");
  await dialog.getByRole("textbox", { name: "Aliases" }).fill("latest");
  await dialog.getByRole("button", { name: "Link version" }).click();
  await expect(dialog.getByRole("alert")).toContainText("kept by the system");
  await dialog.getByRole("textbox", { name: "Aliases" }).fill("shadow");
  await dialog.getByRole("button", { name: "Link version" }).click();
  await expect(page).toHaveURL(/\/e2e-dialog\/versions\/v0$/);

  await page.goto(`/${TEAM}/models/e2e-dialog`);
  const over = page.getByRole("dialog", { name: "Link a version to e2e-dialog" });
  await expect(async () => {
    await page.keyboard.press("l"); // A key is heard once the page's code is there.
    await expect(over).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await over.getByText("An address", { exact: true }).click();
  await over.getByRole("textbox", { name: "Address" }).fill("s3://acme/dialog");
  await over.getByRole("checkbox", { name: /shadow/ }).check();
  await over.getByRole("button", { name: "Link version" }).click();
  await expect(page).toHaveURL(/\/e2e-dialog\/versions\/v1$/);
  await expect(page.getByRole("region", { name: "Aliases", exact: true })).toContainText("shadow");
});

test("a team without models gets commands with this server's address", async ({ page, baseURL }) => {
  await page.goto("/fresh/models");

  await expect(page.getByRole("region", { name: "Commands for CLI" })).toContainText(`MODELWIRE_URL=${baseURL}`);
  await page.getByRole("link", { name: "cURL" }).click();
  await expect(page.getByRole("region", { name: "Commands for cURL" })).toContainText("/api/v1/teams/fresh/models");
});

test("a model shows lanes, a chart of the chosen metric, versions and its automations at the foot", async ({
  page,
}) => {
  await page.goto(`/${TEAM}/models/churn-classifier?metric=auc`);

  await expect(page.getByRole("region", { name: "Aliases" }).getByRole("listitem").first()).toContainText("production");
  await expect(page.getByRole("table", { name: /^auc by version, gate ≥ 0.9$/ })).toContainText("0.9271");
  await expect(page.getByRole("row", { name: /v11 latest/ })).toContainText("0.9271");
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

test("a model is created, described, tagged with an undo, and deleted once its name is typed @postgres", async ({
  page,
}) => {
  await page.goto(`/${TEAM}/models`);

  await page.getByRole("link", { name: "New model" }).click();
  const dialog = page.getByRole("dialog", { name: "New model" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("churn-classifier");
  await dialog.getByRole("checkbox", { name: "Link its first version next" }).uncheck();
  await dialog.getByRole("button", { name: "Create model" }).click();
  await expect(dialog.getByRole("alert")).toContainText("A model named churn-classifier already exists.");
  await dialog.getByRole("textbox", { name: "Name" }).fill("e2e-made-here");
  await dialog.getByRole("button", { name: "Create model" }).click();
  await expect(page).toHaveURL(`/${TEAM}/models/e2e-made-here`);

  await page.getByRole("link", { name: "Actions for e2e-made-here" }).click();
  await page.getByRole("menuitem", { name: "Edit description" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("Made in the browser.");
  await page.getByRole("button", { name: "Save description" }).click();
  await expect(page.getByText("Made in the browser.", { exact: true })).toBeVisible();

  await page.getByText("tag", { exact: true }).click();
  await page.getByRole("textbox", { name: "Tag" }).fill("owner");
  await page.getByRole("textbox", { name: "Value" }).fill("ranking");
  await page.getByRole("button", { name: "Add tag" }).click();
  await expect(page.getByText("owner: ranking: tagged.").first()).toBeVisible();
  await page.getByRole("button", { name: "Remove tag owner" }).click();
  await expect(page.getByRole("button", { name: "Remove tag owner" })).toHaveCount(0);
  await page.getByRole("listitem").filter({ hasText: "tag removed" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Remove tag owner" })).toBeVisible();

  await page.getByRole("link", { name: "Actions for e2e-made-here" }).click();
  await page.getByRole("menuitem", { name: "Delete model" }).click();
  const end = page.getByRole("dialog", { name: "Delete e2e-made-here" });
  await expect(end).toContainText("0 versions, 0 aliases");
  await end.getByRole("textbox").fill("e2e");
  await end.getByRole("button", { name: "Delete model" }).click();
  await expect(end.getByRole("alert")).toContainText("Repeat the model's name exactly");
  await end.getByRole("textbox").fill("e2e-made-here");
  await end.getByRole("button", { name: "Delete model" }).click();
  await expect(page).toHaveURL(`/${TEAM}/models`);
  await expect(page.getByText("e2e-made-here is deleted.").first()).toBeVisible();
});

test("a card is previewed and saved, and what strangers wrote in it is words", async ({ page }) => {
  await sharedApi().post("/models", { name: "e2e-card" });
  await page.goto(`/${TEAM}/models/e2e-card`);

  await page.getByRole("link", { name: "Edit card" }).click();
  await page
    .getByRole("textbox", { name: "Card" })
    .fill("# Use\n\n<img src=x onerror=window.hacked=1> [x](javascript:window.hacked=1) [docs](https://docs.example)");
  await page.getByRole("button", { name: "Show preview" }).click();
  await expect(page.getByRole("region", { name: "Preview" }).getByRole("heading", { name: "Use" })).toBeVisible();
  await page.getByRole("button", { name: "Save card" }).click();

  const card = page.getByRole("region", { name: "Card", exact: true });
  await expect(card.getByText("<img src=x onerror=window.hacked=1>")).toBeVisible();
  await expect(card.getByRole("link", { name: "x", exact: true })).toHaveCount(0);
  await expect(card.getByRole("link", { name: "docs" })).toHaveAttribute("rel", "nofollow noopener noreferrer ugc");
  await expectNothingRan(page);
});

test.describe("before JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("versions are filtered, columns chosen and kept, and two versions compared @postgres", async ({ page }) => {
    await page.goto(`/${TEAM}/models/churn-classifier`);

    await page.getByText("Columns", { exact: true }).click();
    for (const name of ["pr_auc", "latency_p95_ms"]) {
      await page.getByRole("checkbox", { name }).uncheck();
    }
    await page.getByRole("checkbox", { name: "params.num_leaves" }).check();
    await page.getByRole("button", { name: "Show columns" }).click();
    await expect(page).toHaveURL(/columns=params\.num_leaves/);
    await page.goto(`/${TEAM}/models/churn-classifier`);
    await expect(page.getByRole("columnheader", { name: "params.num_leaves" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "latency_p95_ms" })).toHaveCount(0);

    await page.getByRole("searchbox", { name: "Filter versions" }).fill("auc>=0.92 tag:gdpr-reviewed");
    await page.getByRole("searchbox", { name: "Filter versions" }).press("Enter");
    await expect(page.getByRole("region", { name: "Versions" }).getByRole("row")).toHaveCount(2);
    await page.goto(`/${TEAM}/models/churn-classifier?filter=since:never`);
    await expect(page.getByText("Give a day after since:")).toBeVisible();

    await page.goto(`/${TEAM}/models/churn-classifier`);
    await page.getByRole("checkbox", { name: "Select v11" }).check();
    await page.getByRole("checkbox", { name: "Select v9" }).check();
    await page.getByRole("button", { name: "Compare selected" }).click();
    await expect(page).toHaveURL(/compare\?a=v9&b=v11/);
    const metadata = page.getByRole("region", { name: "Metadata", exact: true });
    await expect(metadata.getByRole("row", { name: /^auc/ })).toContainText("0.9120.9271changed");
    await expect(page.getByRole("region", { name: "Metrics", exact: true })).toContainText("+0.0151");
    await expect(page.getByRole("region", { name: "Files", exact: true })).toContainText("model.lgb");
  });

  test("an artifact is chosen step by step and linked with an alias", async ({ page }) => {
    const api = sharedApi();
    await api.post("/models", { name: "e2e-linked" });
    await api.log({ project: "e2e-steps", name: "weights", files: { "a.bin": "a" } });
    await page.goto(`/${TEAM}/models/e2e-linked/link`);

    await page.getByRole("combobox", { name: "Project" }).fill("e2e-steps");
    await page.getByRole("button", { name: "Show what there is to choose" }).click();
    await expect(page.getByText("In this project: weights.")).toBeVisible();
    await page.getByRole("combobox", { name: "Artifact" }).fill("weights");
    await page.getByRole("textbox", { name: "Aliases" }).fill("shadow, latest");
    await page.getByRole("button", { name: "Link version" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "kept by the system" })).toBeVisible();
    await page.getByRole("textbox", { name: "Aliases" }).fill("shadow");
    await page.getByRole("button", { name: "Link version" }).click();

    await expect(page).toHaveURL(/\/e2e-linked\/versions\/v0$/);
    await expect(page.getByRole("region", { name: "Aliases", exact: true })).toContainText("shadow");
  });
});
