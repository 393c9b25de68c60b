import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import * as z from "zod";
import { contextless, grant } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { PollAnswer } from "@/lib/core/launch-agent";
import { inTransaction, rows } from "@/lib/db/client";
import { agents, jobs, jobVersions, projects, queues, runs } from "@/lib/db/schema";
import { type Bell, createBell } from "@/lib/launch/agents/bell";
import { pollQueue } from "@/lib/launch/agents/poll";
import { newId } from "@/lib/platform/id";
import { must } from "../support/must";
import type { Bench } from "./bench";
import { type Findings, nowMs, spreadOf } from "./figures";
import { openProduct, type Product } from "./product";

const RUNS = 1_000;
const AGENTS = 50;
const RUNS_PER_INSERT = 500;
const WORK_MS = 500;

type Bay = { queueId: Id<"queue">; scope: TeamScope; agents: Id<"agent">[]; bell: Bell };

/** A thousand runs wait, fifty agents claim them one by one; then fifty wait for what does not come. */
export const measureClaiming: Bench = async ({ kind, server, isQuick, findings }) => {
  const product = await openProduct(kind, server);
  const bell = createBell(product.listen);
  try {
    const bay = await furnish(product, bell);
    await fill(product, bay);
    const working = await claimAll(product, bay, findings, WORK_MS);
    await fill(product, bay);
    const rushing = await claimAll(product, bay, findings, 0);
    await fill(product, bay);
    const bare = await claimBare(product, bay, isQuick ? 100 : 500);
    await product.db.delete(runs);

    const line = { bench: "claiming", database: kind } as const;
    const raw = [
      { name: "the bare update with skip locked, one after another, p99", value: spreadOf(bare).p99, unit: "ms" },
    ] as const;
    const name = (how: string) =>
      `a poll that claims one of ${RUNS.toLocaleString("en")} runs, ${AGENTS} agents ${how}`;
    const paced = name(`that work ${WORK_MS} ms on each`);
    const rush = name("that ask again at once");
    findings.figures.push(
      { ...line, name: `${paced}, p50`, value: spreadOf(working).p50, unit: "ms", raw, target: null },
      { ...line, name: `${paced}, p99`, value: spreadOf(working).p99, unit: "ms", raw, target: 50 },
      { ...line, name: `${rush}, p50`, value: spreadOf(rushing).p50, unit: "ms", raw, target: null },
      { ...line, name: `${rush}, p99`, value: spreadOf(rushing).p99, unit: "ms", raw, target: null },
    );
    if (kind === "postgres") {
      const value = await queriesOfIdle(product, bay, isQuick ? 20 : 60);
      findings.figures.push({
        ...line,
        name: "queries of an agent that waits",
        value,
        unit: "/s",
        raw: [],
        target: null,
      });
      if (value >= 1) {
        findings.faults.push(
          `claiming, ${kind}: an idle agent costs ${value.toFixed(2)} queries a second, which is not below one`,
        );
      }
    }
  } finally {
    await bell.stop();
    await product.close();
  }
};

/** Each agent asks for one, works on it, if at all, and asks for the next. They begin spread out, as they do in earnest. */
async function claimAll(product: Product, bay: Bay, findings: Findings, workMs: number): Promise<number[]> {
  const times: number[] = [];
  const claimed: Id<"run">[] = [];
  await Promise.all(
    bay.agents.map(async (agent, index) => {
      await sleep((workMs * index) / AGENTS);
      for (;;) {
        const start = nowMs();
        const answer = await poll(product, bay, agent, { held: heldBy(agent), waitSeconds: 0 });
        if (answer.assigned.length === 0) {
          return;
        }
        times.push(nowMs() - start);
        for (const { run, lease } of answer.assigned) {
          claimed.push(run);
          held.set(agent, [...heldBy(agent), { run, lease, isEnding: false }].slice(-4));
          await product.db.execute(sql`update runs set state = 'running' where id = ${run}`);
        }
        await sleep(workMs);
      }
    }),
  );
  if (claimed.length !== RUNS || new Set(claimed).size !== RUNS) {
    findings.faults.push(
      `claiming, ${product.kind}: of ${RUNS} runs ${claimed.length} were claimed, ${new Set(claimed).size} of them different`,
    );
  }
  held.clear();
  await product.db.delete(runs);
  return times;
}

type Held = { run: Id<"run">; lease: number; isEnding: boolean };
const held = new Map<Id<"agent">, Held[]>();
const heldBy = (agent: Id<"agent">): Held[] => held.get(agent) ?? [];

async function poll(
  { db }: Product,
  { bell, scope }: Bay,
  agent: Id<"agent">,
  wish: { held: Held[]; waitSeconds: number },
): Promise<PollAnswer> {
  const asked = { free: 1, isDraining: false, ...wish };
  return must(await pollQueue(db, bell, scope, { agent, poll: asked, signal: new AbortController().signal }));
}

/** What taking the next row costs at least on this database: the statement alone. */
async function claimBare({ db }: Product, { queueId }: Bay, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = nowMs();
    await inTransaction(db, (tx) =>
      rows(
        tx,
        z.object({ id: z.string() }),
        sql`
          update runs set state = 'claimed' where id in (
            select id from runs where queue_id = ${queueId} and state = 'queued' order by priority, id limit 1
            for update skip locked)
          returning id`,
      ),
    );
    times.push(nowMs() - start);
  }
  return times;
}

/** Statements that the driver sends a second for one agent, while all wait as an idle agent does. */
async function queriesOfIdle(product: Product, bay: Bay, seconds: number): Promise<number> {
  const { query } = pg.Client.prototype;
  let asked = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: Parameters<typeof query>) {
    asked += 1;
    return query.apply(this, args);
  } as typeof query;
  const start = nowMs();
  try {
    await Promise.all(
      bay.agents.map(async (agent) => {
        for (let left = seconds; left > 0; left = seconds - (nowMs() - start) / 1_000) {
          await poll(product, bay, agent, { held: [], waitSeconds: Math.min(25, Math.ceil(left)) });
        }
      }),
    );
    return asked / AGENTS / ((nowMs() - start) / 1_000);
  } finally {
    pg.Client.prototype.query = query;
  }
}

async function furnish({ db, scope }: Product, bell: Bell): Promise<Bay> {
  const { teamId } = scope;
  const [queueId, jobId] = [newId("queue"), newId("job")];
  await db.insert(queues).values({
    id: queueId,
    teamId,
    name: "bench",
    resource: "process",
    defaultPriority: 2,
    template: {},
    variables: [],
    createdBy: "bench",
  });
  await db.insert(jobs).values({ id: jobId, teamId, name: "bench", nextNumber: 1, createdBy: "bench" });
  const source = { type: "command" as const, command: ["true"] };
  await db
    .insert(jobVersions)
    .values({ id: newId("jobVersion"), jobId, teamId, number: 0, source, parameters: {}, createdBy: "bench" });
  await db.insert(projects).values({ id: newId("project"), teamId, name: "bench" });

  const tokenId = newId("token");
  const made = Array.from({ length: AGENTS }, (_, index) => ({
    id: newId("agent"),
    teamId,
    queueId,
    tokenId,
    name: `agent-${index}`,
    hostname: "bench",
    version: "bench",
    slots: 1,
  }));
  await db.insert(agents).values(made);
  const agentScope = grant(
    {
      team: { id: teamId, name: scope.teamName },
      actor: { kind: "token", id: tokenId, name: "agents" },
      role: "viewer",
      models: "all",
      agentOf: queueId,
    },
    contextless(),
  );
  return { queueId, scope: agentScope, agents: made.map(({ id }) => id), bell };
}

async function fill({ db, scope: { teamId } }: Product, { queueId }: Bay): Promise<void> {
  const [job] = await db.select().from(jobVersions);
  const [project] = await db.select().from(projects);
  if (!job || !project) {
    throw new Error("There is no job to queue.");
  }
  for (let from = 0; from < RUNS; from += RUNS_PER_INSERT) {
    await db.insert(runs).values(
      Array.from({ length: RUNS_PER_INSERT }, (_, index) => ({
        id: newId("run"),
        teamId,
        number: from + index + 1,
        queueId,
        jobId: job.jobId,
        jobVersionId: job.id,
        state: "queued" as const,
        priority: index % 4,
        projectId: project.id,
        parameters: {},
        overrides: {},
        variables: {},
        resource: {},
        requestedBy: "bench",
      })),
    );
  }
  await db.execute(sql`analyze runs`);
}
