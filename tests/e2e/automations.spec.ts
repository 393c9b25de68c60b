import { expect, test } from "@playwright/test";
import * as z from "zod";
import { complaintsOf } from "./support/page-checks";
import { sessionOf } from "./support/people";
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
  await page.getByRole("link", { name: "deploy-production", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1, name: "deploy-production" })).toBeVisible();
  await expect(page.getByText("metadata.auc ≥ 0.9", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Payload template" })).toContainText("${artifact_collection_name}");
  await expect(page.getByRole("region", { name: "Past events" })).toContainText(
    /of the last \d+ events of this type match/,
  );
  await expect(page.getByRole("row", { name: /churn-classifier v11/ })).toBeVisible();
});

test("an automation is made in two steps and a name, by keyboard, with what is wrong told where it is @smoke", async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await page.goto(`/${TEAM}/automations/new?model=churn-classifier`);
  const next = page.getByRole("button", { name: "Next step" }).last();

  await page.getByRole("combobox", { name: "Alias matches" }).selectOption("by regular expression");
  await page.getByRole("textbox", { name: /^Alias/ }).fill("production");
  await expect(page.getByRole("region", { name: "Event", exact: true })).toContainText("searches anywhere");
  await expect(page.getByRole("complementary", { name: "Preview" })).toContainText(/2 of \d+ in 30 days/);
  await page.keyboard.press("Enter");

  await page.getByRole("combobox", { name: "Webhook", exact: true }).selectOption("serving-deploy");
  const editor = page.getByRole("textbox", { name: /Payload/ });
  await expect(editor).toHaveClass(/cm-content/);
  await page.getByRole("button", { name: "Empty" }).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type('"version": "${artifact_verson_ref}');
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Line 1: there is no variable")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name" })).toBeHidden();
  await page.getByRole("button", { name: "Use artifact_version_ref" }).click();
  await expect(page.getByRole("region", { name: "What will be sent" }).last()).toContainText(
    `${TEAM}/model-registry/churn-classifier:v11`,
  );
  await next.click();

  await page.getByRole("textbox", { name: "Name" }).fill("made-by-keyboard");
  await expect(page.getByRole("region", { name: "Name", exact: true })).toContainText("searches anywhere");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("made-by-keyboard");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "made-by-keyboard" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "made-by-keyboard is created." })).toBeVisible();
  await expect(page.getByRole("region", { name: "Payload template" })).toContainText("${artifact_version_ref}");
  expect(complaints).toEqual([]);
});

test("an automation is tested, paused with an undo, copied and deleted from its menu @postgres", async ({
  page,
  request,
}) => {
  const api = await automationOf("menu-of-mine");
  await page.goto(`/${TEAM}/automations?name=menu-of-mine`);
  const menu = page.getByRole("link", { name: "Actions for menu-of-mine", exact: true });

  await menu.click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await expect(page.getByRole("row", { name: /menu-of-mine/ })).toContainText("Paused");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row", { name: /menu-of-mine/ })).toContainText("Active");

  await menu.click();
  await page.getByRole("menuitem", { name: "Test now" }).click();
  await page.getByRole("button", { name: "Send test" }).click();
  await expect(page.getByRole("region", { name: "Test result" })).toContainText("200");
  await expect(page.getByRole("region", { name: "Request", exact: true })).toContainText("webhook-id");

  await page.goto(`/${TEAM}/automations?name=menu-of-mine`);
  await menu.click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Duplicate automation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Edit menu-of-mine (copy)" })).toBeVisible();

  await page.goto(`/${TEAM}/automations?name=menu-of-mine`);
  await page.getByRole("link", { name: "Actions for menu-of-mine (copy)" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByText("they finish with the action they were made with")).toBeVisible();
  await page.getByRole("button", { name: "Delete automation" }).click();
  await expect(page.getByRole("link", { name: "menu-of-mine (copy)", exact: true })).toBeHidden();
  expect((await request.get(`/${TEAM}/automations/${api.id}`)).ok()).toBe(true);
});

test("an edit is saved, and refused over somebody else's newer one with what changed", async ({ page }) => {
  const { id, patch } = await automationOf("edited-by-two");
  await page.goto(`/${TEAM}/automations/${id}/edit`);
  await page.getByRole("textbox", { name: /^Alias/ }).fill("staging");
  await patch({ description: "From elsewhere." });

  await page.getByRole("button", { name: "Save automation" }).last().click();
  await expect(page.getByText("Somebody changed this automation")).toContainText(
    "description is From elsewhere. there",
  );

  await page.goto(`/${TEAM}/automations/${id}/edit`);
  await page.getByRole("textbox", { name: /^Alias/ }).fill("staging");
  await page.getByRole("button", { name: "Save automation" }).last().click();
  await expect(page.getByRole("status").filter({ hasText: "edited-by-two is saved." })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "edited-by-two" })).toBeVisible();
});

test.describe("as a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("automations are read, and nothing changes them, not even a form that was made for somebody else", async ({
    page,
    browser,
  }) => {
    const { id, read } = await automationOf("not-for-viewers");
    const member = await browser.newContext({ storageState: sessionOf("member"), javaScriptEnabled: false });
    const form = await member.newPage();
    await form.goto(`/${TEAM}/automations/${id}/pause`);
    const fields = await form
      .getByRole("form", { name: "Pause not-for-viewers" })
      .locator("input")
      .evaluateAll((inputs) => inputs.map((input) => [input.getAttribute("name"), input.getAttribute("value") ?? ""]));
    await member.close();

    await page.goto(`/${TEAM}/automations/${id}`);
    await expect(page.getByRole("heading", { level: 1, name: "not-for-viewers" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Pause" })).toBeHidden();
    await expect(page.getByRole("link", { name: /Actions for/ })).toBeHidden();
    expect((await page.goto(`/${TEAM}/automations/new`))?.status()).toBe(404);
    expect((await page.goto(`/${TEAM}/automations/${id}/edit`))?.status()).toBe(404);

    const address = new URL(`/${TEAM}/automations/${id}`, page.url());
    await page.request.post(address.href, {
      multipart: Object.fromEntries(fields),
      headers: { origin: address.origin },
    });
    expect((await read()).enabled).toBe(true);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an automation is made by plain forms, and what was typed comes along", async ({ page }) => {
    await page.goto(`/${TEAM}/automations/new`);
    const press = (name: string) => page.getByRole("button", { name, exact: true }).last().click();

    await page.getByRole("combobox", { name: "Event type" }).selectOption("Version linked");
    await page.getByRole("textbox", { name: "Field of condition 1" }).fill("metadata.auc");
    await page.getByRole("textbox", { name: "Value of condition 1" }).fill("0.9");
    await page
      .getByRole("button", { name: /^Next step/ })
      .last()
      .click();

    await page.getByRole("combobox", { name: "Webhook", exact: true }).selectOption("evaluation-queue");
    await page.getByRole("textbox", { name: /Payload/ }).fill('{"v": "${artifact_version_rf}"}');
    await page
      .getByRole("button", { name: /^Next step/ })
      .last()
      .click();
    await expect(page.getByText("Did you mean ${artifact_version_ref}?").first()).toBeVisible();
    await page.getByRole("textbox", { name: /Payload/ }).fill('{"v": "${artifact_version_ref}"}');
    await page
      .getByRole("button", { name: /^Next step/ })
      .last()
      .click();

    await press("Back");
    await expect(page.getByRole("textbox", { name: /Payload/ })).toHaveValue('{"v": "${artifact_version_ref}"}');
    await page
      .getByRole("button", { name: /^Next step/ })
      .last()
      .click();
    await page.getByRole("textbox", { name: "Name" }).fill("made-without-javascript");
    await page
      .getByRole("button", { name: /^Create automation/ })
      .last()
      .click();

    await expect(page.getByRole("heading", { level: 1, name: "made-without-javascript" })).toBeVisible();
    await expect(page.getByText("metadata.auc ≥ 0.9", { exact: true }).first()).toBeVisible();
  });
});

/** An automation of a test's own, through the public API. */
async function automationOf(name: string) {
  const url = `${process.env.MODELWIRE_E2E_URL}/api/v1/teams/${TEAM}/automations`;
  const headers = {
    authorization: `Bearer ${process.env.MODELWIRE_E2E_TOKEN}`,
    "content-type": "application/json",
  };
  async function send(method: string, path: string, body?: unknown) {
    const answer = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return z.looseObject({ id: z.string(), enabled: z.boolean() }).parse(await answer.json());
  }

  const { id } = await send("POST", "", {
    name,
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "production" } },
    action: { type: "webhook", webhook: "serving-deploy" },
    model: "churn-classifier",
  });
  return {
    id,
    patch: (body: unknown) => send("PATCH", `/${id}`, body),
    read: () => send("GET", `/${id}`),
  };
}
