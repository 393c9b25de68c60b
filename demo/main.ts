import { parseArgs } from "node:util";
import { shownLines } from "@/lib/cli/terminal";
import type { NameMatch } from "@/lib/core/automation";
import { deliveryUrl, versionUrl } from "@/lib/core/site-urls";
import { tellArrival } from "./arrival-lines";
import { build, isBuilt } from "./build";
import type { GitHubSandbox } from "./github/sandbox";
import { QUEUE, setUpLaunch, startAgent } from "./launch";
import type { Child } from "./processes";
import { type Product, startProduct, TEAM } from "./product";
import { type Receiver, startReceiver } from "./receiver";
import { REPOSITORY } from "./repository";
import { connectGitHub, environmentFor, startGitHub } from "./serving";
import { showSettled } from "./settled";
import { AUTOMATIONS, endpointsOf, MODEL, newSecrets, setUpTeam } from "./setup";
import { openStage } from "./stage";
import { tellStory } from "./story";

const USAGE = `npm run demo            performs the main job and stays up to be looked at
npm run demo -- --once  performs it and ends: 0 when every delivery was made
npm run demo -- --keep  goes on with the data of the last run`;

const stage = openStage();
const open: { product?: Product; agent?: Child; receiver?: Receiver; github?: GitHubSandbox } = {};
const interrupted = new Promise<"interrupted">((resolve) => {
  process.once("SIGINT", () => resolve("interrupted"));
  process.once("SIGTERM", () => resolve("interrupted"));
});

// Said outright: what is still being built would keep the process for a minute after Ctrl-C.
process.exit(await perform());

async function perform(): Promise<number> {
  const options = readOptions();
  if (!options) {
    stage.terminal.note(USAGE);
    return 2;
  }
  try {
    const done = await Promise.race([performMainJob(options), interrupted]);
    if (done === "interrupted") {
      return 130;
    }
    if (!options.once) {
      stage.say(stage.paint("It stays up. Ctrl-C ends it.", "quiet"));
      await Promise.race([interrupted, productEnded()]);
    }
    return 0;
  } catch (error) {
    stage.terminal.note(`\n  ${stage.paint("The demo failed.", "bad")} ${faultText(error)}`);
    return 1;
  } finally {
    await open.agent?.stop();
    await open.product?.child.stop();
    await open.receiver?.close();
    await open.github?.close();
  }
}

async function performMainJob(options: { once: boolean; keep: boolean }): Promise<void> {
  stage.title("Modelwire: a model registry whose changes drive CI/CD");
  if (!(await isBuilt())) {
    await stage.during("Built the product, which the next start need not", build);
  }

  const secrets = newSecrets();
  const receiver = await startReceiver(endpointsOf(secrets), (arrived) =>
    stage.inTurn(() => tellArrival(stage, arrived)),
  );
  open.receiver = receiver;
  const github = await stage.during(
    "Started a sandbox GitHub on this machine: nothing reaches github.com",
    startGitHub,
  );
  open.github = github;
  const started = await stage.during("Started the product on the embedded database", () =>
    startProduct({
      receiverOrigin: receiver.origin,
      isKeeping: options.keep,
      environmentFor: (url) => environmentFor(github, url),
    }),
  );
  open.product = started;
  await stage.during(`Installed the GitHub App on acme and connected it to team ${TEAM}, as its owner mira`, () =>
    connectGitHub(started),
  );
  // The link that was printed has signed in once. What is printed now is for whoever looks at the demo.
  const product = await stage.during("Started the product again, which loses nothing", started.restart);
  open.product = product;
  const agentToken = await setUpLaunch(product.admin);
  const setUp = `Set up team ${TEAM} through the API: a job, a queue, 3 webhooks, ${AUTOMATIONS.length} automations`;
  const ciToken = await stage.during(setUp, () => setUpTeam(product.admin, receiver.origin, secrets));
  open.agent = await stage.during(`Started an agent of this machine on the queue ${QUEUE}`, () =>
    startAgent(product, agentToken),
  );
  tellAutomations();

  const told = await tellStory({ stage, product, receiver, github, ciToken });
  await showSettled(stage, product.admin, receiver, told.deliveries);

  if (options.once) {
    return;
  }
  stage.title("Look at it");
  stage.say(`Sign in, once   ${stage.paint(product.signInLink, "strong")}`);
  stage.say(`The version     ${versionUrl(product.url, TEAM, MODEL, told.better)}`);
  stage.say(`Deliveries      ${deliveryUrl(product.url, TEAM, "").replace(/\/$/, "")}`);
  stage.say(`Runs, a queue   ${product.url}/${TEAM}/runs`);
  stage.say(`GitHub, sandbox ${github.urls.web}/${REPOSITORY}`);
  stage.say(`The API         ${product.url}/api/v1/docs`);
  stage.terminal.out("");
}

async function productEnded(): Promise<never> {
  await open.product?.child.ended;
  throw new Error(`The product ended by itself. This is what it said:\n${open.product?.child.said()}`);
}

function tellAutomations(): void {
  for (const { name, eventType, filter, action } of AUTOMATIONS) {
    stage.detail(
      `${name.padEnd(18)} ${eventType.padEnd(18)} ${wordsOf(filter.alias).padEnd(25)} → ${receiverOf(action)}`,
    );
  }
}

function receiverOf(action: (typeof AUTOMATIONS)[number]["action"]): string {
  switch (action.type) {
    case "webhook":
      return action.webhook;
    case "github":
      return action.repository;
    case "launch":
      return `${action.job} on ${action.queue}`;
  }
}

function wordsOf(alias: NameMatch | null): string {
  if (alias === null) {
    return "";
  }
  return "equals" in alias ? alias.equals : `/${alias.matches}/`;
}

function readOptions(): { once: boolean; keep: boolean } | null {
  try {
    const { values } = parseArgs({
      options: { once: { type: "boolean", default: false }, keep: { type: "boolean", default: false } },
    });
    return values;
  } catch {
    return null; // An option that there is not: the usage says which there are.
  }
}

function faultText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return shownLines(text).join("\n  ");
}
