import { Pool } from "undici";
import * as z from "zod";
import { artifacts, models, projects, versions } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { Bench, BenchContext } from "./bench";
import { type Measured, nowMs, rateOf, spreadOf } from "./figures";
import { openProduct, POOL_MAX } from "./product";
import { type RestServer, startRestServer, TEAM } from "./rest-server";

const MODELS = 100;
const CALLERS = 32;
const TARGET = 500;

type Call = (method: "GET" | "POST" | "PUT", path: string, body?: object) => Promise<unknown>;

/** Whole calls of the public API, over HTTP and with a token: links, then aliases that move between two versions. */
export const measureRest: Bench = async (context) => {
  const { kind, server, isQuick, findings } = context;
  const rest = await startRestServer(kind, server);
  const pool = new Pool(rest.origin, { connections: CALLERS });
  const call = callerOf(rest, pool);
  const seconds = isQuick ? 2 : 10;
  try {
    const names = Array.from({ length: MODELS }, (_, index) => `model-${index}`);
    for (const name of names) {
      await call("POST", "/models", { name });
      await call("POST", `/models/${name}/versions`, { source: { uri: `s3://bench/${name}` } });
    }
    const links = await measureCalls(seconds, (index) =>
      call("POST", `/models/${names[index % MODELS]}/versions`, { source: { uri: `s3://bench/${index}` } }),
    );
    const moves = await measureCalls(seconds, (index) =>
      call("PUT", `/models/${names[index % MODELS]}/aliases/production`, {
        version: Math.floor(index / MODELS) % 2 === 0 ? "v1" : "v0",
      }),
    );
    const bareAnswers = await measureCalls(seconds / 2, async () => {
      const response = await pool.request({ path: "/api/v1/nowhere", method: "GET" });
      await response.body.dump();
    });
    findings.faults.push(...(await faultsOf(call, links.count + MODELS)).map((fault) => `rest, ${kind}: ${fault}`));

    const raw: Measured[] = [
      { name: "the same server's answer to an unknown address", value: bareAnswers.perSecond, unit: "/s" },
      await bareVersionInserts(context, seconds / 2),
    ];
    const line = {
      bench: "rest",
      database: kind,
      unit: "/s",
      target: kind === "postgres" ? TARGET : null,
      raw,
    } as const;
    findings.figures.push(
      {
        ...line,
        name: `links, ${CALLERS} callers, ${MODELS} models`,
        value: links.perSecond,
        note: noteOf(links, rest),
      },
      {
        ...line,
        name: `alias moves, ${CALLERS} callers, ${MODELS} models`,
        value: moves.perSecond,
        note: noteOf(moves, rest),
      },
    );
  } finally {
    await pool.close();
    await rest.close();
  }
};

type Calls = { perSecond: number; count: number; times: number[] };

async function measureCalls(seconds: number, run: (index: number) => Promise<unknown>): Promise<Calls> {
  const times: number[] = [];
  const perSecond = await rateOf({ concurrency: CALLERS, seconds }, async (index) => {
    const start = nowMs();
    await run(index);
    times.push(nowMs() - start);
  });
  return { perSecond, count: times.length, times };
}

function noteOf({ times }: Calls, { servedBy }: RestServer): string {
  const { p50, p99 } = spreadOf(times);
  return `served by ${servedBy}; one call p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
}

function callerOf({ token }: RestServer, pool: Pool): Call {
  return async (method, path, body) => {
    const response = await pool.request({
      path: `/api/v1/teams/${TEAM}${path}`,
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.body.text();
    if (response.statusCode >= 300) {
      throw new Error(`${method} ${path} answered ${response.statusCode}: ${text}`);
    }
    return JSON.parse(text);
  };
}

const modelPage = z.object({ items: z.array(z.object({ versionCount: z.number() })) });

/** Every link that was answered with success is there, and none besides. */
async function faultsOf(call: Call, linked: number): Promise<string[]> {
  const { items } = modelPage.parse(await call("GET", "/models?limit=200"));
  const found = items.reduce((sum, { versionCount }) => sum + versionCount, 0);
  return found === linked ? [] : [`${linked} links were answered, ${found} versions exist`];
}

/** Rows of the same shape into the same indexed table, one a statement, and nothing else. */
async function bareVersionInserts({ kind, server }: BenchContext, seconds: number): Promise<Measured> {
  const { db, scope, close } = await openProduct(kind, server);
  const [modelId, projectId, artifactId] = [newId("model"), newId("project"), newId("artifact")];
  const { teamId } = scope;
  const actor = { actorKind: "system", actorName: "bench" } as const;
  await db.insert(models).values({ id: modelId, teamId, name: "bare", createdBy: "bench" });
  await db.insert(projects).values({ id: projectId, teamId, name: "bare" });
  const artifact = { id: artifactId, teamId, projectId, name: "bare", number: 0, type: "model", digest: "bare" };
  await db.insert(artifacts).values({ ...artifact, ...actor, state: "committed" });
  const value = await rateOf({ concurrency: POOL_MAX, seconds }, (number) =>
    db.insert(versions).values({ id: newId("version"), teamId, modelId, number, artifactId, ...actor }),
  );
  await close();
  return { name: "bare inserts of a version", value, unit: "/s" };
}
