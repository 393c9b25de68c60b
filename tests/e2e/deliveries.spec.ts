import { expect, test } from "@playwright/test";
import { expectNothingRan } from "./support/page-checks";
import { sessionOf } from "./support/people";
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
  await expect(detail.getByText(/^Attempt 2/).first()).toBeVisible({ timeout: 40_000 }); // The next is minutes away.
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

  await expect(page.getByText("Attempt 2", { exact: true })).toBeVisible({ timeout: 30_000 });
});

test("an attempt that is being read stays open when a newer one comes live", async ({ page }) => {
  const id = await promoteOnce("e2e-read", "legacy-notice");
  const first = page.locator("details").filter({ hasText: "Attempt 1" });
  for (const [attempt, path] of [
    [2, `/${TEAM}/deliveries/${id}?attempt=1&show=request`],
    [3, `/${TEAM}/deliveries/${id}?attempt=1`],
  ] as const) {
    await page.goto(path);
    await expect(first).toHaveAttribute("open", "");
    await page.getByRole("button", { name: "Redeliver" }).click();
    await expect(page.getByText(`Attempt ${attempt}`, { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(first).toHaveAttribute("open", "");
  }

  await page.goto(`/${TEAM}/deliveries/${id}`);
  const third = page.locator("details").filter({ hasText: "Attempt 3" });
  await third.getByRole("link", { name: "Response" }).focus();
  await sharedApi().post(`/deliveries/${id}/redeliver`, {});
  await expect(page.getByText("Attempt 4", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(third).toHaveAttribute("open", "");
  await expect(page.locator("details").filter({ hasText: "Attempt 4" })).toHaveAttribute("open", "");
});

test("the list changes by itself, and keeps still while it is held @smoke", async ({ page }) => {
  const api = sharedApi();
  await api.post("/models", { name: "e2e-live" });
  await api.post("/automations", {
    name: "e2e-live",
    model: "e2e-live",
    eventType: "LINK_ARTIFACT",
    action: { type: "webhook", webhook: "serving-deploy" },
  });
  await page.goto(`/${TEAM}/deliveries?automation=e2e-live`);
  await expect(page.getByText("No delivery matches")).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await api.post("/models/e2e-live/versions", { source: { uri: "s3://acme/1" } });
  const rows = page.getByRole("region", { name: "Deliveries", exact: true }).getByRole("row", { name: /e2e-live/ });
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("Delivered");

  await page.keyboard.press("Space");
  await expect(page.getByText("Held", { exact: true })).toBeVisible();
  await api.post("/models/e2e-live/versions", { source: { uri: "s3://acme/2" } });
  const more = page.getByRole("button", { name: /^\d+ new$/ });
  await expect(more).toBeVisible();
  await expect(rows).toHaveCount(1);

  await more.click();
  await expect(rows).toHaveCount(2);
  expect(await page.evaluate(() => Reflect.get(window, "isSamePage"))).toBe(true);
});

test("what gave up is counted, then sent again; what waits is counted, then stopped @postgres", async ({ page }) => {
  test.slow(); // Batches go on between deliveries, and the others' tests deliver a lot.
  const api = sharedApi();
  await api.post("/models", { name: "e2e-many" });
  for (const [name, like] of [
    ["e2e-lost", "legacy-notice"],
    ["e2e-waiting", "feature-store"],
  ] as const) {
    await ownWebhook(name, like);
    await api.post("/automations", {
      name,
      model: "e2e-many",
      eventType: "LINK_ARTIFACT",
      action: { type: "webhook", webhook: name },
    });
  }
  for (const place of [1, 2]) {
    await api.post("/models/e2e-many/versions", { source: { uri: `s3://acme/many/${place}` } });
  }
  await finishedDelivery("e2e-waiting", "retrying");
  await finishedDelivery("e2e-lost", "gave_up", undefined, 2);

  await page.goto(`/${TEAM}/deliveries?automation=e2e-lost`);
  await page.getByRole("link", { name: "Recover failed" }).click();
  const dialog = page.getByRole("dialog", { name: /Recover failed/ });
  await expect(dialog).toContainText("2 gave up of e2e-lost");
  await dialog.getByRole("button", { name: "Send 2 deliveries again" }).click();

  await expect(page).toHaveURL(/deliveries\/batches$/);
  const recovery = page.getByRole("row", { name: /Recover e2e-lost/ });
  await expect(recovery).toContainText("2 of 2", { timeout: 40_000 });
  await expect(recovery).toContainText("Done");

  await page.getByRole("link", { name: "Stop all waiting" }).click();
  // One of the two may be on its way just now, and then does not wait.
  const waiting = page.getByLabel("Of").getByRole("option", { name: /^Automation e2e-waiting/ });
  await page.getByLabel("Of").selectOption(await waiting.getAttribute("value"));
  await page.getByRole("button", { name: "Count them" }).click();
  await page.getByRole("button", { name: /^Stop \d deliver(y|ies)$/ }).click();
  await expect(page.getByRole("row", { name: /Stop e2e-waiting/ })).toContainText("Done", { timeout: 40_000 });
});

test("a bar of the chart leads to what it counts", async ({ page }) => {
  await page.goto(`/${TEAM}/deliveries`);

  await page.locator("figure svg a").last().click();

  await expect(page).toHaveURL(/since=.*until=/);
  await expect(page.getByRole("region", { name: "Deliveries", exact: true }).getByRole("row").nth(1)).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("sees deliveries and is told who may send them again; a forged form changes nothing", async ({ page }) => {
    const id = await promoteOnce("e2e-viewer", "legacy-notice");
    await page.goto(`/${TEAM}/deliveries/${id}`);
    const button = page.getByRole("button", { name: "Redeliver" });
    await expect(button).toBeDisabled();
    await expect(page.getByText("Only members and admins may redeliver and cancel deliveries.")).toBeVisible();

    await button.evaluate((element: HTMLButtonElement) => {
      element.disabled = false;
    });
    await button.click();
    await expect(page.getByRole("alert").filter({ hasText: "Only members and admins" })).toBeVisible();

    await page.goto(`/${TEAM}/deliveries/batches/new?kind=recover&of=automation:legacy-notice`);
    await expect(page.getByRole("button", { name: /^Send \d+ deliver/ })).toBeDisabled();
    expect(await sharedApi().get(`/deliveries/${id}`)).toMatchObject({ state: "gave_up", attempts: 1 });
  });
});

test.describe("before JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a waiting delivery is stopped by the form alone", async ({ page }) => {
    const api = sharedApi();
    await api.post("/models", { name: "e2e-stop" });
    await ownWebhook("e2e-stop", "feature-store");
    await api.post("/automations", {
      name: "e2e-stop",
      model: "e2e-stop",
      eventType: "LINK_ARTIFACT",
      action: { type: "webhook", webhook: "e2e-stop" },
    });
    await api.post("/models/e2e-stop/versions", { source: { uri: "s3://acme/stop" } });
    const id = await finishedDelivery("e2e-stop", "retrying");

    await page.goto(`/${TEAM}/deliveries/${id}`);
    await page.getByRole("button", { name: "Stop" }).click();

    await expect(page.getByRole("button", { name: "Redeliver" })).toBeVisible();
    await expect(page.getByRole("article")).toContainText("Stopped");
  });

  test("one whose end is not known is said to have arrived, and shows who said so", async ({ page }) => {
    const api = sharedApi();
    await api.post("/models", { name: "e2e-unsure" });
    await ownWebhook("e2e-unsure", "feature-store");
    await api.post("/automations", {
      name: "e2e-unsure",
      model: "e2e-unsure",
      eventType: "LINK_ARTIFACT",
      action: { type: "webhook", webhook: "e2e-unsure", whenUnsure: "wait" },
    });
    await api.post("/models/e2e-unsure/versions", { source: { uri: "s3://acme/unsure" } });
    const id = await finishedDelivery("e2e-unsure", "unknown");

    await page.goto(`/${TEAM}/deliveries/${id}`);
    await page.getByRole("button", { name: "It arrived" }).click();

    const detail = page.getByRole("article", { name: "e2e-unsure" });
    await expect(detail).toContainText("Delivered");
    await expect(detail).toContainText(/\S said that it arrived/);
    await expect(page.getByRole("button", { name: "It arrived" })).toHaveCount(0);
    expect(await api.get(`/deliveries/${id}`)).toMatchObject({ state: "delivered", attempts: 1 });
  });
});

/** A webhook of a test's own: what fails there must not have the others' left alone for a while by its breaker. */
async function ownWebhook(name: string, like: string): Promise<void> {
  const { url } = (await sharedApi().get(`/webhooks/${like}`)) as { url: string };
  await sharedApi().post("/webhooks", { name, url });
}

async function promoteOnce(model: string, automation: string): Promise<string> {
  const api = sharedApi();
  await api.post("/models", { name: model });
  await api.post(`/models/${model}/versions`, { source: { uri: "s3://acme/again" }, aliases: ["production"] });
  return finishedDelivery(automation, "gave_up", model);
}

/** Waits for the delivery of a change that was just made to come to this state. */
async function finishedDelivery(automation: string, state: string, model?: string, count = 1): Promise<string> {
  const query = new URLSearchParams({ automation, state, ...(model ? { model } : {}) });
  for (let tries = 0; tries < 160; tries += 1) {
    const { items } = (await sharedApi().get(`/deliveries?${query}`)) as { items: { id: string }[] };
    if (items[0] && items.length >= count) {
      return items[0].id;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`No delivery of ${automation} came to ${state}.`);
}
