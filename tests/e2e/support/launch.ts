import { type Api, apiOf } from "./api";
import { HOSTILE_TEXT, TEAM } from "./seed";

export type Claimed = { run: string; number: number; lease: number };

/** An agent of a queue as the public API knows it: it claims what waits and says what a test has it say. */
export type TestAgent = {
  id: string;
  /** Waits for the next run of its queue and takes it. */
  claim(): Promise<Claimed>;
  /** Tells that it lives and has this run; answers the runs that it must kill. */
  heartbeat(claimed: Claimed): Promise<string[]>;
  start(claimed: Claimed): Promise<void>;
  /** Lines of its output; one that begins with `!` is an error's. */
  write(claimed: Claimed, sequence: number, lines: readonly string[]): Promise<void>;
  end(claimed: Claimed, how: { state: string; cause: string; exitCode?: number; chunks: number }): Promise<void>;
  leave(): Promise<void>;
};

/** Lets an agent into a queue by a token of its own, and registers it. */
export async function startAgent(api: Api, url: string, queue: string, name: string): Promise<TestAgent> {
  const { token } = (await api.post(`/queues/${queue}/agent-tokens`, { name })) as { token: string };
  return registerAgent(url, token, queue, name);
}

export async function registerAgent(url: string, token: string, queue: string, name: string): Promise<TestAgent> {
  const own = apiOf(url, TEAM, token);
  const { agent } = (await own.post(`/queues/${queue}/agents`, {
    name,
    hostname: `${name}.example`,
    version: "1.0.0",
    slots: 2,
  })) as { agent: string };
  const poll = (body: object) => own.post(`/agents/${agent}/poll`, { free: 0, held: [], ...body });
  return {
    id: agent,
    async claim() {
      for (;;) {
        const { assigned } = (await poll({ free: 1, waitSeconds: 5 })) as { assigned: Claimed[] };
        const [first] = assigned;
        if (first) {
          return first;
        }
      }
    },
    async heartbeat({ run, lease }) {
      const { kill } = (await poll({ held: [{ run, lease }] })) as { kill: string[] };
      return kill;
    },
    async start({ run, lease }) {
      await own.post(`/runs/${run}/start`, { lease });
    },
    async write({ run, lease }, sequence, lines) {
      await own.post(`/runs/${run}/logs`, {
        lease,
        sequence,
        lines: lines.map((text) => ({
          at: Date.now(),
          stream: text.startsWith("!") ? "err" : "out",
          text: text.replace(/^!/, ""),
        })),
      });
    },
    async end({ run, lease }, how) {
      await own.post(`/runs/${run}/end`, { lease, ...how });
    },
    async leave() {
      await own.post(`/agents/${agent}/goodbye`, {});
    },
  };
}

const ESC = "\u001b";

/** What a training writes: colours, a progress bar, an error's line, and text that would run where a page took it for markup. */
export const TRAINING_LOG = [
  "$ python -m train --epochs 40",
  `${ESC}[32mINFO${ESC}[0m  loaded 214 features`,
  " 10%\r 60%\r100% of epoch 1",
  `${ESC}[33mWARN${ESC}[0m  slice=tenure_lt_60 auc=0.8412`,
  `!Traceback: ${HOSTILE_TEXT}`,
  ...Array.from({ length: 40 }, (_, epoch) => `epoch ${epoch + 1} auc=${(0.86 + epoch / 1000).toFixed(4)}`),
];

/** A job, two queues of which one has an agent, and a run in each state that a page shows. */
export async function seedLaunch(url: string, token: string): Promise<void> {
  const api = apiOf(url, TEAM, token);
  await api.post("/jobs", {
    name: "train-churn",
    description: `Trains a candidate. ${HOSTILE_TEXT}`,
    source: {
      type: "git",
      repository: "https://git.example/acme/train.git",
      ref: "main",
      entryPoint: ["python", "train.py"],
    },
    parameters: {
      type: "object",
      properties: { epochs: { type: "integer", default: 10 }, suite: { type: "string", default: "full" } },
    },
  });
  await api.post("/queues", {
    name: "gpu-a100",
    description: "Two machines with eight GPUs each.",
    resource: "process",
    template: { limits: { timeoutSeconds: "{{timeout_seconds}}" } },
    variables: [{ name: "timeout_seconds", type: "integer", default: 3600, minimum: 60 }],
  });
  await api.post("/queues", { name: "nobody-listens", resource: "process" });
  const agent = await startAgent(api, url, "gpu-a100", "gpu-02");
  const queue = (more: object) =>
    api.post("/runs", { job: "train-churn", queue: "gpu-a100", version: "churn-classifier:production", ...more });

  await queue({ parameters: { epochs: 40 } });
  const finished = await agent.claim();
  await agent.start(finished);
  await agent.write(finished, 0, TRAINING_LOG);
  await agent.end(finished, { state: "finished", cause: "exit", exitCode: 0, chunks: 1 });
  await queue({});
  const failed = await agent.claim();
  await agent.start(failed);
  await agent.write(failed, 0, ["!out of memory"]);
  await agent.end(failed, { state: "failed", cause: "out_of_memory", exitCode: 137, chunks: 1 });
  await api.post("/runs", { job: "train-churn", queue: "nobody-listens" });
}
