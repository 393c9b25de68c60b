import { expect, type Page, test } from "@playwright/test";
import { registerAgent, startAgent } from "./support/launch";
import { complaintsOf, expectNothingRan } from "./support/page-checks";
import { sessionOf } from "./support/people";
import { HOSTILE_TEXT, TEAM } from "./support/seed";
import { sharedApi } from "./support/shared-server";

const SOURCE = { type: "command", command: ["python", "train.py"] };

test("from nothing to a run that is watched live: job, queue, agent, log, end @smoke", async ({ page, baseURL }) => {
  test.slow();
  await page.goto(`/${TEAM}/new-job`);
  await page.getByLabel("Name").fill("e2e-train");
  await page.getByLabel(/^Command/).fill("python\ntrain me.py");
  await page.getByRole("button", { name: "Create job" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "e2e-train" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Command of v0" })).toContainText("train me.py");

  await page.goto(`/${TEAM}/new-queue`);
  await page.getByLabel("Name").fill("e2e-gpu");
  await page.getByRole("button", { name: "Create queue" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "e2e-gpu" })).toBeVisible();
  await expect(page.getByText("No agent is listening.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Commands that start an agent" })).toContainText(
    "agent --queue e2e-gpu --config agent.yaml",
  );

  await page.goto(`/${TEAM}/jobs/e2e-train/launch?queue=e2e-gpu`);
  await page.getByRole("button", { name: "Queue run" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Run \d+$/ })).toBeVisible();
  const run = page.url();
  await expect(page.getByRole("list", { name: "State" }).locator("[aria-current=step]")).toContainText("Queued");
  await expect(
    page.getByRole("navigation", { name: "Team", exact: true }).getByRole("link", { name: /Queues/ }),
  ).toContainText(/\d/);

  const token = await tokenFromPage(page, "e2e-gpu");
  const agent = await registerAgent(baseURL ?? "", token, "e2e-gpu", "e2e-agent");
  await expect(page.getByText("1 agent listening")).toBeVisible();
  await page.goto(run);
  const claimed = await agent.claim();
  await agent.start(claimed);
  await expect(page.getByRole("list", { name: "State" }).locator("[aria-current=step]")).toContainText("Running");
  const log = page.getByRole("log");
  await agent.write(claimed, 0, ["first line", "!a line of an error"]);
  await expect(log).toContainText("first line");
  await agent.write(
    claimed,
    1,
    Array.from({ length: 400 }, (_, place) => `step ${place}`),
  );
  await expect(log).toContainText("step 399");
  await expect(log.getByText("step 399")).toBeInViewport();
  await agent.end(claimed, { state: "finished", cause: "exit", exitCode: 0, chunks: 2 });

  await expect(page.getByRole("list", { name: "State" }).locator("[aria-current=step]")).toContainText("Finished");
  await expect(page.getByText("complete", { exact: true })).toBeVisible();
  await expect(page.getByText("402 lines,")).toBeVisible();
  await agent.leave();
});

test("a log is searched, held still, read as text and downloaded whole", async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto(`/${TEAM}/runs?state=finished&job=train-churn`);
  await page
    .getByRole("region", { name: "Runs" })
    .getByRole("link", { name: /train-churn/ })
    .last()
    .click();
  const log = page.getByRole("log");
  await expect(log).toContainText(HOSTILE_TEXT);
  await expect(log).toContainText("100% of epoch 1");
  await expect(log).not.toContainText("60%");
  await expectNothingRan(page);

  await page.keyboard.press("/");
  await page.keyboard.type("SLICE=");
  await expect(page.getByText("1 line", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(log.locator("mark")).toHaveText("slice=");
  await expect(log.locator("mark")).toBeInViewport();
  const follow = page.getByRole("button", { name: "Follow" });
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  await log.focus();
  await page.keyboard.press("f");
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  await expect(log.getByText("epoch 40 ")).toBeInViewport();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the log" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^run-\d+\.log$/);
  const [overridden] = await page.getByText("was 10").all();
  expect(overridden).toBeDefined();
  expect(complaints).toEqual([]);
});

test("a run that waits is killed, and run again with changes", async ({ page }) => {
  const api = sharedApi();
  await api.post("/jobs", {
    name: "e2e-again",
    source: SOURCE,
    parameters: { type: "object", properties: { epochs: { type: "integer", default: 3 } } },
  });
  await api.post("/queues", { name: "e2e-again", resource: "process" });
  const { number } = await api.post("/runs", { job: "e2e-again", queue: "e2e-again" });
  await page.goto(`/${TEAM}/runs/${number}`);

  await page.getByRole("link", { name: "Kill run" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Kill run" }).click();
  await expect(page.getByText("A person killed it.")).toBeVisible();

  await page.getByRole("link", { name: "Rerun with changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Rerun ${number} with changes` })).toBeVisible();
  await writeJson(page, "Parameters", '{ "epochs": "many" }');
  await page.getByRole("button", { name: "Queue run" }).click();
  await expect(page.getByText(/epochs/).last()).toBeVisible();
  await writeJson(page, "Parameters", '{ "epochs": 7 }');
  await page.getByRole("button", { name: "Queue run" }).click();

  await expect(page.getByText("Again from")).toBeVisible();
  await expect(page.getByText("was 3")).toBeVisible();
  await expect(page.getByRole("link", { name: `run ${number}` }).first()).toBeVisible();
});

test("a run under way is killed by its agent, and the page says so by itself", async ({ page, baseURL }) => {
  const api = sharedApi();
  await api.post("/jobs", { name: "e2e-kill", source: SOURCE });
  await api.post("/queues", { name: "e2e-kill", resource: "process" });
  const agent = await startAgent(api, baseURL ?? "", "e2e-kill", "killer");
  const { number } = await api.post("/runs", { job: "e2e-kill", queue: "e2e-kill" });
  const claimed = await agent.claim();
  await agent.start(claimed);
  await page.goto(`/${TEAM}/runs/${number}`);

  await page.getByRole("link", { name: "Kill run" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Kill run" }).click();
  await expect(page.getByText(/asked to kill it\./)).toBeVisible();
  expect(await agent.heartbeat(claimed)).toEqual([claimed.run]);
  await agent.end(claimed, { state: "killed", cause: "killed_by_person", chunks: 0 });

  await expect(page.getByText("A person killed it.")).toBeVisible();
  await expect(page.getByText("It ended without writing anything.")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a log is there as text, and a queue is paused, resumed and deleted", async ({ page }) => {
    await page.goto(`/${TEAM}/runs?state=failed`);
    await page
      .getByRole("region", { name: "Runs" })
      .getByRole("link", { name: /train-churn/ })
      .last()
      .click();
    await expect(page.getByRole("log")).toContainText("out of memory");
    await expect(page.getByText("It ran out of memory.")).toBeVisible();

    await sharedApi().post("/queues", { name: "e2e-plain", resource: "process" });
    await page.goto(`/${TEAM}/queues/e2e-plain`);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByText("Paused", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByText("Open", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete queue" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Queues" })).toBeVisible();
    await expect(page.getByRole("link", { name: "e2e-plain" })).toHaveCount(0);
  });
});

test.describe("for who may only read", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("controls are there, disabled, with who may; forms of others are not", async ({ page }) => {
    await page.goto(`/${TEAM}/queues/gpu-a100`);
    await expect(page.getByRole("button", { name: "Pause" })).toBeDisabled();
    await expect(page.getByText(/Only admins may create, change and delete jobs and queues/)).toBeVisible();
    await expect(page.getByRole("region", { name: "Agent tokens" })).toHaveCount(0);
    await page.goto(`/${TEAM}/jobs/train-churn`);
    await expect(page.getByRole("button", { name: "Queue a run" })).toBeDisabled();
    for (const path of [
      "new-job",
      "new-queue",
      "queues/gpu-a100/edit",
      "jobs/train-churn/launch",
      "jobs/train-churn/new-version",
    ]) {
      expect((await page.goto(`/${TEAM}/${path}`))?.status(), path).toBe(404);
    }
  });
});

/** Creates a token on the queue's page and reads it where it is shown once. */
async function tokenFromPage(page: Page, queue: string): Promise<string> {
  await page.goto(`/${TEAM}/queues/${queue}`);
  await page.getByRole("link", { name: "New agent token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("e2e-machine");
  await dialog.getByRole("button", { name: "Create agent token" }).click();
  const token = (await dialog.getByRole("region", { name: "Token", exact: true }).innerText()).trim();
  await expect(dialog.getByRole("region", { name: "Commands that start an agent" })).toContainText(token);
  await dialog.getByRole("button", { name: "Done" }).click();
  return token;
}

/** Replaces what stands in an editor of JSON. */
async function writeJson(page: Page, label: string, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: new RegExp(`^${label}`) });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}
