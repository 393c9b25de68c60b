import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import type { GitHubSandbox } from "./github/sandbox";
import { tellLaunch } from "./launch";
import { modelMetadata, writeModelFiles } from "./model-files";
import { BETTER_PLAN, FIRST_PLAN } from "./plans";
import { runToEnd } from "./processes";
import type { Product } from "./product";
import type { Receiver } from "./receiver";
import { tellRun } from "./run-lines";
import { MODEL } from "./setup";
import type { Stage } from "./stage";
import { type Trained, type TrainingPlan, trainIrisClassifier } from "./train";

export type Told = { first: number; better: number; deliveries: number };

export type StoryPlace = {
  stage: Stage;
  product: Product;
  receiver: Receiver;
  github: GitHubSandbox;
  ciToken: string;
};

type Teller = StoryPlace & { folder: string };

const logged = z.object({
  artifact: z.object({ project: z.string(), name: z.string(), number: z.int() }),
  version: z.object({ number: z.int() }),
});

/**
 * The main job, as a team does it: train, log, put it up for evaluation, promote; then a better one. The evaluation and the
 * deployment are runs of the team's own workflows, which call home for the very version.
 */
export async function tellStory(place: StoryPlace): Promise<Told> {
  const { stage, receiver, github, product } = place;
  const folder = await mkdtemp(join(tmpdir(), "modelwire-demo-"));
  const teller = { ...place, folder };
  let arrivals = receiver.arrived.length;
  let runs = 0;
  const arrive = (count: number) => {
    arrivals += count;
    return receiver.untilArrived(arrivals);
  };
  const run = async () => {
    runs += 1;
    tellRun(stage, github, (await github.runs.settled(runs))[runs - 1]);
  };

  try {
    stage.title("1  A first model goes to production");
    const first = await trainAndLog(teller, FIRST_PLAN);
    await arrive(1);
    await modelwire(teller, ["alias", MODEL, "staging", `v${first}`]);
    await arrive(1);
    await run();
    await modelwire(teller, ["alias", MODEL, "production", `v${first}`]);
    await arrive(2);
    await run();

    stage.title("2  A better one takes its place");
    const better = await trainAndLog(teller, BETTER_PLAN);
    await arrive(1);
    await modelwire(teller, ["alias", MODEL, "staging", `v${better}`]);
    await arrive(2); // The second tells that its evaluation passed.
    await run();
    await modelwire(teller, ["alias", MODEL, "production", `v${better}`, "--expect", `v${first}`]);
    await arrive(2);
    await run();

    stage.title("3  An agent judges it once more, near the data");
    await modelwire(teller, ["alias", MODEL, "candidate", `v${better}`]);
    await arrive(1); // The metric that the run records passes, too.
    await tellLaunch(stage, product.admin);
    return { first, better, deliveries: arrivals + runs + 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function trainAndLog(teller: Teller, plan: TrainingPlan): Promise<number> {
  const { stage, folder } = teller;
  const trained = trainIrisClassifier(plan);
  const { accuracy, loss, flowers } = trained.heldOut;
  stage.say(
    `Trained ${plan.epochs} epochs on ${trained.trainedOn} flowers: accuracy ${stage.paint(accuracy.toFixed(3), "strong")}, loss ${loss.toFixed(3)} on ${flowers} held out`,
  );

  const place = join(folder, `epochs-${plan.epochs}`);
  await writeModelFiles(place, trained, plan);
  return logModel(teller, place, trained, plan);
}

async function logModel(teller: Teller, place: string, trained: Trained, plan: TrainingPlan): Promise<number> {
  const metadata = Object.entries(modelMetadata(trained, plan)).flatMap(([key, value]) => [
    "--metadata",
    `${key}=${JSON.stringify(value)}`,
  ]);
  const args = ["log", place, "--project", "training", "--name", "iris", "--link", MODEL, "--create"];
  const said = await modelwire(teller, [...args, ...metadata, "--run-id", `epochs-${plan.epochs}`, "--json"], {
    as: `log ./model --project training --name iris --link ${MODEL} --metadata accuracy=${trained.heldOut.accuracy} …`,
    tell: (json) => {
      const { artifact, version } = logged.parse(JSON.parse(json));
      return `Logged ${artifact.project}/${artifact.name}:v${artifact.number}, linked ${MODEL}:v${version.number}`;
    },
  });
  return logged.parse(JSON.parse(said)).version.number;
}

/** Runs the real command line, as built, with CI's token. */
function modelwire(
  { stage, product, ciToken }: Teller,
  args: readonly string[],
  telling: { as?: string; tell?: (said: string) => string } = {},
): Promise<string> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NODE_ENV: "production", MODELWIRE_URL: product.url, MODELWIRE_TOKEN: ciToken } as const;
  return stage.withoutInterruption(async () => {
    stage.say(`${stage.paint("$", "quiet")} modelwire ${telling.as ?? args.join(" ")}`);
    const said = await runToEnd(process.execPath, [join("public", "cli.mjs"), ...args], env);
    stage.detail(telling.tell ? telling.tell(said) : said.trim());
    return said;
  });
}
