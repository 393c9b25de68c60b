import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App, Installation } from "@/demo/github/records";
import type { GitHubSandbox } from "@/demo/github/sandbox";
import { createRecovery, type Recover } from "@/github-app/recover";
import type { SetupActor } from "@/github-app/setup";
import { githubInstallations, githubReceipts, githubRecoveries, githubRepositories } from "@/lib/db/schema";
import { DATABASE_KINDS } from "../support/database";
import { expectAsDescribed, type GitHubWorld, openGitHubWorld, present, startPeople } from "./world";

const UNSTOPPED = new AbortController().signal;

let sandbox: GitHubSandbox;

beforeAll(async () => {
  sandbox = await startPeople();
});
afterAll(() => sandbox.close());

describe.each(DATABASE_KINDS)("webhooks that were lost, on %s", (kind) => {
  let world: GitHubWorld;
  let admin: SetupActor;
  let app: App;
  let one: Installation;
  let recover: Recover;

  beforeAll(async () => {
    world = await openGitHubWorld(kind, sandbox);
    admin = await world.actor();
    await world.createApp(admin);
    app = present(sandbox.apps.list().at(-1));
    one = await sandbox.apps.install(app, "acme", ["acme/serving"]);
    await world.tie(admin, one);
    recover = process();
  });
  afterAll(async () => {
    await sandbox.apps.uninstall(one, "mira"); // Or the other database's losses would be this one's.
    await world.close();
  });

  /** Another process of the same server, which has its own first time. */
  function process(): Recover {
    return createRecovery(world.listening);
  }

  const names = async () =>
    (
      await world.database.db
        .select({ name: githubRepositories.name })
        .from(githubRepositories)
        .innerJoin(githubInstallations, eq(githubInstallations.id, githubRepositories.installationId))
        .where(eq(githubInstallations.installationId, one.id))
        .orderBy(githubRepositories.name)
    ).map(({ name }) => name);

  /** Since the log was last looked at. The clock itself stays, for GitHub's goes with it. */
  async function minutesPass(minutes: number): Promise<void> {
    await world.database.db
      .update(githubRecoveries)
      .set({ startedAt: sql`${githubRecoveries.startedAt} - make_interval(mins => ${minutes})` });
  }

  /** What makes GitHub send one webhook, which does not arrive. */
  async function lose(change: () => Promise<void>): Promise<void> {
    sandbox.hooks.dropNext(1);
    await change();
    await sandbox.hooks.idle();
  }

  test("are fetched when a process starts, once", async () => {
    await lose(() => sandbox.apps.select(one, ["acme/serving", "acme/training"], "mira"));
    expect(await names()).toEqual(["acme/serving"]);

    expect(await recover(UNSTOPPED)).toBe(1);

    expect(await names()).toEqual(["acme/serving", "acme/training"]);
    await minutesPass(60);
    expect(await recover(UNSTOPPED)).toBe(0);
  });

  test("are looked for by one process at a time, and hourly by each that runs on", async () => {
    await lose(() => sandbox.apps.select(one, ["acme/serving"], "mira"));
    await minutesPass(10);
    expect(await recover(UNSTOPPED)).toBe(0);

    const starting = [process(), process(), process()];
    const counts = await Promise.all(starting.map((start) => start(UNSTOPPED)));

    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(await names()).toEqual(["acme/serving"]);
  });

  test("what cannot be taken now is taken the next time, and nothing after it is forgotten", async () => {
    await lose(() => sandbox.apps.select(one, ["acme/serving", "acme/training"], "mira"));
    await lose(async () => void (await sandbox.repositories.rename("acme/training", "train")));
    sandbox.fail({ path: /^\/api\/v3\/app\/installations\/\d+$/, answer: { status: 502 } });
    await minutesPass(60);
    expect(await recover(UNSTOPPED)).toBe(1);

    await minutesPass(60);
    expect(await recover(UNSTOPPED)).toBe(1);

    expect(await names()).toEqual(["acme/serving", "acme/train"]);
    await sandbox.repositories.rename("acme/train", "training");
    await sandbox.hooks.idle();
  });

  test("a log that cannot be read is read an hour later", async () => {
    await lose(() => sandbox.apps.select(one, ["acme/serving"], "mira"));
    sandbox.fail({ path: /\/app\/hook\/deliveries/, answer: { status: 503 } });
    await minutesPass(60);
    await expect(recover(UNSTOPPED)).rejects.toThrow();

    await minutesPass(60);
    expect(await recover(UNSTOPPED)).toBe(1);
    expect(await names()).toEqual(["acme/serving"]);
  });

  test("the log is read page by page, back to what was seen and no further", async () => {
    const repository = await sandbox.repositories.get("acme/serving");
    for (let times = 0; times < 105; times += 1) {
      const payload = { action: "edited", installation: { id: 1 }, repository: { id: repository.id } };
      sandbox.hooks.dropNext(1);
      sandbox.hooks.send(app, { event: "star", action: "created", installationId: 1, repositoryId: null, payload });
    }
    await sandbox.hooks.idle();
    await world.database.db.delete(githubReceipts);
    await world.database.db.delete(githubRecoveries);
    const before = sandbox.requests.length;
    recover = process();

    expect(await recover(UNSTOPPED)).toBeGreaterThan(0);
    await minutesPass(60);
    await recover(UNSTOPPED);

    const lists = sandbox.requests.slice(before).filter(({ path }) => path.includes("/app/hook/deliveries?"));
    expect(lists.length).toBeGreaterThanOrEqual(3);
    expect(lists.filter(({ path }) => path.includes("cursor="))).toHaveLength(lists.length - 2);
  });

  test("a stop ends the reading, and the rest is not lost", async () => {
    await lose(() => sandbox.apps.select(one, ["acme/serving", "acme/training"], "mira"));
    await minutesPass(60);
    expect(await recover(AbortSignal.abort())).toBe(0);

    await minutesPass(60);
    expect(await recover(UNSTOPPED)).toBe(1);
    expect(await names()).toEqual(["acme/serving", "acme/training"]);
  });

  test("GitHub is asked as it describes itself", () => {
    sandbox.hooks.log.splice(0, Number.POSITIVE_INFINITY); // Among them are hooks of our own making.
    expectAsDescribed(sandbox);
  });
});
