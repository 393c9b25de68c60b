import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newAgent } from "@/lib/core/launch-agent";
import { agents } from "@/lib/db/schema";
import { createAgentToken } from "@/lib/launch/admission/commands";
import { registerAgent } from "@/lib/launch/agents/register";
import { readLaunchPulse } from "@/lib/launch/pulse";
import { setQueueState } from "@/lib/launch/queues/commands";
import { killRun } from "@/lib/launch/runs/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { makeQueue, nobodyToTell, openLaunchStage, queueRun, scopeOfToken } from "./launch";

describe.each(DATABASE_KINDS)("what every page says of launch on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test("counts what has not ended, and the queues in which something waits that nobody takes", async () => {
    const { db, admin, member } = await openLaunchStage(database);
    const pulse = () => readLaunchPulse(db, member);
    expect(await pulse()).toEqual({ active: 0, starving: 0 });

    const { number } = must(await queueRun(db, member));
    must(await queueRun(db, member));
    expect(await pulse()).toEqual({ active: 2, starving: 1 });

    must(await setQueueState(db, admin, "lab", "paused"));
    expect((await pulse()).starving).toBe(0);
    must(await setQueueState(db, admin, "lab", "open"));

    const { token } = must(await createAgentToken(db, admin, "lab", { name: "lab-1", expiresAt: null }));
    const { agent } = must(
      await registerAgent(db, await scopeOfToken(db, token), "lab", newAgent.parse({ name: "lab-1", slots: 1 })),
    );
    expect((await pulse()).starving).toBe(0);
    await db.update(agents).set({ lastHeardAt: sql`now() - interval '2 minutes'` }).where(eq(agents.id, agent));
    expect((await pulse()).starving).toBe(1);

    must(await killRun(db, member, String(number), nobodyToTell));
    expect((await pulse()).active).toBe(1);
  });

  test("counts no workflow's queue as left alone, nothing of another team, and nothing for a restricted token", async () => {
    const { db, team, admin, member } = await openLaunchStage(database);
    const other = await openLaunchStage(database);
    must(await queueRun(other.db, other.member));
    const template = { repository: "acme/train", workflow: "train.yml", ref: "main" };
    must(await makeQueue(db, admin, "actions", { resource: "github-actions", template, variables: [] }));
    must(await queueRun(db, member, { queue: "actions" }));
    const restricted = await team.scope("member", { models: [] });

    expect(await readLaunchPulse(db, member)).toEqual({ active: 1, starving: 0 });
    expect(await readLaunchPulse(db, restricted)).toEqual({ active: 0, starving: 0 });
  });
});
