import { expect, type Page, test } from "@playwright/test";
import { walkByKeyboard } from "./support/keyboard-walk";
import { complaintsOf, expectAccessible, expectNoSidewaysScroll, expectNothingRan } from "./support/page-checks";
import { PAGES } from "./support/pages";
import { HOSTILE_MODEL, HOSTILE_TEXT, TEAM } from "./support/seed";

/** What a browser says of a page that is rightly answered as not found, and of what the walk keeps from being fetched. */
const EXPECTED = /status of 404|ERR_FAILED|Failed to fetch/;
const PHONE = { width: 390, height: 844 };

for (const { name, path, heading, first } of PAGES) {
  test(`${name}: accessible light and dark, wide and narrow, and used by keyboard alone @pages`, async ({ page }) => {
    const complaints = complaintsOf(page);

    await page.goto(path);
    if (first) {
      await page.getByRole("table").last().getByRole("link").first().click();
      await page.waitForURL(first);
    }

    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await walkByKeyboard(page);
    await expectGoodLooks(page);
    expect(complaints.filter((complaint) => !EXPECTED.test(complaint))).toEqual([]);
  });
}

test("text of strangers is shown as text and never runs", async ({ page }) => {
  const complaints = complaintsOf(page);

  await page.goto(`/${TEAM}/models`);
  await page.getByRole("link", { name: HOSTILE_MODEL, exact: true }).locator("visible=true").click();
  await expect(page.getByRole("heading", { level: 1, name: HOSTILE_MODEL })).toBeVisible();
  await expect(page.getByText(HOSTILE_TEXT).first()).toBeVisible();
  await expectNothingRan(page);

  await page.goto(`/${TEAM}/models/${encodeURIComponent(HOSTILE_MODEL)}/versions/latest`);
  await expect(page.getByRole("region", { name: "Metadata as a tree" })).toContainText(HOSTILE_TEXT);
  await expectNothingRan(page);
  await expectGoodLooks(page);
  expect(complaints).toEqual([]);
});

/** Looks at the page as it stands in both schemes and both widths, without loading it again. */
async function expectGoodLooks(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}
