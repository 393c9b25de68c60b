import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { ask } from "@/lib/cli/ask";
import { type Client, createClient } from "@/lib/client/client";
import { modelMetadata, writeModelFiles } from "./model-files";
import { BETTER_PLAN, FIRST_PLAN } from "./plans";
import { runToEnd } from "./processes";
import { type Product, TEAM } from "./product";
import type { Receiver } from "./receiver";
import { MODEL, valueOrThrow } from "./setup";
import type { Stage } from "./stage";
import { type Trained, type TrainingPlan, trainIrisClassifier } from "./train";

export type Told = { first: number; better: number; deliveries: number };

type Teller = { stage: Stage; product: Product; receiver: Receiver; ciToken: string; folder: string };

const logged = z.object({
  artifact: z.object({ project: z.string(), name: z.string(), number: z.int() }),
  version: z.object({ number: z.int() }),
});

/** The main job, as a team does it: train, log, promote; train a better one, evaluate it, promote that. */
export async function tellStory(stage: Stage, product: Product, receiver: Receiver, ciToken: string): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), "modelwire-demo-"));
  const teller = { stage, product, receiver, ciToken, folder };
  let expected = receiver.arrived.length;
  const arrive = (count: number) => {
    expected += count;
    return receiver.untilArrived(expected);
  };

  try {
    stage.title("1  A first model goes to production");
    const first = await trainAndLog(teller, FIRST_PLAN);
    await arrive(1);
    await modelwire(teller, ["alias", MODEL, "staging", `v${first}`]);
    await arrive(1);
    await modelwire(teller, ["alias", MODEL, "production", `v${first}`]);
    await arrive(3);

    stage.title("2  A better one takes its place");
    const better = await trainAndLog(teller, BETTER_PLAN);
    await arrive(1);
    await recordEvaluation(teller, better);
    await modelwire(teller, ["alias", MODEL, "production", `v${better}`, "--expect", `v${first}`]);
    await arrive(3);
    return { first, better, deliveries: expected };
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

/** What a check in CI reports before anybody promotes: by the API, as any job can. */
async function recordEvaluation({ stage, product, ciToken }: Teller, version: number): Promise<void> {
  const api: Client = createClient({ url: product.url, token: ciToken });
  const path = { team: TEAM, model: MODEL, version: `v${version}` };
  const { accuracy, loss } = trainIrisClassifier(BETTER_PLAN).heldOut;
  const body = {
    name: "held-out flowers",
    metrics: { accuracy, loss },
    checks: { "accuracy at least 0.95": accuracy >= 0.95, "loss below 0.1": loss < 0.1 },
    runUrl: null,
  };
  valueOrThrow(
    await ask(api.POST("/teams/{team}/models/{model}/versions/{version}/evaluations", { params: { path }, body })),
  );
  stage.say(`Recorded an evaluation of v${version}: 2 checks passed`);
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
