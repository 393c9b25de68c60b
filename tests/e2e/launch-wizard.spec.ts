import { expect, test } from "@playwright/test";
import { startAgent } from "./support/launch";
import { complaintsOf } from "./support/page-checks";
import { TEAM } from "./support/seed";
import { sharedApi } from "./support/shared-server";

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  properties: { rounds: { type: "integer", minimum: 1, default: 3 }, note: { type: "string", default: "" } },
};

/** A model, a job and a queue of one test's own, named after it: what fires here fires for no other test. */
async function addTarget(name: string): Promise<void> {
  const api = sharedApi();
  await api.post("/models", { name: `${name}-model` });
  await api.post(`/models/${name}-model/versions`, { source: { uri: `s3://models/${name}` } });
  await api.post("/jobs", { name, source: { type: "command", command: ["train"] }, parameters: SCHEMA });
  await api.post("/queues", {
    name,
    resource: "process",
    template: { limits: { memoryMb: "{{memory}}" } },
    variables: [{ name: "memory", type: "integer", default: 512, minimum: 64 }],
  });
}

test("a launch is wired in the wizard, queues a run with the version that moved, and tells how it ended", async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  const api = sharedApi();
  await addTarget("wired");
  await page.goto(`/${TEAM}/automations/new?model=wired-model&eventType=ADD_ARTIFACT_ALIAS&alias=wired`);
  const next = page.getByRole("button", { name: /^Next step/ }).last();
  await next.click();

  await page.getByRole("radio", { name: /^Launch/ }).check({ force: true });
  await page.getByRole("combobox", { name: "Job", exact: true }).selectOption("wired");
  await page.getByRole("combobox", { name: "Queue", exact: true }).selectOption("wired");
  const action = page.getByRole("region", { name: "Action", exact: true });
  await expect(action.getByText("No agent is listening", { exact: true })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Job version" })).toContainText("now v0");
  const editor = page.getByRole("textbox", { name: /Hyperparameters/ });
  await expect(editor).toHaveClass(/cm-content/);
  await expect(editor).toContainText('"rounds": 3');
  await page.getByRole("textbox", { name: "memory" }).fill("8");
  await next.click();
  await expect(page.getByRole("alert").filter({ hasText: /64/ }).first()).toBeVisible();
  await page.getByRole("textbox", { name: "memory" }).fill("128");
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('{ "rounds": 5, "note": "${alias} of ${artifact_collection_name}" }');
  await expect(page.getByRole("region", { name: "What will be sent" }).last()).toContainText(
    "production of fraud-detector", // The sample of an event that has not happened yet.
  );
  await next.click();
  await page.getByRole("textbox", { name: "Name" }).fill("wired-launch");
  await page
    .getByRole("button", { name: /^Create automation/ })
    .last()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "wired-launch" })).toBeVisible();

  await page.goto(`/${TEAM}/automations?name=wired-launch`);
  const row = page.getByRole("row", { name: /wired-launch/ });
  await expect(row.getByRole("cell", { name: "Launch job" })).toBeVisible();
  await expect(row.getByRole("link", { name: "wired", exact: true })).toHaveAttribute("href", `/${TEAM}/queues/wired`);

  const url = process.env.MODELWIRE_E2E_URL ?? "";
  await api.put("/models/wired-model/aliases/wired", { version: "v0" });
  await page.goto(`/${TEAM}/models/wired-model/versions/v0`);
  const branch = page.getByRole("listitem").filter({ hasText: "wired on wired" }).last();
  await expect(branch).toContainText("Queued");
  const agent = await startAgent(api, url, "wired", "e2e-wired");
  const run = await agent.claim();
  await agent.start(run);
  await expect(branch).toContainText("Running");
  await agent.end(run, { state: "failed", cause: "exit", exitCode: 3, chunks: 0 });
  await expect(branch).toContainText("Failed");
  await agent.leave();

  await branch.getByRole("link", { name: "Open the run" }).click();
  await expect(page).toHaveURL(new RegExp(`/${TEAM}/runs/${run.number}$`));
  await expect(page.getByText("wired of wired-model").first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a launch is wired by plain forms, with the job's defaults filled in by a button", async ({ page }) => {
    await addTarget("plain");
    await page.goto(`/${TEAM}/automations/new?model=plain-model&eventType=LINK_ARTIFACT`);
    const press = (name: RegExp) => page.getByRole("button", { name }).last().click();
    await press(/^Next step/);

    await page.getByRole("radio", { name: /^Launch/ }).check({ force: true });
    await page.getByRole("combobox", { name: "Job", exact: true }).selectOption("plain");
    await page.getByRole("combobox", { name: "Queue", exact: true }).selectOption("plain");
    await press(/^Show its versions/);
    await page.getByRole("combobox", { name: "Job version" }).selectOption("v0");
    await press(/^Defaults/);
    await expect(page.getByRole("textbox", { name: /Hyperparameters/ })).toHaveValue(/"rounds": 3/);
    await press(/^Next step/);
    await page.getByRole("textbox", { name: "Name" }).fill("plain-launch");
    await press(/^Create automation/);

    await expect(page.getByRole("heading", { level: 1, name: "plain-launch" })).toBeVisible();
    await expect(page.getByRole("link", { name: "plain", exact: true }).first()).toBeVisible();
  });
});
