import { expect, type Page, test } from "@playwright/test";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { type Receiver, startReceiver } from "../support/receiver";
import { apiOf } from "./support/api";
import { type OwnDatabase, openOwnDatabase } from "./support/database";
import { NO_SESSION } from "./support/people";
import { startServer, type TestServer } from "./support/server";

/** What the server makes at its first start. */
const TEAM = "local";
const REPOSITORY = "acme/models";
/** A run is several processes one after the other, on a machine that runs everything else of this test, too. */
const RUN_PATIENCE = { timeout: 30_000 };

/** Measures the version that the delivery names, tells the result, and lets nothing below 0.9 through. */
const RELEASE = `name: Release
run-name: "Release \${{ inputs.version }} [\${{ inputs.delivery_id }}]"
on:
  workflow_dispatch:
    inputs:
      delivery_id: { type: string, required: true }
      version: { type: string, required: true }
permissions: { contents: read, id-token: write }
env:
  MODELWIRE_URL: \${{ vars.MODELWIRE_URL }}
jobs:
  measure:
    runs-on: ubuntu-latest
    outputs: { auc: "\${{ steps.measure.outputs.auc }}" }
    steps:
      - name: Wait for a machine
        env: { QUEUE_URL: "\${{ vars.QUEUE_URL }}" }
        run: curl -fsS "$QUEUE_URL"
      - name: Fetch the command line from the server
        run: curl -fsS "$MODELWIRE_URL/cli.mjs" -o modelwire.mjs
      - name: Download the version that this run is about
        run: node modelwire.mjs download -o model
      - id: measure
        name: Measure
        run: echo "auc=$(node -p 'JSON.parse(fs.readFileSync("model/weights.json")).auc')" >> "$GITHUB_OUTPUT"
      - name: Record the result on the version
        env: { AUC: "\${{ steps.measure.outputs.auc }}" }
        run: node modelwire.mjs evaluate --name holdout --metric "auc=$AUC"
  gate:
    needs: measure
    runs-on: ubuntu-latest
    steps:
      - name: Refuse what is below 0.9
        env: { AUC: "\${{ needs.measure.outputs.auc }}" }
        run: node -e 'if (Number(process.env.AUC) < 0.9) process.exit(1)'
`;

let github: GitHubSandbox;
let office: Receiver;
let database: OwnDatabase;
let server: TestServer;

/** Machines that runs wait for: each answers when the test gives one out. */
const waiting: (() => void)[] = [];

test.use({ storageState: NO_SESSION, actionTimeout: 10_000 });

test.beforeAll(async () => {
  github = await startGitHubSandbox({
    repositories: [{ fullName: REPOSITORY, files: { ".github/workflows/release.yml": RELEASE } }],
  });
  office = await startReceiver();
  office.reply = ({ path }) =>
    path === "/machine" ? new Promise((resolve) => waiting.push(() => resolve({ body: "yours\n" }))) : {};
  database = await openOwnDatabase();
  server = await startServer({
    team: TEAM,
    egress: [office.origin],
    env: {
      ...database.env,
      GITHUB_URL: github.urls.web,
      GITHUB_API_URL: github.urls.api,
      GITHUB_OIDC_ISSUER: github.urls.issuer,
    },
  });
  await github.repositories.setVariables(REPOSITORY, {
    MODELWIRE_URL: server.url,
    QUEUE_URL: `${office.origin}/machine`,
  });
});

test.afterAll(async () => {
  for (const giveOut of waiting) {
    giveOut(); // So that a run which still waits ends by itself.
  }
  await server?.stop();
  await github?.close();
  await office?.close();
  await database?.stop();
});

test("from an empty database to a run that turned green on the version, and one that failed @postgres", async ({
  page,
}) => {
  test.setTimeout(150_000);

  await test.step("signed in by the printed link, one makes the App and connects an organisation", async () => {
    await page.goto(server.link);
    await expect(page.getByRole("heading", { level: 1, name: "Link your first version" })).toBeVisible();
    await connect(page);
  });

  await test.step("a model and its first version are made in the browser", async () => {
    await goTo(page, "Models");
    await page.getByRole("link", { name: "create a model" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("churn");
    await page.getByRole("button", { name: "Create model" }).click();
    await page.getByRole("link", { name: "Upload files instead" }).click();
    await upload(page, 0.94);
    await expect(page).toHaveURL(versionUrl(0));
  });

  await test.step("an automation starts the workflow, with the preflight passing", async () => {
    await page.getByRole("link", { name: "Actions for v0" }).click();
    await page.getByRole("menuitem", { name: "New automation" }).click();
    await makeAutomation(page);
    await tellFailuresTo(office);
  });

  await test.step("the alias starts a run, which is seen to run, to call home and to succeed, without a reload", async () => {
    await page.goto(versionUrl(0));
    await page.getByRole("textbox", { name: "New alias" }).fill("production");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("starts release.yml in acme/models")).toBeVisible();
    await page.getByRole("button", { name: "Put production" }).click();
    await expect(page).toHaveURL(versionUrl(0));
    const wasReloaded = await watchForReload(page);

    const branch = triggeredBranch(page, "release");
    await expect(branch).toContainText("Running", RUN_PATIENCE);
    await giveOutMachine();
    await expect(branch).toContainText("Succeeded", RUN_PATIENCE);
    const evaluation = page.getByRole("region", { name: "Evaluation" });
    await expect(evaluation.getByRole("row", { name: /auc/ })).toContainText("0.94");
    await expect(evaluation).toContainText("holdout");
    expect(await wasReloaded()).toBe(false);
  });

  await test.step("its link leads to the run, whose log names the very version", async () => {
    await triggeredBranch(page, "release").getByRole("link", { name: "release.yml" }).click();
    await expect(
      page.getByRole("heading", { level: 1, name: `Release ${TEAM}/model-registry/churn:v0` }),
    ).toBeVisible();
    await expect(page.getByRole("heading", { name: "gate: success" })).toBeVisible();
    await expect(page.getByText(/Fetched \S*churn:v0 .* every digest right/)).toBeVisible();
  });

  await test.step("the next version fails the gate: the job is named, and those who are to know are told", async () => {
    await page.goto(`${server.url}/${TEAM}/models/churn/upload`);
    await upload(page, 0.61);
    await expect(page).toHaveURL(versionUrl(1));
    await page.getByRole("link", { name: "Move production here" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Move production" }).click();

    const branch = triggeredBranch(page, "release");
    await expect(branch).toContainText("Running", RUN_PATIENCE);
    await giveOutMachine();
    await expect(branch).toContainText("Failed", RUN_PATIENCE);
    await expect(branch).toContainText("The job gate failed first.");
    await expect(page.getByRole("row", { name: /auc/ })).toContainText("0.61");
    await expect(triggeredBranch(page, "tell-failures")).toContainText("Delivered");
    await expect(page.getByRole("button", { name: "Notices: 1 need a person" })).toBeVisible();
    expect(office.requests.filter(({ path }) => path === "/failures").map(({ body }) => JSON.parse(body))).toEqual([
      { failed: "release", code: "run_failed", job: "gate", version: `${TEAM}/model-registry/churn:v1` },
    ]);
    await branch.getByRole("link", { name: "gate" }).click();
    await expect(page.getByRole("heading", { name: "gate: failure" })).toBeVisible();
  });
});

function versionUrl(number: number): string {
  return `${server.url}/${TEAM}/models/churn/versions/v${number}`;
}

function goTo(page: Page, section: string): Promise<void> {
  return page.getByRole("navigation", { name: "Team", exact: true }).getByRole("link", { name: section }).click();
}

/** Through GitHub's pages: the App by its manifest, the installation, and the person's word that the account is theirs. */
async function connect(page: Page): Promise<void> {
  await goTo(page, "Settings");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "GitHub" }).click();
  await page.getByRole("link", { name: "Create the GitHub App" }).click();
  await page.getByLabel("Organisation that owns it").fill("acme");
  await page.getByRole("button", { name: "Change owner" }).click();
  await expect(page.getByText("owned by acme")).toBeVisible();
  await page.getByRole("button", { name: "Create it on GitHub" }).click();

  await page.getByRole("button", { name: /Create GitHub App for acme/ }).click();
  await page.getByRole("radio", { name: "acme", exact: true }).check();
  await page.getByRole("button", { name: "Install" }).click();
  await page.getByRole("button", { name: /authori[sz]e|allow/i }).click();
  await expect(page.getByText("acme is connected.")).toBeVisible();
}

/** A version whose one file says how good it is. */
async function upload(page: Page, auc: number): Promise<void> {
  const buffer = Buffer.from(JSON.stringify({ auc }));
  await page.getByText("Choose files").setInputFiles([{ name: "weights.json", mimeType: "application/json", buffer }]);
  await page.getByRole("button", { name: "Upload and link" }).click();
  await page.getByRole("link", { name: "Open the version" }).click();
}

async function makeAutomation(page: Page): Promise<void> {
  const next = page.getByRole("button", { name: /^Next step/ }).last();
  await page.getByRole("textbox", { name: /^Alias/ }).fill("production");
  await next.click();
  await page.getByText("Run a workflow", { exact: true }).click();
  await page.getByRole("combobox", { name: "Repository" }).selectOption(REPOSITORY);
  await page.getByText("One workflow", { exact: true }).click();
  await page.getByRole("combobox", { name: "Workflow", exact: true }).selectOption("release.yml");

  const preflight = page.getByRole("region", { name: "Preflight" });
  await expect(preflight).toContainText("The 2 inputs given are declared there.");
  await expect(preflight.getByRole("img", { name: "Right" })).not.toHaveCount(0);
  await expect(preflight.getByRole("img", { name: /Problem|Advice|Unknown/ })).toHaveCount(0);
  await next.click();
  await page.getByRole("textbox", { name: "Name" }).fill("release");
  await page.getByRole("button", { name: "Create automation" }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: "release" })).toBeVisible();
}

/** By the API: how a webhook is made in the browser is not what this is about. */
async function tellFailuresTo({ origin }: Receiver): Promise<void> {
  const api = apiOf(server.url, TEAM, server.token);
  await api.post("/webhooks", { name: "on-call", url: `${origin}/failures` });
  const payload = {
    failed: "${failed_automation_name}",
    code: "${failure_code}",
    job: "${run_job}",
    version: "${artifact_version_ref}",
  };
  await api.post("/automations", {
    name: "tell-failures",
    eventType: "AUTOMATION_FAILED",
    action: { type: "webhook", webhook: "on-call", payload },
  });
}

/** One that the run is waiting for: it was seen to run, so it has asked or is about to. */
async function giveOutMachine(): Promise<void> {
  await expect.poll(() => waiting.length, RUN_PATIENCE).toBe(1);
  waiting.pop()?.();
}

function triggeredBranch(page: Page, automation: string) {
  return page
    .getByRole("region", { name: "Triggered" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: automation, exact: true }) });
}

/** Leaves a mark in the page that a reload would take away. */
async function watchForReload(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  return () => page.evaluate(() => !("isSamePage" in window));
}
