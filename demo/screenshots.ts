import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { ask } from "@/lib/cli/ask";
import { CHROMIUM_ARGUMENTS, requireChromium } from "@/tests/support/chromium";
import { build, isBuilt } from "./build";
import { type Product, startProduct, TEAM } from "./product";
import { startReceiver } from "./receiver";
import { connectGitHub, environmentFor, startGitHub } from "./serving";
import { endpointsOf, MODEL, newSecrets, setUpTeam, valueOrThrow } from "./setup";
import { openStage } from "./stage";
import { tellStory } from "./story";

const FOLDER = join("docs", "images");
const BYTES_MAX = 200 * 1024;
const SIZE = { width: 1440, height: 900 };

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

/** `npm run screenshots`: performs the demo's story and takes the pictures of the README and the docs. */
async function main(): Promise<void> {
  const stage = openStage();
  if (!(await isBuilt())) {
    await build();
  }
  const secrets = newSecrets();
  const receiver = await startReceiver(endpointsOf(secrets), () => undefined);
  const github = await startGitHub();
  const started = await startProduct({
    receiverOrigin: receiver.origin,
    isKeeping: false,
    environmentFor: (url) => environmentFor(github, url),
  });
  await connectGitHub(started);
  const product = await started.restart();
  const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_ARGUMENTS });
  try {
    const ciToken = await setUpTeam(product.admin, receiver.origin, secrets);
    const { better } = await tellStory({ stage, product, receiver, github, ciToken });
    const cookies = await signIn(browser, product);
    const known = await readKnown(product, better);
    mkdirSync(FOLDER, { recursive: true });
    for (const shot of SHOTS) {
      stage.say(await takeShot(browser, cookies, product.url, shot, known));
    }
  } finally {
    await browser.close();
    await product.child.stop();
    await receiver.close();
    await github.close();
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
  const context = await browser.newContext({ viewport: SIZE, colorScheme: scheme, reducedMotion: "reduce" });
  try {
    await context.addCookies(cookies);
    const page = await context.newPage();
    const answer = await page.goto(`${url}/${TEAM}/${path(known)}`);
    if (!answer?.ok()) {
      throw new Error(`${path(known)} answered ${answer?.status()}: there is nothing to show.`);
    }
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(1_000); // What loads by itself once the page stands.
    await before?.(page);
    const file = join(FOLDER, `${name}.png`);
    await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
    const { size } = statSync(file);
    if (size > BYTES_MAX) {
      throw new Error(`${file} has ${size} bytes, and ${BYTES_MAX} are allowed.`);
    }
    return `${file}  ${Math.round(size / 1024)} KB`;
  } finally {
    await context.close();
  }
}

await main();
