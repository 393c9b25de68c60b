import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { ask } from "@/lib/cli/ask";
import { CHROMIUM_ARGUMENTS, requireChromium } from "@/tests/support/chromium";
import { build, isBuilt } from "./build";
import { startGitHubSandbox } from "./github/sandbox";
import { showGitHub } from "./github-pictures";
import { QUEUE, setUpLaunch, startAgent } from "./launch";
import { writeModelFiles } from "./model-files";
import { PICTURE_SIZE, PICTURES_FOLDER, stillness, takePicture } from "./picture";
import { BETTER_PLAN } from "./plans";
import type { Child } from "./processes";
import { runToEnd } from "./processes";
import { type Product, startProduct, TEAM } from "./product";
import { startReceiver } from "./receiver";
import { REPOSITORY } from "./repository";
import { connectGitHub, environmentFor, startGitHub } from "./serving";
import { endpointsOf, MODEL, newSecrets, setUpTeam, valueOrThrow } from "./setup";
import { openStage, type Stage } from "./stage";
import { tellStory } from "./story";
import { trainIrisClassifier } from "./train";

type Shot = {
  name: string;
  /** Below the team's address. */
  path: (known: Known) => string;
  scheme?: "light" | "dark";
  /** What is done on the page before the picture. */
  before?: (page: Page) => Promise<void>;
};

/** What the pictures point at, out of the demo's story. */
type Known = { version: number; delivery: string; webhook: string };

const model = `models/${encodeURIComponent(MODEL)}`;

const SHOTS: readonly Shot[] = [
  { name: "models", path: () => "models" },
  { name: "model", path: () => model },
  { name: "version", path: ({ version }) => `${model}/versions/v${version}` },
  { name: "version-dark", path: ({ version }) => `${model}/versions/v${version}`, scheme: "dark" },
  { name: "automation-wizard", path: () => "automations/new" },
  { name: "deliveries", path: ({ delivery }) => `deliveries/${delivery}` },
  { name: "launch-run", path: () => "runs/1" },
  { name: "launch-queue", path: () => `queues/${QUEUE}` },
  { name: "webhook-test", path: ({ webhook }) => `settings/webhooks/${webhook}` },
  {
    name: "command-palette",
    path: () => model,
    async before(page) {
      await page.getByRole("searchbox", { name: "Search or jump to" }).click();
      await page.keyboard.press("Backspace");
      await page.keyboard.type("prod");
      await page.getByRole("option", { name: /:production/ }).waitFor();
    },
  },
];

/** `npm run screenshots`: takes the pictures of the README and the docs, of the demo's story and of the way to GitHub. */
async function main(): Promise<void> {
  const stage = openStage();
  if (!(await isBuilt())) {
    await build();
  }
  mkdirSync(PICTURES_FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_ARGUMENTS });
  try {
    await showStory(browser, stage);
    await showWayToGitHub(browser, stage);
  } finally {
    await browser.close();
  }
}

async function showStory(browser: Browser, stage: Stage): Promise<void> {
  const secrets = newSecrets();
  const receiver = await startReceiver(endpointsOf(secrets), () => undefined);
  const github = await startGitHub();
  let product = await startProduct({
    receiverOrigin: receiver.origin,
    isKeeping: false,
    environmentFor: (url) => environmentFor(github, url),
  });
  let agent: Child | null = null;
  try {
    await connectGitHub(product);
    product = await product.restart(); // For another sign-in link.
    const agentToken = await setUpLaunch(product.admin);
    const ciToken = await setUpTeam(product.admin, receiver.origin, secrets);
    agent = await startAgent(product, agentToken);
    const { better } = await tellStory({ stage, product, receiver, github, ciToken });
    const cookies = await signIn(browser, product);
    const known = await readKnown(product, better);
    for (const shot of SHOTS) {
      stage.say(await takeShot(browser, cookies, product.url, shot, known));
    }
  } finally {
    await agent?.stop();
    await product.child.stop();
    await github.close();
    await receiver.close();
  }
}

/** From no App at all, as docs/github.md goes: so it has a product and a GitHub of its own. */
async function showWayToGitHub(browser: Browser, stage: Stage): Promise<void> {
  const github = await startGitHubSandbox({ repositories: [{ fullName: REPOSITORY, isPrivate: true }] });
  const { web, api, issuer } = github.urls;
  const product = await startProduct({
    receiverOrigin: github.urls.origin,
    isKeeping: false,
    environmentFor: async () => ({ GITHUB_URL: web, GITHUB_API_URL: api, GITHUB_OIDC_ISSUER: issuer }),
  });
  try {
    await logBetterModel(product);
    const context = await browser.newContext({ viewport: PICTURE_SIZE, reducedMotion: "reduce" });
    await context.addCookies(await signIn(browser, product));
    for await (const line of showGitHub(await context.newPage(), product, github, 0)) {
      stage.say(line);
    }
  } finally {
    await product.child.stop();
    await github.close();
  }
}

async function logBetterModel({ url, adminToken }: Product): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "modelwire-pictures-"));
  try {
    await writeModelFiles(folder, trainIrisClassifier(BETTER_PLAN), BETTER_PLAN);
    const args = ["log", folder, "--project", "training", "--name", "iris", "--link", MODEL, "--create"];
    const env = { NODE_ENV: "production", MODELWIRE_URL: url, MODELWIRE_TOKEN: adminToken } as const;
    await runToEnd(process.execPath, [join("public", "cli.mjs"), ...args], env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Cookies = Parameters<Awaited<ReturnType<Browser["newContext"]>>["addCookies"]>[0];

/** The printed link works once; its session goes for all pictures. */
async function signIn(browser: Browser, { signInLink }: Product): Promise<Cookies> {
  const context = await browser.newContext();
  await (await context.newPage()).goto(signInLink);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function readKnown({ admin }: Product, version: number): Promise<Known> {
  const params = { path: { team: TEAM }, query: { limit: 1 } };
  const deliveries = valueOrThrow(await ask(admin.GET("/teams/{team}/deliveries", { params })));
  const webhooks = valueOrThrow(await ask(admin.GET("/teams/{team}/webhooks", { params })));
  const [delivery, webhook] = [deliveries.items[0]?.id, webhooks.items[0]?.id];
  if (delivery === undefined || webhook === undefined) {
    throw new Error("The demo made no delivery or no webhook.");
  }
  return { version, delivery, webhook };
}

async function takeShot(
  browser: Browser,
  cookies: Cookies,
  url: string,
  { name, path, scheme = "light", before }: Shot,
  known: Known,
): Promise<string> {
  const context = await browser.newContext({ viewport: PICTURE_SIZE, colorScheme: scheme, reducedMotion: "reduce" });
  try {
    await context.addCookies(cookies);
    const page = await context.newPage();
    const answer = await page.goto(`${url}/${TEAM}/${path(known)}`);
    if (!answer?.ok()) {
      throw new Error(`${path(known)} answered ${answer?.status()}: there is nothing to show.`);
    }
    await stillness(page);
    await before?.(page);
    return await takePicture(page, name);
  } finally {
    await context.close();
  }
}

await main();
