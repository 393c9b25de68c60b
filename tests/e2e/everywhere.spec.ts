import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page, type Request, test } from "@playwright/test";
import { expectAccessible } from "./support/page-checks";
import { EMPTY_TEAM, FIRST_RUN_TEAM, TEAM } from "./support/seed";

/** Compressed, before anybody has done anything. */
const SCRIPT_BYTES_MAX = 170 * 1024;

test("by the palette one gets to a version, within a model and back, and does what the page offers @postgres", async ({
  page,
}) => {
  await page.goto(`/${TEAM}/models/eta-predictor`);
  await openPalette(page);
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await expectAccessible(page);

  await test.step("it begins with the page's model, and ⌫ widens it to the team", async () => {
    await expect(palette.getByRole("button", { name: `Search all of ${TEAM}, not only eta-predictor` })).toBeVisible();
    await page.keyboard.type("stag");
    await expect(palette.getByRole("option", { name: "Search acme-ml for stag" })).toBeVisible();
    await expect(palette.getByRole("option", { name: /fraud-detector/ })).toHaveCount(0);
    for (let letter = 0; letter < 5; letter += 1) {
      await page.keyboard.press("Backspace");
    }
    await page.keyboard.type("churn");
    await expect(palette.getByRole("option", { name: /^churn-classifier/ }).first()).toBeVisible();
  });

  await test.step("Tab narrows to a model, and ↵ opens its version by alias", async () => {
    await expect(palette.getByRole("option", { selected: true })).toHaveText(/churn-classifier/);
    await page.keyboard.press("Tab");
    await expect(palette.getByRole("button", { name: /not only churn-classifier/ })).toBeVisible();
    await page.keyboard.type("champ");
    await expect(palette.getByRole("option", { name: /churn-classifier:champion/ })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/${TEAM}/models/churn-classifier/versions/v9`);
  });

  await test.step("what was opened is recent, and what the page offers is there with its key", async () => {
    await openPalette(page);
    await page.keyboard.press("Backspace");
    await expect(palette.getByRole("group", { name: "Recent" })).toContainText("churn-classifier:champion");
    await page.keyboard.type("back to");
    await expect(palette.getByRole("option", { name: "Back to churn-classifier Esc" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/${TEAM}/models/churn-classifier`);
  });

  await test.step("without a match ↵ goes to the search page", async () => {
    await openPalette(page);
    await page.keyboard.type("zzzz");
    await expect(palette.getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/${TEAM}/search?q=zzzz`);
    await expect(page.getByRole("heading", { name: "Nothing is called zzzz" })).toBeVisible();
  });
});

test("a name that is not there shows those that are near, and a search for it", async ({ page }) => {
  await page.goto(`/${TEAM}/models/churn-clasifier`);

  await expect(page.getByRole("searchbox", { name: `Search ${TEAM}` })).toHaveValue("churn-clasifier");
  await page.getByRole("link", { name: "churn-classifier", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "churn-classifier" })).toBeVisible();
});

test("by single keys one goes through the site, and they can be turned off", async ({ page }) => {
  await page.goto(`/${TEAM}/deliveries`);
  await settled(page);

  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await expect(page).toHaveURL(`/${TEAM}/models`, { timeout: 3000 });
  }).toPass();
  const rows = page.locator("[data-row]:visible");
  await expect(rows.nth(1)).toBeVisible();
  const second = await rows.nth(1).getByRole("link").first().textContent();
  for (const key of ["j", "j", "j", "k"]) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: second ?? "" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`/${TEAM}/models`);

  await page.keyboard.press("/");
  await page.keyboard.type("gm?");
  await expect(page.getByRole("searchbox", { name: "Filter by name" })).toHaveValue("gm?");
  await expect(page).toHaveURL(`/${TEAM}/models`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("button", { name: "Single-key shortcuts on" }).click();
  await expect(page.getByRole("button", { name: "Single-key shortcuts on" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Account/ }).click();
  await expect(page.getByRole("button", { name: "Single-key shortcuts off" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await openPalette(page);
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await page.keyboard.type("dark theme");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test.describe("before JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("search, notices, the theme and the first token work", async ({ page }) => {
    await page.goto(`/${TEAM}/models`);
    await page.getByRole("searchbox", { name: "Search or jump to" }).fill("churn:staging");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "churn-classifier:staging" }).click();
    await expect(page).toHaveURL(`/${TEAM}/models/churn-classifier/versions/v11`);

    await page.getByRole("button", { name: /^Notices: \d+ need a person/ }).click();
    await expect(page.getByRole("link", { name: /deliver(y|ies) gave up/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("button", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

    await page.goto(`/${EMPTY_TEAM}/models?with=python`);
    await page.getByRole("button", { name: "Create a token" }).click();
    await expect(page.getByRole("region", { name: "Commands for Python" })).toContainText(/Bearer mw_\w+/);
  });
});

test("the first commands, pasted into a shell, link and promote a version with the token that was made", async ({
  page,
}) => {
  await page.goto(`/${FIRST_RUN_TEAM}/models?with=curl`);
  await page.getByRole("button", { name: "Create a token" }).click();
  const commands = page.getByRole("region", { name: "Commands for cURL" });
  await expect(commands).toContainText(/MODELWIRE_TOKEN=mw_\w+/);
  await expect(page.getByText("1 of 4")).toBeVisible();

  await promisify(execFile)("sh", [
    "-ec",
    (await commands.innerText()).replaceAll("\n\n", "\n").replaceAll("curl ", "curl -fsS "),
  ]);

  await expect(page.getByRole("heading", { level: 1, name: "Models" })).toBeVisible();
  await expect(page.getByRole("row", { name: /churn-classifier/ })).toContainText("productionv0");
});

test("a browser without a connection says so", async ({ page, context }) => {
  await page.goto(`/${TEAM}/models`);
  await settled(page);
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
});

test("a page that is slow to come shows its rows in grey", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The page itself is held back, and not what was fetched ahead to be shown meanwhile.
  await page.route(/automations.*_rsc/, async (route) => {
    if (!isFetchedAhead(route.request())) {
      await held;
    }
    await route.continue();
  });
  const ahead = page.waitForResponse(
    (response) => /\/automations\?.*_rsc/.test(response.url()) && isFetchedAhead(response.request()),
  );
  await page.goto(`/${TEAM}/models`);
  await settled(page);
  const link = page.getByRole("navigation", { name: "Team", exact: true }).getByRole("link", { name: "Automations" });
  await link.hover(); // What is pointed at is fetched ahead.
  await ahead;

  await link.click();
  await expect(page.getByText("Loading the page.")).toBeAttached();
  release();
  await expect(page.getByRole("heading", { level: 1, name: "Automations" })).toBeVisible();
  await expect(page.getByText("Loading the page.")).toHaveCount(0);
});

test("pages of the registry ship little JavaScript, compressed and kept for good", async ({ page }) => {
  for (const path of [
    `/${TEAM}/models`,
    `/${TEAM}/models/churn-classifier`,
    `/${TEAM}/models/churn-classifier/versions/v11`,
  ]) {
    const answers: { name: string; headers: Record<string, string> }[] = [];
    page.on("response", (response) => answers.push({ name: response.url(), headers: response.headers() }));
    await page.goto(path);
    await settled(page);
    await page.waitForTimeout(500); // What loads by itself once the page stands counts too.

    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => new URL(entry.name).pathname.endsWith(".js"))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    );
    expect(bytes, `${path} ships ${Math.round(bytes / 1024)} KB of JavaScript`).toBeLessThan(SCRIPT_BYTES_MAX);
    expect(bytes).toBeGreaterThan(0);
    for (const { headers } of answers.filter(({ name }) => name.includes("/_next/static/") && name.endsWith(".js"))) {
      if (Number(headers["content-length"] ?? Number.POSITIVE_INFINITY) > 1024) {
        expect(headers["content-encoding"]).toBe("br");
      }
      expect(headers["cache-control"]).toContain("immutable");
    }
    expect(answers[0]?.headers["content-encoding"]).toMatch(/^(gzip|br)$/);
    page.removeAllListeners("response");
  }
});

function isFetchedAhead(request: Request): boolean {
  return request.headers()["next-router-prefetch"] !== undefined;
}

/** The page's own code has come and taken over: React marks what is its own. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.querySelector("header input") ?? {}).length > 0);
}

async function openPalette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Search or jump to" })).toBeFocused({ timeout: 1500 });
  }).toPass();
}
