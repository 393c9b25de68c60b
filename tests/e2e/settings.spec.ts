import { expect, type Page, test } from "@playwright/test";
import { EMPTY_TEAM, TEAM } from "./support/seed";
import { sharedApi } from "./support/shared-server";

const SETTINGS = `/${TEAM}/settings`;
const FORMULA = `=HYPERLINK("http://evil.example")`;

test("where there is nothing yet, each section says what it is for", async ({ page }) => {
  for (const [path, title] of [
    ["secrets", "No secrets yet"],
    ["webhooks", "No webhooks yet"],
    ["github", "No GitHub App yet"],
    ["aliases", "No alias is protected"],
  ]) {
    await page.goto(`/${EMPTY_TEAM}/settings/${path}`);

    await expect(page.getByRole("heading", { name: title })).toBeVisible();
  }
});

test("a secret is created, granted, replaced and deleted, and its value is on no page @smoke", async ({ page }) => {
  const [first, second] = ["e2e-value-one-4711", "e2e-value-two-4712"];
  const slack = "https://hooks.slack.com/services/T0E2E/B0E2E/notToBeShown";
  const seen = readAll(page);
  await page.goto(`${SETTINGS}/secrets`);

  await page.getByRole("link", { name: "New secret" }).click();
  const dialog = page.getByRole("dialog", { name: "New secret" });
  await dialog.getByLabel("Name").fill("bad name");
  await dialog.getByLabel("Value").fill(first);
  await dialog.getByRole("button", { name: "Create secret" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Use letters, digits and underscores.");
  await dialog.getByLabel("Name").fill("E2E_KEY");
  await dialog.getByRole("button", { name: "Create secret" }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole("link", { name: "E2E_KEY" }).click();
  await page.getByLabel("New value").fill(second);
  await page.getByRole("button", { name: "Replace value" }).click();
  await expect(page.getByText("last replaced")).toBeVisible();
  await page.getByRole("checkbox", { name: "serving-deploy" }).check();
  await page.getByRole("button", { name: "Save choice" }).click();
  await expect(page.getByText("Payloads may use E2E_KEY towards serving-deploy.").first()).toBeAttached();
  await sharedApi().post("/webhooks", { name: "e2e-slack", url: await origin(), accessTokenSecret: "E2E_KEY" });

  await page.reload();
  await expect(page.getByRole("region", { name: "Where it is used" })).toContainText("as access token of this webhook");
  await page.getByRole("link", { name: "e2e-slack" }).click();
  await page.getByLabel("URL").fill(slack);
  await page.getByRole("button", { name: "Save changes" }).click();
  // Nothing leaves the loopback: where no name resolves, the refusal is as good, for nothing of it may be shown either.
  await expect(page.getByText(/hooks\.slack\.com does not resolve|was saved/).first()).toBeAttached();

  for (const path of [
    "secrets",
    "secrets/E2E_KEY",
    "webhooks",
    "webhooks/e2e-slack",
    "audit",
    "secrets/E2E_KEY/delete",
  ]) {
    await page.goto(`${SETTINGS}/${path}`);
  }
  await page.getByLabel("Type E2E_KEY to confirm").fill("E2E_KEI");
  await page.getByRole("button", { name: "Delete secret" }).click();
  await expect(page.getByLabel("Type E2E_KEY to confirm")).toHaveAccessibleDescription(/This is not E2E_KEY\./);
  await expect(page.getByText("1 webhook is paused until another secret is chosen: e2e-slack.")).toBeVisible();
  await page.getByLabel("Type E2E_KEY to confirm").fill("E2E_KEY");
  await page.getByRole("button", { name: "Delete secret" }).click();
  await expect(page).toHaveURL(/\/settings\/secrets$/);

  const everything = (await seen()).join("\n");
  expect(everything).toContain("E2E_KEY");
  for (const secret of [first, second, "notToBeShown"]) {
    expect(everything).not.toContain(secret);
  }
});

test("a webhook is tried before it is saved, made for who waits, paused with an undo, and deleted @postgres", async ({
  page,
}) => {
  await page.goto(`${SETTINGS}/webhooks/new?preset=slack&next=${encodeURIComponent(`/${TEAM}/automations?from=e2e`)}`);
  await expect(page.getByText("it needs no access token")).toBeVisible();
  await page.getByRole("link", { name: "Plain" }).click();
  await expect(page.getByText("Any HTTP endpoint.")).toBeVisible();

  await page.getByLabel("URL").fill("https://10.0.0.1/hook");
  await page.getByRole("button", { name: "Test webhook" }).click();
  await expect(page.getByLabel("URL")).toHaveAccessibleDescription(/names an IP address\. Use a host name/);
  await page.getByLabel("URL").fill(`${await origin()}/deploy`);
  await page.getByRole("button", { name: "Test webhook" }).click();
  const result = page.getByRole("region", { name: "Test result" });
  await expect(result.getByRole("region", { name: "Request", exact: true })).toContainText("User-Agent");
  await expect(result.getByRole("region", { name: "Response", exact: true })).toContainText('"ok": true');

  await page.getByLabel("Name").fill("e2e-gateway");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page).toHaveURL(/\/automations\?from=e2e&webhook=e2e-gateway$/);

  await page.goto(`${SETTINGS}/webhooks`);
  await page.getByRole("link", { name: "Actions for e2e-gateway" }).click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  const row = page.getByRole("row", { name: /^e2e-gateway/ });
  await expect(row).toContainText("Paused");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Active");

  await row.getByRole("link", { name: "e2e-gateway", exact: true }).click();
  await page.getByLabel("Retries after").fill("soon");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByLabel("Retries after")).toHaveAccessibleDescription(/soon is no wait\./);
  await page.getByLabel("Retries after").fill("5 s, 1 h");
  await page.getByLabel("Name").fill("e2e-gateway-2");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(/webhooks\/e2e-gateway-2$/);
  await expect(page.getByLabel("Retries after")).toHaveValue("5 s, 1 h");

  await page.getByRole("link", { name: "Bash script" }).click();
  await expect(page.getByRole("region", { name: "Bash script" })).toContainText("/deploy'");
  await page.getByRole("link", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete webhook" }).click();
  await expect(page).toHaveURL(/\/settings\/webhooks$/);
  await expect(page.getByRole("link", { name: "e2e-gateway-2" })).toHaveCount(0);
});

test("an alias is protected and left open again by keyboard alone", async ({ page }) => {
  await page.goto(`${SETTINGS}/aliases`);
  const table = page.getByRole("region", { name: "Protected aliases" });

  await page.getByRole("link", { name: /^Protect alias( N)?$/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Protect an alias" }).waitFor();
  await page.keyboard.press("Shift+Tab"); // Focus starts on Cancel.
  await page.keyboard.type("champion");
  await page.keyboard.press("Enter");
  await expect(table.getByRole("row", { name: /champion/ })).toContainText("churn-classifier v9");

  await table.getByRole("link", { name: "Stop protecting champion" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Stop protecting champion" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(table.getByRole("row", { name: /champion/ })).toHaveCount(0);
});

test("the audit log is filtered in its address and exported without formulas @postgres", async ({ page }) => {
  await sharedApi().post("/tokens", { name: FORMULA, role: "viewer" });
  await page.goto(`${SETTINGS}/audit`);

  await page.getByRole("searchbox", { name: "Action" }).fill("token");
  await page.getByRole("searchbox", { name: "Target begins with" }).fill(FORMULA.slice(0, 9));
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/action=token.*target=/);
  await expect(page.getByText("1 entry, newest first")).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-acme-ml-\d{4}-\d\d-\d\d\.csv$/);
  const href = await page.getByRole("link", { name: "Export JSON Lines" }).getAttribute("href");
  const csv = await page.request.get(String(href).replace("jsonl", "csv"));
  expect(await csv.text()).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
  expect(csv.headers()).toMatchObject({
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringMatching(/^attachment/),
    "content-security-policy": "default-src 'none'; sandbox",
  });
  const [line] = (await (await page.request.get(String(href))).text()).split("\n");
  expect(JSON.parse(line ?? "")).toMatchObject({ action: "token.created", target: { name: FORMULA } });

  await page.getByRole("region", { name: "Audit log" }).getByRole("row").nth(1).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "token.created" })).toBeVisible();
  await expect(page.getByText(/req_/).first()).toBeVisible();
});

test.describe("before JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what was ticked for a secret stays ticked when it is refused", async ({ page }) => {
    await page.goto(`/${TEAM}/settings/secrets/new`);
    await page.getByLabel("Name", { exact: true }).fill("E2E ticked");
    await page.getByLabel("Value").fill("e2e-ticked-value");
    await page.getByRole("checkbox", { name: "feature-store", exact: true }).check();
    await page.getByRole("checkbox", { name: "serving-deploy", exact: true }).check();

    await page.getByRole("button", { name: "Create secret" }).click();

    await expect(page.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
    for (const [name, isTicked] of [
      ["feature-store", true],
      ["serving-deploy", true],
      ["legacy-notice", false],
    ] as const) {
      await expect(page.getByRole("checkbox", { name, exact: true })).toBeChecked({ checked: isTicked });
    }
    await expect(page.getByLabel("Value")).toHaveValue("");
  });

  test("a token is shown once and revoked, and a webhook tried with what was typed kept @postgres", async ({
    page,
  }) => {
    await page.goto(`${SETTINGS}/tokens/new`);
    await page.getByLabel("Name").fill("e2e-plain");
    await page.getByLabel("Models").fill("no-such-model");
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByLabel("Models")).toHaveAccessibleDescription(/There is no model named no-such-model\./);
    await page.getByLabel("Models").fill("churn-classifier");
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByRole("region", { name: "Token" })).toContainText(/mw_\S{20,}/);
    await expect(page.getByRole("region", { name: "Commands for cURL" })).toContainText("/api/v1/whoami");

    await page.goto(`${SETTINGS}/tokens`);
    await expect(page.getByRole("row", { name: /e2e-plain/ })).toContainText("churn-classifier");
    await page.getByRole("link", { name: "Revoke e2e-plain" }).click();
    await page.getByRole("button", { name: "Revoke token" }).click();
    await expect(page).toHaveURL(/\/settings\/tokens$/);
    await expect(page.getByText("e2e-plain")).toHaveCount(0);

    await page.goto(`${SETTINGS}/webhooks/new`);
    await page.getByLabel("Name").fill("e2e-unsaved");
    await page.getByLabel("URL").fill(`${await origin()}/legacy`);
    await page.getByRole("button", { name: "Test webhook" }).click();
    await expect(page.getByRole("region", { name: "Test result" })).toContainText("404");
    await expect(page.getByLabel("Name")).toHaveValue("e2e-unsaved");
    await expect(page.getByLabel("URL")).toHaveValue(/\/legacy$/);
    await page.getByLabel("URL").fill("https://hooks.slack.com/services/T0/B0/typedOnly");
    await page.getByRole("button", { name: "Create webhook" }).click();
    expect(await page.content()).not.toContain("typedOnly");
  });
});

/** Where the seed's receivers listen: the one place outside that the server may reach. */
async function origin(): Promise<string> {
  const { url } = await sharedApi().get("/webhooks/serving-deploy");
  return new URL(String(url)).origin;
}

/** Collects whatever the server says to this page, documents and the payloads of moves and actions alike. */
function readAll(page: Page): () => Promise<string[]> {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (/document|fetch|xhr/.test(response.request().resourceType())) {
      bodies.push(response.text().catch(() => ""));
    }
  });
  // What was broken off by going elsewhere has no end to wait for.
  const late = () => new Promise<string>((settle) => setTimeout(settle, 2_000, ""));
  return () => Promise.all(bodies.map((body) => Promise.race([body, late()])));
}
