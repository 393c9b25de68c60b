import type { Locator, Page } from "playwright-core";
import { ask } from "@/lib/cli/ask";
import type { GitHubSandbox } from "./github/sandbox";
import { stillness, takePicture } from "./picture";
import { type Product, TEAM } from "./product";
import { REPOSITORY } from "./repository";
import { MODEL, valueOrThrow } from "./setup";

const SETTINGS = "settings/github";
/** Smaller than the others: the wizard is so full that its picture would be too large. */
const SIZE = { width: 1280, height: 720 };
const PATIENCE_MS = 30_000;

/** Goes the way of docs/github.md from no App to a green run, in the emulated GitHub, and takes its pictures. */
export async function* showGitHub(
  page: Page,
  product: Product,
  github: GitHubSandbox,
  version: number,
): AsyncGenerator<string> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewportSize(SIZE);
  const at = (path: string) => `${product.url}/${TEAM}/${path}`;

  await page.goto(at(SETTINGS));
  await page.getByRole("link", { name: "Create the GitHub App" }).click();
  await page.getByLabel("Organisation that owns it").fill("acme");
  await page.getByRole("button", { name: "Change owner" }).click();
  await page.getByText("owned by acme").waitFor();
  yield await pictureOf(page, "github-app");

  await connect(page);
  yield await pictureOf(page, "github-connected");

  await page.goto(at(`automations/new?model=${encodeURIComponent(MODEL)}&alias=production`));
  await nextStep(page);
  await page.getByText("Run a workflow", { exact: true }).click();
  await page.getByRole("combobox", { name: "Repository" }).selectOption(REPOSITORY);
  await page.getByRole("combobox", { name: "Event type" }).last().fill("model-promoted");
  const preflight = page.getByRole("region", { name: "Preflight" });
  await preflight.getByText("No workflow on main listens for model-promoted.").waitFor();
  await page.getByRole("button", { name: "Open pull request" }).click();
  await page.getByText(/Opened: pull request #\d+/).waitFor();
  const sandboxNote = page.getByText("Sandbox.");
  yield await pictureOf(page, "github-pull-request", page.getByText(/Opened: pull request #\d+/));

  await merge(github);
  const listens = preflight.getByText(/listens for model-promoted\.$/).filter({ hasNotText: "No workflow" });
  await untilShown(listens, () => page.getByRole("button", { name: "Check again" }).click());
  yield await pictureOf(page, "github-preflight", sandboxNote, preflight);

  await nextStep(page);
  await page.getByRole("textbox", { name: "Name" }).fill("roll-out");
  await page.getByRole("button", { name: "Create automation" }).last().click();
  await page.getByRole("heading", { level: 1, name: "roll-out" }).waitFor();

  const delivery = await promote(product, version);
  const [run] = await github.runs.settled(1);
  if (!run || !github.runs.log(run).includes("every digest right")) {
    throw new Error("The run did not download the version.");
  }
  await page.goto(at(`models/${encodeURIComponent(MODEL)}/versions/v${version}`));
  await page.getByText("Succeeded").first().waitFor();
  yield await pictureOf(page, "github-run");
  await page.goto(at(`deliveries/${delivery}`));
  yield await pictureOf(page, "github-delivery");
}

/** What a person does on GitHub's pages: makes the App, installs it, and says who they are. */
async function connect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create it on GitHub" }).click();
  await page.getByRole("button", { name: /Create GitHub App for acme/ }).click();
  await page.getByRole("radio", { name: "acme", exact: true }).check();
  await page.getByRole("button", { name: "Install" }).click();
  await page.getByRole("button", { name: /authori[sz]e|allow/i }).click();
  await page.getByText("acme is connected.").waitFor();
}

function nextStep(page: Page): Promise<void> {
  return page
    .getByRole("button", { name: /^Next step/ })
    .last()
    .click();
}

/** Merges the one pull request, as a person would who has read it. */
async function merge({ apps, urls }: GitHubSandbox): Promise<void> {
  const [app] = apps.list();
  if (!app) {
    throw new Error("The App was not made.");
  }
  const token = apps.userToken(app, "mira");
  const pulls = `${urls.api}/repos/${REPOSITORY}/pulls`;
  const headers = { authorization: `Bearer ${token}` };
  const [pull] = (await (await fetch(pulls, { headers })).json()) as { number: number }[];
  const merged = await fetch(`${pulls}/${pull?.number}/merge`, { method: "PUT", headers, body: "{}" });
  if (!merged.ok) {
    throw new Error(`The pull request was not merged: ${merged.status} ${await merged.text()}`);
  }
}

/** Puts the alias on the version anew, and answers the delivery that starts the workflow. */
async function promote({ admin }: Product, version: number): Promise<string> {
  const params = { path: { team: TEAM, model: MODEL, alias: "production" } };
  await ask(admin.DELETE("/teams/{team}/models/{model}/aliases/{alias}", { params })); // Where it is not yet, so much the better.
  const body = { version: `v${version}` };
  valueOrThrow(await ask(admin.PUT("/teams/{team}/models/{model}/aliases/{alias}", { params, body })));
  const query = { limit: 1, automation: "roll-out" };
  const { items } = valueOrThrow(
    await ask(admin.GET("/teams/{team}/deliveries", { params: { path: { team: TEAM }, query } })),
  );
  const [delivery] = items;
  if (!delivery) {
    throw new Error("The promotion started no workflow.");
  }
  return delivery.id;
}

async function untilShown(wanted: Locator, tryAgain: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await wanted.first().isVisible())) {
    if (Date.now() > deadline) {
      throw new Error("What was to be shown did not come.");
    }
    await tryAgain();
    await wanted
      .first()
      .waitFor({ timeout: 2_000 })
      .catch(() => undefined); // It is asked again above.
  }
}

/** The wizard has two columns, each scrolled for itself: each is brought to what the picture is about. */
async function pictureOf(page: Page, name: string, ...subjects: Locator[]): Promise<string> {
  await stillness(page);
  for (const subject of subjects) {
    await subject.first().scrollIntoViewIfNeeded();
  }
  return takePicture(page, name);
}
