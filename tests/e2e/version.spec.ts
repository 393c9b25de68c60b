import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { sessionOf } from "./support/people";
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

test("deliveries are narrowed by how they stand, and each has its menu", async ({ page }) => {
  await page.goto(V11);
  const triggered = page.getByRole("region", { name: "Triggered" });
  await triggered.getByRole("link", { name: /^Needs a person/ }).click();
  await expect(page).toHaveURL(/triggered=attention$/);
  await expect(triggered.getByRole("link", { name: "legacy-notice", exact: true })).toBeVisible();
  await expect(triggered.getByText("deploy-production")).toHaveCount(0);

  await triggered.getByRole("link", { name: "Actions for the delivery of legacy-notice" }).click();
  await expect(page.getByRole("menuitem", { name: "Redeliver" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Stop" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Open delivery" }).click();
  await expect(page).toHaveURL(/\/deliveries\/dl_/);

  await page.goto(`/${TEAM}/automations/deploy-production`);
  await expect(page.getByRole("region", { name: "Last 24 hours" })).toContainText("Delivered");
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText("deploy-production");
});

test("all files are fetched by a command, or in the browser one by one", async ({ page }) => {
  await page.goto(V11);
  await page.getByRole("link", { name: "Download", exact: true }).click();

  const dialog = page.getByRole("dialog", { name: "Download churn-classifier v11" });
  await expect(dialog.getByRole("region", { name: "Download command" })).toContainText(`${TEAM}/churn-classifier:v11`);
  const saving = page.waitForEvent("download");
  await dialog.getByRole("link", { name: /feature_spec\.json/ }).click();
  expect(await readFile(await (await saving).path(), "utf8")).toContain('"features":214');
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

test("what nothing listens to just moves, with an undo; what fires is shown first and moved by keyboard alone @smoke", async ({
  page,
}) => {
  const api = await makeModel("e2e-aliases");
  await api.put("/models/e2e-aliases/aliases/staging", { version: "v0" });
  await page.goto(`/${TEAM}/models/e2e-aliases/versions/v1`);

  await page.getByRole("textbox", { name: "New alias" }).fill("shadow");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("shadow: none → v1.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove shadow" })).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: "shadow" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Remove shadow" })).toHaveCount(0);

  await page.getByRole("link", { name: "Move staging here" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /Move\s*staging\s*to v1/ });
  await expect(dialog).toContainText("1 automation fires at once");
  await expect(dialog).toContainText("announce-release");
  await expect(dialog).toContainText("Refused if someone else has moved it from v0 in the meantime.");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Move staging" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("staging: v0 → v1. 1 automation fired.").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Triggered" })).toContainText("announce-release");

  await page.getByRole("link", { name: "Roll back staging to v0" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Roll back staging" }).click();
  await expect(page.getByRole("link", { name: "Move staging here" })).toBeVisible();

  await page.getByRole("textbox", { name: "New alias" }).fill("staging");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page).toHaveURL(/aliases\/staging\?to=v1$/);
  await page.getByRole("button", { name: "Roll back staging" }).click();
  await expect(page).toHaveURL(/versions\/v1$/);
});

test("nothing moves that somebody else moved since the page was read", async ({ page }) => {
  const api = await makeModel("e2e-conflict");
  await api.put("/models/e2e-conflict/aliases/staging", { version: "v0" });
  await page.goto(`/${TEAM}/models/e2e-conflict/versions/v1`);
  await page.getByRole("link", { name: "Move staging here" }).click();

  await api.put("/models/e2e-conflict/aliases/staging", { version: "v2" });
  await page.getByRole("dialog").getByRole("button", { name: "Move staging" }).click();

  await expect(page.getByRole("alert").filter({ hasText: "staging is on v2, not on v0." })).toBeVisible();
});

test("files are uploaded with progress, proven and linked, and many are found by folder @smoke", async ({ page }) => {
  await makeModel("e2e-upload");
  await page.goto(`/${TEAM}/models/e2e-upload/upload`);
  const big = randomBytes(20 * 1024 * 1024);

  await page.getByText("Choose files").setInputFiles([
    { name: "weights.bin", mimeType: "application/octet-stream", buffer: big },
    { name: "config.json", mimeType: "application/json", buffer: Buffer.from("{}") },
    { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
  ]);
  await expect(page.getByText("3 files, 20.0 MB")).toBeVisible();
  await page.getByRole("textbox", { name: "Aliases" }).fill("staging");
  await page.getByRole("textbox", { name: "Metadata" }).fill('{"auc": 0.5}');
  await page.getByRole("button", { name: "Upload and link" }).click();
  await expect(page.getByRole("progressbar", { name: "The whole upload" })).toBeVisible();
  await expect(page.getByText("v3 linked, 2 automations fired.").first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Open the version" }).click();

  const files = page.getByRole("region", { name: "Files", exact: true });
  await expect(files).toContainText("3 files, 20.0 MB");
  await expect(files).toContainText(createHash("sha256").update(big).digest("hex").slice(0, 8));
  await expect(page.getByRole("region", { name: "Aliases", exact: true })).toContainText("staging");
});

test("an upload that another site sends, or that is too long, is refused", async ({ page, baseURL }) => {
  const begin = `/${TEAM}/uploads/artifacts`;
  const foreign = await page.request.post(begin, { headers: { origin: "https://evil.example" }, data: {} });
  const own = await page.request.post(begin, { headers: { origin: baseURL ?? "" }, data: { project: "p" } });
  const part = await page.request.put(`/${TEAM}/uploads/parts/upl_x/1`, {
    headers: { origin: baseURL ?? "" },
    data: Buffer.alloc(8 * 1024 * 1024 + 1),
  });

  expect(foreign.status()).toBe(403);
  expect(own.status()).toBe(422);
  expect(part.status()).toBe(413);
  for (const answer of [foreign, own, part, await page.request.get(`/${TEAM}/uploads/nothing/here`)]) {
    expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers()["content-security-policy"]).toContain("default-src 'none'");
  }
});

test("a version is tagged, described and unlinked, and its folders are walked", async ({ page }) => {
  const api = await makeModel("e2e-version");
  const paths = Array.from({ length: 60 }, (_, index) => `shards/part-${index % 3}/${index}.txt`);
  const files = Object.fromEntries(paths.map((path) => [path, path]));
  const artifactId = await api.log({ project: "e2e", name: "many", files });
  await api.post("/models/e2e-version/versions", { source: { artifactId }, aliases: ["staging"] });
  await page.goto(`/${TEAM}/models/e2e-version/versions/v3`);

  await page.getByRole("link", { name: "shards/" }).click();
  await page.getByRole("link", { name: "part-1/" }).click();
  await expect(page.getByRole("link", { name: "Download shards/part-1/1.txt" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Find a file" }).fill("/59.");
  await page.getByRole("searchbox", { name: "Find a file" }).press("Enter");
  await expect(page.getByRole("link", { name: "Download shards/part-2/59.txt" })).toBeVisible();

  await page.getByRole("link", { name: "Actions for v3" }).click();
  await page.getByRole("menuitem", { name: "Unlink version" }).click();
  const dialog = page.getByRole("dialog", { name: "Unlink v3" });
  await expect(dialog).toContainText("This alias is removed:");
  await expect(dialog).toContainText("No automation listens to this.");
  await dialog.getByRole("button", { name: "Unlink v3" }).click();
  await expect(page).toHaveURL(`/${TEAM}/models/e2e-version`);
  await expect(page.getByText("v3 is unlinked.").first()).toBeVisible();
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

test.describe("a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("sees what may not be done, and who may, and is refused when forging it", async ({
    page,
    playwright,
    baseURL,
  }) => {
    const api = await makeModel("e2e-viewed");
    await api.put("/models/e2e-viewed/aliases/staging", { version: "v0" });
    const path = `/${TEAM}/models/e2e-viewed`;

    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: "Link version" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Edit card" })).toHaveCount(0);
    await page.getByRole("link", { name: "Actions for e2e-viewed" }).click();
    await expect(page.getByRole("menuitem", { name: /Delete model/ })).toBeDisabled();
    await expect(page.getByRole("menuitem", { name: /Delete model/ })).toContainText(
      /Only admins may delete models\. Ask /,
    );
    await page.goto(`${path}/versions/v0`);
    await expect(page.getByRole("textbox", { name: "New alias" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "Remove staging" })).toBeDisabled();
    await page.goto(`${path}/upload`);
    await expect(page.getByText("Only members and admins may link and unlink versions.")).toBeVisible();

    const operator = await playwright.request.newContext({ baseURL, storageState: sessionOf("operator") });
    const form = formIn(await (await operator.get(`${path}/aliases/staging?to=v2`)).text(), "Move staging");
    const forged = await page.request.post(`${path}/aliases/staging?to=v2`, {
      multipart: form,
      headers: { origin: baseURL ?? "" },
    });
    expect(await forged.text()).toContain("Only members and admins may put, move and remove aliases.");
    const upload = await page.request.post(`/${TEAM}/uploads/artifacts`, {
      headers: { origin: baseURL ?? "" },
      data: { project: "p", name: "a", files: [{ path: "a", sizeBytes: 1, sha256: "0".repeat(64) }] },
    });
    expect(upload.status()).toBe(403);
    expect(await api.get("/models/e2e-viewed")).toMatchObject({ aliases: [{ name: "latest" }, { version: 0 }] });
  });
});

/** The fields of a page's form as it sends them before JavaScript. */
function formIn(html: string, label: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*aria-label="${label}"[^>]*>(.*?)</form>`, "s").exec(html)?.[1] ?? "";
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)];
  return Object.fromEntries(
    fields.map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&")]),
  );
}

/** A model with three versions that no other test looks at. */
async function makeModel(name: string) {
  const api = sharedApi();
  await api.post("/models", { name });
  for (const place of [0, 1, 2]) {
    await api.post(`/models/${name}/versions`, { source: { uri: `s3://acme/${name}/${place}` } });
  }
  return api;
}
