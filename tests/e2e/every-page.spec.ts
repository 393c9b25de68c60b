import { expect, test } from "@playwright/test";
import { complaintsOf, expectAccessible, expectNoSidewaysScroll, expectNothingRan } from "./support/page-checks";
import { EMPTY_TEAM, HOSTILE_MODEL, HOSTILE_TEXT, TEAM } from "./support/seed";

const PAGES = [
  { name: "models", path: `/${TEAM}/models`, heading: "Models" },
  { name: "models without any", path: `/${EMPTY_TEAM}/models`, heading: "Link your first version" },
  { name: "models that match nothing", path: `/${TEAM}/models?name=nothing-like-it`, heading: "Models" },
  { name: "a model", path: `/${TEAM}/models/churn-classifier`, heading: "churn-classifier" },
  { name: "a model without versions", path: `/${TEAM}/models/query-rewriter`, heading: "query-rewriter" },
  { name: "a new model", path: `/${TEAM}/new-model`, heading: "New model" },
  { name: "a link", path: `/${TEAM}/models/churn-classifier/link`, heading: "Link version" },
  { name: "a link to any model", path: `/${TEAM}/link-version`, heading: "Link version" },
  { name: "an upload", path: `/${TEAM}/models/churn-classifier/upload`, heading: "Upload files" },
  {
    name: "a comparison",
    path: `/${TEAM}/models/churn-classifier/compare?a=v9&b=v11&show=all`,
    heading: "v9 beside v11",
  },
  { name: "a history", path: `/${TEAM}/models/churn-classifier/history`, heading: "History" },
  { name: "a card being edited", path: `/${TEAM}/models/churn-classifier/card/edit`, heading: "Edit card" },
  {
    name: "a move",
    path: `/${TEAM}/models/churn-classifier/aliases/production?to=v10`,
    heading: "Move protected production to v10",
  },
  { name: "a model's end", path: `/${TEAM}/models/churn-classifier/delete`, heading: "Delete churn-classifier" },
  { name: "a version", path: `/${TEAM}/models/churn-classifier/versions/v11`, heading: "churn-classifier v11" },
  { name: "a version kept elsewhere", path: `/${TEAM}/models/eta-predictor/versions/v0`, heading: "eta-predictor v0" },
  { name: "deliveries", path: `/${TEAM}/deliveries`, heading: "Deliveries" },
  { name: "deliveries without any", path: `/${EMPTY_TEAM}/deliveries`, heading: "Deliveries" },
  { name: "automations", path: `/${TEAM}/automations`, heading: "Automations" },
  { name: "automations without any", path: `/${EMPTY_TEAM}/automations`, heading: "Wire your first automation" },
  { name: "sign-in", path: "/sign-in?link=used", heading: "Sign in to Modelwire" },
] as const;

for (const { name, path, heading } of PAGES) {
  test(`${name}: readable, accessible and within its width @every-look`, async ({ page }) => {
    const complaints = complaintsOf(page);

    await page.goto(path);

    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(complaints).toEqual([]);
  });
}

test("a delivery and an automation: readable, accessible and within their width @every-look", async ({ page }) => {
  const complaints = complaintsOf(page);
  for (const list of [`/${TEAM}/deliveries?state=gave_up`, `/${TEAM}/automations?name=deploy`]) {
    await page.goto(list);
    await page.getByRole("table").last().getByRole("link").first().click();
    await page.waitForURL(/(dl|aut)_/);

    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
  expect(complaints).toEqual([]);
});

test("text of strangers is shown as text and never runs @every-look", async ({ page }) => {
  const complaints = complaintsOf(page);

  await page.goto(`/${TEAM}/models`);
  await page.getByRole("link", { name: HOSTILE_MODEL }).locator("visible=true").click();
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
