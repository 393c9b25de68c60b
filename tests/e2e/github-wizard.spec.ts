import { type Browser, expect, type Page, test } from "@playwright/test";
import { complaintsOf, expectAccessible, expectNoSidewaysScroll } from "./support/page-checks";
import { type SandboxServer, startSandboxServer } from "./support/sandbox-server";
import { EMPTY_TEAM } from "./support/seed";

const PHONE = { width: 390, height: 844 };

const DEPLOY = `name: Deploy
run-name: "[\${{ inputs.delivery_id }}]"
on:
  workflow_dispatch:
    inputs:
      delivery_id: { required: true }
      version: { required: true, description: The version to roll out. }
      stage: { type: choice, options: [staging, production], required: true }
jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }
`;

let place: SandboxServer;

// In one worker, one after another: they share a server of their own.
test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  place = await startSandboxServer({
    team: "wired",
    repositories: { "acme/serving": { ".github/workflows/deploy.yml": DEPLOY }, "acme/other": { "README.md": "x" } },
  });
  await place.api.post("/models", { name: "churn" });
});

test.afterAll(() => place?.stop());

test("an automation starts one workflow, whose inputs are fields, and is edited again as it was saved", async ({
  browser,
}) => {
  const page = await signedIn(browser);
  const complaints = complaintsOf(page);
  await page.goto(`/${place.team}/automations/new?model=churn&alias=production`);
  await next(page);

  await page.getByRole("combobox", { name: "Repository" }).selectOption("acme/serving");
  await page.getByText("One workflow", { exact: true }).click();
  const preflight = page.getByRole("region", { name: "Preflight" });
  await expect(preflight).toContainText("The GitHub App is installed on acme, with Actions: write.");
  await page.getByRole("combobox", { name: "Workflow", exact: true }).selectOption("deploy.yml");
  await expect(page.getByRole("combobox", { name: /^version/ })).toHaveValue("${artifact_version_ref}");
  await expect(preflight).toContainText("deploy.yml requires the input stage.");
  await page.getByRole("combobox", { name: /^stage/ }).fill("moon");
  await expect(preflight).toContainText("The input stage takes one of staging, production; not moon.");
  await page.getByRole("combobox", { name: /^stage/ }).fill("production");
  await expect(preflight).toContainText("The 3 inputs given are declared there.");
  await expect(page.getByRole("region", { name: "What will be sent" }).last()).toContainText('"stage": "production"');
  await expectGoodLooks(page);

  await page.getByRole("combobox", { name: /^version/ }).fill("${artifact_verson_ref}");
  await next(page);
  await expect(page.getByText("Did you mean ${artifact_version_ref}?").first()).toBeVisible();
  await page.getByRole("combobox", { name: /^version/ }).fill("${artifact_version_ref}");
  await next(page);
  await page.getByRole("textbox", { name: "Name" }).fill("roll-out");
  await page.getByRole("button", { name: "Create automation" }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: "roll-out" })).toBeVisible();
  await expect(page.getByText("acme/serving").first()).toBeVisible();

  await page.goto(`${page.url()}/edit`);
  await expect(page.getByRole("combobox", { name: /^stage/ })).toHaveValue("production");
  await expect(page.getByRole("combobox", { name: "Workflow", exact: true })).toHaveValue("deploy.yml");
  await page.getByRole("textbox", { name: "Deployment environment" }).fill("production");
  await page.getByRole("button", { name: "Save automation" }).last().click();
  await expect(page.getByRole("status").filter({ hasText: "roll-out is saved." })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("where nothing listens it is said, and the workflow is offered as a pull request, once", async ({ browser }) => {
  const page = await signedIn(browser);
  await page.goto(`/${place.team}/automations/new?alias=production`);
  await next(page);

  await page.getByRole("combobox", { name: "Repository" }).selectOption("acme/other");
  await page.getByRole("combobox", { name: "Event type" }).last().fill("promoted");
  const preflight = page.getByRole("region", { name: "Preflight" });
  await expect(preflight).toContainText("No workflow on main listens for promoted.");
  const file = page.getByRole("region", { name: "Workflow file" }).last();
  await expect(file).toContainText('types: ["promoted"]');
  await page.getByRole("button", { name: "Open pull request" }).click();
  await expect(page.getByText(/Opened: pull request #\d+/)).toBeVisible();
  await page.getByRole("button", { name: "Open pull request" }).click();
  await expect(page.getByText(/It is open already: pull request #\d+/)).toBeVisible();

  await place.github.repositories.write(
    "acme/other",
    ".github/workflows/any.yml",
    "on: repository_dispatch\njobs: {}\n",
  );
  await expect(async () => {
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(preflight).toContainText("any.yml on main listens for promoted.", { timeout: 2_000 });
  }).toPass();
  await expect(page.getByText("Sandbox.")).toBeVisible();
  await expectGoodLooks(page);

  await page.getByText("One workflow", { exact: true }).click();
  await expect(page.getByText("None on the default branch can be started by name.")).toBeVisible();
  await page.getByRole("combobox", { name: "Workflow", exact: true }).fill("any.yml");
  await expect(preflight).toContainText("any.yml does not declare workflow_dispatch");
});

test("it is made by plain forms, before there is any JavaScript", async ({ browser }) => {
  const page = await signedIn(browser, { javaScriptEnabled: false });
  await page.goto(`/${place.team}/automations/new?alias=production`);
  await next(page);

  await page.getByRole("combobox", { name: "Repository" }).selectOption("acme/serving");
  await page.getByRole("radio", { name: "One workflow" }).check();
  await page.getByRole("button", { name: "Update preview" }).click();
  await page.getByRole("combobox", { name: "Workflow", exact: true }).selectOption("deploy.yml");
  await page.getByRole("button", { name: "Show its inputs" }).click();
  await page.getByRole("combobox", { name: /^stage/ }).fill("staging");
  await next(page);
  await page.getByRole("textbox", { name: "Name" }).fill("plain");
  await page.getByRole("button", { name: "Create automation" }).last().click();

  await expect(page.getByRole("heading", { level: 1, name: "plain" })).toBeVisible();
  await expect(page.getByText("deploy.yml").first()).toBeVisible();
});

test("a form of another site is told nothing about GitHub", async ({ browser }) => {
  const page = await signedIn(browser);

  const answer = await page.request.post(`${place.url}/${place.team}/automations/new/github`, {
    multipart: { kind: "github", repository: "acme/serving" },
    headers: { origin: "https://evil.example" },
  });

  expect(answer.status()).toBe(403);
});

test("without a GitHub App the way to it is shown", async ({ page }) => {
  await page.goto(`/${EMPTY_TEAM}/automations/new`);
  await next(page);

  await page.getByText("Run a workflow", { exact: true }).click();

  await expect(page.getByText("There is no GitHub App yet.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Open Settings, GitHub" })).toHaveAttribute("href", /settings\/github$/);
  await expectGoodLooks(page);
});

async function signedIn(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ storageState: place.session, baseURL: place.url, ...options });
  return context.newPage();
}

function next(page: Page): Promise<void> {
  return page
    .getByRole("button", { name: /^Next step/ })
    .last()
    .click();
}

/** The two looks that differ most: what one theme or width hides, the other shows. */
async function expectGoodLooks(page: Page): Promise<void> {
  const size = page.viewportSize();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
  if (size) {
    await page.setViewportSize(size);
  }
}
