import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { FILE_TEXT, TEAM } from "./support/seed";
import { sharedApi } from "./support/shared-server";

const V11 = `/${TEAM}/models/churn-classifier/versions/v11`;

test("what a promotion triggered comes first, each delivery with its state", async ({ page }) => {
  await page.goto(V11);

  const triggered = page.getByRole("region", { name: "Triggered" });
  await expect(triggered.getByText("deploy-production")).toBeVisible();
  await expect(triggered.getByRole("listitem").filter({ hasText: "feature-store-sync" })).toContainText("Retrying503");
  await expect(triggered.getByRole("listitem").filter({ hasText: "feature-store-sync" })).toContainText(/Next at/);
  await expect(triggered.getByRole("listitem").filter({ hasText: "legacy-notice" })).toContainText("Gave up404");
});

test("an alias in the address leads to the number that it means", async ({ page }) => {
  await page.goto(`/${TEAM}/models/churn-classifier/versions/champion`);

  await expect(page).toHaveURL(/\/versions\/v9$/);
});

test("evaluations stand beside those of the version that was replaced", async ({ page }) => {
  await page.goto(V11);

  const row = page.getByRole("region", { name: "Evaluation" }).getByRole("row", { name: /latency_p95_ms/ });
  await expect(row).toContainText("42.5");
  await expect(row).toContainText("47.5");
  await expect(row).toContainText("−5");
});

test("a file is saved with its own bytes and never shown as a page", async ({ page }) => {
  await page.goto(V11);

  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download report/index.html" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("index.html");
  expect(await readFile(await download.path(), "utf8")).toBe(FILE_TEXT);

  const answer = await page.request.get(`${V11}/files/report/index.html`);
  expect(answer.headers()["content-type"]).toBe("application/octet-stream");
  expect(answer.headers()["content-disposition"]).toContain("attachment");
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
  expect(answer.headers()["content-security-policy"]).toBe("default-src 'none'; sandbox");
  expect((await page.request.get(`${V11}/files/no/such.file`)).status()).toBe(404);
  expect((await page.request.get(`${V11}/files/..%2F..%2Fmodel.lgb`)).status()).toBe(404);
});

test("names with spaces, per cents and letters of any script lead to their files", async ({ page }) => {
  const api = sharedApi();
  const model = "e2e größe 50%";
  await api.post("/models", { name: model });
  const artifactId = await api.log({ project: "e2e", name: "odd names", files: { "ein ordner/100% ü?.txt": "odd" } });
  await api.post(`/models/${encodeURIComponent(model)}/versions`, { source: { artifactId } });

  await page.goto(`/${TEAM}/models/${encodeURIComponent(model)}/versions/latest`);
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download ein ordner/100% ü?.txt" }).click();

  expect(await readFile(await (await saving).path(), "utf8")).toBe("odd");
});

test("an alias is added, moved with its consequences told, rolled back and removed", async ({ page }) => {
  await makeModel("e2e-aliases");
  await page.goto(`/${TEAM}/models/e2e-aliases/versions/v0`);

  await page.getByRole("textbox", { name: "New alias" }).fill("staging");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("staging: none → v0.")).toBeVisible();

  await page.goto(`/${TEAM}/models/e2e-aliases/versions/v1`);
  await page.getByLabel("Move staging here", { exact: true }).click();
  await expect(page.getByText("Sets off announce-release")).toBeVisible();
  await page.getByRole("button", { name: "Move staging", exact: true }).click();
  await expect(page.getByLabel("Roll back staging to v0", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Triggered" })).toContainText("announce-release");

  await page.getByLabel("Roll back staging to v0", { exact: true }).click();
  await page.getByRole("button", { name: "Roll back staging", exact: true }).click();
  await expect(page.getByLabel("Move staging here", { exact: true })).toBeVisible();

  await page.goto(`/${TEAM}/models/e2e-aliases/versions/v0`);
  await page.getByLabel("Remove staging", { exact: true }).click();
  await page.getByRole("button", { name: "Remove staging", exact: true }).click();
  await expect(page.getByText("Since")).toHaveCount(0);
});

test("nothing moves that somebody else moved since the page was read", async ({ page }) => {
  const api = await makeModel("e2e-conflict");
  await api.put("/models/e2e-conflict/aliases/staging", { version: "v0" });
  await page.goto(`/${TEAM}/models/e2e-conflict/versions/v1`);
  await page.getByLabel("Move staging here", { exact: true }).click();

  await api.put("/models/e2e-conflict/aliases/staging", { version: "v2" });
  await page.getByRole("button", { name: "Move staging", exact: true }).click();

  await expect(page.getByRole("alert").filter({ hasText: "staging is on v2, not on v0." })).toBeVisible();
});

test.describe("before JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an alias is added, and a refusal is told, by the form alone", async ({ page }) => {
    await makeModel("e2e-plain");
    await page.goto(`/${TEAM}/models/e2e-plain/versions/v1`);

    await page.getByRole("textbox", { name: "New alias" }).fill("shadow");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("shadow: none → v1.")).toBeVisible();
    await expect(page.getByLabel("Remove shadow", { exact: true })).toBeVisible();

    await page.getByRole("textbox", { name: "New alias" }).fill("v7");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "kept by the system" })).toBeVisible();
  });
});

/** A model with three versions that no other test looks at. */
async function makeModel(name: string) {
  const api = sharedApi();
  await api.post("/models", { name });
  for (const place of [0, 1, 2]) {
    await api.post(`/models/${name}/versions`, { source: { uri: `s3://acme/${name}/${place}` } });
  }
  return api;
}
