import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { complaintsOf, expectAccessible, expectNoSidewaysScroll } from "./support/page-checks";
import { NO_SESSION } from "./support/people";
import { startServer, type TestServer } from "./support/server";

const SETTINGS = "/wired/settings/github";

let github: GitHubSandbox;
let server: TestServer;

test.use({ storageState: NO_SESSION });
test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  github = await startGitHubSandbox({
    repositories: [{ fullName: "acme/serving", isPrivate: true }, { fullName: "acme/training" }],
  });
  const env = { GITHUB_URL: github.urls.web, GITHUB_API_URL: github.urls.api };
  server = await startServer({ team: "wired", egress: [], env });
});
test.afterAll(async () => {
  await server.stop();
  await github.close();
});

/** One browser for all steps: the link that the server prints signs in once. */
let operator: BrowserContext;

async function openOperator(browser: Browser): Promise<Page> {
  operator ??= await browser.newContext({ storageState: NO_SESSION, baseURL: server.url });
  return operator.newPage();
}

test("an operator makes the App by one button, installs it and connects an organisation @long", async ({ browser }) => {
  const page = await openOperator(browser);
  const complaints = complaintsOf(page);
  const failed: string[] = [];
  page.on("response", (answer) => {
    if (answer.url().startsWith(server.url) && answer.status() >= 400) {
      failed.push(answer.url());
    }
  });
  await page.goto(server.link);
  await page.goto(SETTINGS);
  await expect(page.getByText("This is a sandbox, not GitHub.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Create the GitHub App" }).click();
  await page.getByLabel("Organisation that owns it").fill("acme");
  await page.getByRole("button", { name: "Change owner" }).click();
  await expect(page.getByText("owned by acme")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toHaveText(/Settings.*GitHub.*New App/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create it on GitHub" }).click();

  await page.getByRole("button", { name: /Create GitHub App for acme/ }).click();
  await page.getByRole("radio", { name: "acme", exact: true }).check();
  await page.getByRole("button", { name: "Install" }).click();
  await page.getByRole("button", { name: /authori[sz]e|allow/i }).click();

  await expect(page).toHaveURL(new RegExp(`${SETTINGS}\\?connected=acme$`));
  await expect(page.getByText("acme is connected.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "acme" })).toContainText("Connected");
  await expectAccessible(page);
  await page.getByRole("link", { name: "acme", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "acme/serving" })).toContainText("private");
  await expectAccessible(page);
  expect(failed).toEqual([]);
  // GitHub's pages are not ours, and the browser looks for an icon of theirs.
  expect(complaints.filter((text) => !text.startsWith("Failed to load resource"))).toEqual([]);
  await page.close();
});

test("what changes on GitHub is seen, and an account is disconnected with what it breaks said first @long", async ({
  browser,
}) => {
  const page = await openOperator(browser);
  await github.repositories.rename("acme/training", "trainer");
  await github.hooks.idle();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(SETTINGS);
  await page.getByRole("link", { name: "acme", exact: true }).click();
  await expect(page.getByText("acme/trainer")).toBeVisible();
  await expectNoSidewaysScroll(page);

  await page.getByRole("button", { name: "Read again" }).click();
  await expect(page.getByText("acme was read again.").first()).toBeAttached();
  await page.getByRole("link", { name: "Disconnect" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("No automation sends to its repositories.")).toBeVisible();
  await dialog.getByRole("button", { name: "Disconnect" }).click();

  await expect(page.getByRole("heading", { name: "No account is connected" })).toBeVisible();
  await page.close();
});

test("an account that has the App already is connected by its owner, before JavaScript @long", async ({ browser }) => {
  const { cookies, origins } = await operator.storageState();
  const plain = await browser.newContext({
    storageState: { cookies, origins },
    baseURL: server.url,
    javaScriptEnabled: false,
  });
  const page = await plain.newPage();
  await page.goto(SETTINGS);
  await page.getByRole("link", { name: "Connect an installed one" }).click();
  await page.getByRole("button", { name: /authori[sz]e|allow/i }).click();

  await page.getByRole("button", { name: "Connect acme" }).click();

  await expect(page.getByRole("row").filter({ hasText: "acme" })).toContainText("Connected");
  await plain.close();
});

test("a way back that was not begun here, or by another, says what to do @long", async ({ browser }) => {
  const page = await openOperator(browser);
  for (const path of ["/api/github/authorized?code=c&state=forged", "/api/github/installed?installation_id=1"]) {
    await page.goto(path);
    await expect(page.getByText(/Begin again from Settings, GitHub\.$/)).toBeVisible();
  }

  const begun = await page.request.get(`${SETTINGS}/connect`, {
    headers: { "sec-fetch-site": "cross-site" },
    maxRedirects: 0,
  });
  expect(begun.status()).toBe(404);
  await page.close();
});

test("the App is forgotten by its name alone @long", async ({ browser }) => {
  const page = await openOperator(browser);
  await page.goto(`${SETTINGS}/forget`);
  await page.getByLabel("to confirm").fill("wrong");
  await page.getByRole("button", { name: "Forget the App" }).click();
  await expect(page.getByText(/^This is not /).first()).toBeVisible();
  const slug = github.apps.list().at(-1)?.slug ?? "";
  await page.getByLabel("to confirm").fill(slug);
  await page.getByRole("button", { name: "Forget the App" }).click();

  await expect(page.getByRole("heading", { name: "No GitHub App yet" })).toBeVisible();
  await operator.close();
});
