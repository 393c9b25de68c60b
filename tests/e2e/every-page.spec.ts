import { expect, test } from "@playwright/test";
import { walkByKeyboard } from "./support/keyboard-walk";
import { complaintsOf, expectAccessible, expectNoSidewaysScroll, expectNothingRan } from "./support/page-checks";
import { PAGES, WALKED_ONLY } from "./support/pages";
import { HOSTILE_MODEL, HOSTILE_TEXT, TEAM } from "./support/seed";

/** What a browser says of a page that is rightly answered as not found. */
const NOT_FOUND = /status of 404/;

for (const { name, path, heading, first } of PAGES) {
  test(`${name}: readable, accessible, within its width, and usable by keyboard @every-look`, async ({ page }, {
    project,
  }) => {
    const complaints = complaintsOf(page);

    await page.goto(path);
    if (first) {
      await page.getByRole("table").last().getByRole("link").first().click();
      await page.waitForURL(first);
    }

    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    if (project.name === "desktop-light") {
      await walkByKeyboard(page);
    }
    expect(complaints.filter((complaint) => !NOT_FOUND.test(complaint))).toEqual([]);
  });
}

for (const path of WALKED_ONLY) {
  test(`${path} is usable by keyboard alone`, async ({ page }) => {
    await page.goto(path);
    await walkByKeyboard(page);
  });
}

test("text of strangers is shown as text and never runs @every-look", async ({ page }) => {
  const complaints = complaintsOf(page);

  await page.goto(`/${TEAM}/models`);
  await page.getByRole("link", { name: HOSTILE_MODEL, exact: true }).locator("visible=true").click();
  await expect(page.getByRole("heading", { level: 1, name: HOSTILE_MODEL })).toBeVisible();
  await expect(page.getByText(HOSTILE_TEXT).first()).toBeVisible();
  await expectNothingRan(page);

  await page.goto(`/${TEAM}/models/${encodeURIComponent(HOSTILE_MODEL)}/versions/latest`);
  await expect(page.getByRole("region", { name: "Metadata as a tree" })).toContainText(HOSTILE_TEXT);
  await expectNothingRan(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect(complaints).toEqual([]);
});
