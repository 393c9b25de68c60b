import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App, Installation } from "@/demo/github/records";
import type { GitHubSandbox } from "@/demo/github/sandbox";
import type { SetupActor } from "@/github-app/setup";
import { audit, githubInstallations, githubRepositories } from "@/lib/db/schema";
import { DATABASE_KINDS } from "../support/database";
import { type GitHubWorld, openGitHubWorld, present, startPeople } from "./world";

let sandbox: GitHubSandbox;

beforeAll(async () => {
  sandbox = await startPeople();
});
afterAll(() => sandbox.close());

describe.each(DATABASE_KINDS)("what webhooks of GitHub tell is followed on %s", (kind) => {
  let world: GitHubWorld;
  let admin: SetupActor;
  let app: App;
  /** The sandbox's own, which tests do things to. */
  let one: Installation;
  let installationId: number;

  beforeAll(async () => {
    world = await openGitHubWorld(kind, sandbox);
    admin = await world.actor();
    await world.createApp(admin);
    app = present(sandbox.apps.list().at(-1));
    one = await sandbox.apps.install(app, "acme");
    await world.tie(admin, one);
    installationId = one.id;
  });
  afterAll(() => world.close());

  const repositories = async () =>
    (
      await world.database.db
        .select({ name: githubRepositories.name, isArchived: githubRepositories.isArchived })
        .from(githubRepositories)
        .innerJoin(githubInstallations, eq(githubInstallations.id, githubRepositories.installationId))
        .where(eq(githubInstallations.installationId, installationId))
        .orderBy(githubRepositories.name)
    ).map(({ name, isArchived }) => `${name}${isArchived ? " archived" : ""}`);

  const installation = async () =>
    present(
      (
        await world.database.db
          .select({
            suspendedAt: githubInstallations.suspendedAt,
            removedAt: githubInstallations.removedAt,
            permissions: githubInstallations.permissions,
          })
          .from(githubInstallations)
          .where(eq(githubInstallations.installationId, installationId))
      )[0],
    );

  test("suspension and its end are followed, and stand in the team's audit log", async () => {
    await sandbox.apps.suspend(one, true, "mira");
    await sandbox.hooks.idle();
    expect((await installation()).suspendedAt).not.toBeNull();
    await sandbox.apps.suspend(one, false, "mira");
    await sandbox.hooks.idle();

    expect((await installation()).suspendedAt).toBeNull();
    const actions = (await world.database.db.select({ action: audit.action, by: audit.actorName }).from(audit))
      .filter(({ by }) => by === "github")
      .map(({ action }) => action);
    expect(actions).toEqual(["installation.suspended", "installation.unsuspended"]);
  });

  test("suspension told after its end, and twice, leaves it ended", async () => {
    sandbox.hooks.hold();
    await sandbox.apps.suspend(one, true, "mira");
    await sandbox.apps.suspend(one, false, "mira");
    sandbox.hooks.release({ order: "reversed", times: 2 });
    await sandbox.hooks.idle();

    expect((await installation()).suspendedAt).toBeNull();
  });

  test("newly accepted permissions are followed", async () => {
    const before = (await installation()).permissions;
    await sandbox.apps.accept(one, { contents: "read" }, [...app.events], "mira");
    await sandbox.hooks.idle();
    expect((await installation()).permissions).toEqual({ metadata: "read", contents: "read" });

    await sandbox.apps.accept(one, before as typeof app.permissions, [...app.events], "mira");
    await sandbox.hooks.idle();
    expect((await installation()).permissions).toEqual(before);
  });

  test("repositories that are given and taken are followed, in whatever order it is told", async () => {
    sandbox.hooks.hold();
    await sandbox.apps.select(one, ["acme/training"], "mira");
    await sandbox.apps.select(one, ["acme/training", "acme/serving"], "mira");
    await sandbox.apps.select(one, ["acme/serving"], "mira");
    sandbox.hooks.release({ order: "reversed", times: 2 });
    await sandbox.hooks.idle();
    expect(await repositories()).toEqual(["acme/serving"]);

    await sandbox.apps.select(one, "all", "mira");
    await sandbox.hooks.idle();
    expect(await repositories()).toEqual(["acme/serving", "acme/training"]);
  });

  test("a token that GitHub has ended before its time is replaced", async () => {
    await world.app.refresh(installationId);
    sandbox.apps.revokeTokens(one);

    await world.app.refresh(installationId);

    expect(await repositories()).toEqual(["acme/serving", "acme/training"]);
  });

  test("a repository that is renamed and archived is followed, also when told late", async () => {
    sandbox.hooks.hold();
    await sandbox.repositories.rename("acme/serving", "serve");
    await sandbox.repositories.rename("acme/serve", "served");
    await sandbox.repositories.archive("acme/training");
    sandbox.hooks.release({ order: "reversed" });
    await sandbox.hooks.idle();

    expect(await repositories()).toEqual(["acme/served", "acme/training archived"]);
    await sandbox.repositories.archive("acme/training", false);
    await sandbox.repositories.rename("acme/served", "serving");
    await sandbox.hooks.idle();
    expect(await repositories()).toEqual(["acme/serving", "acme/training"]);
  });

  test("a repository that goes to another account, and one that is deleted, are covered no more", async () => {
    await sandbox.repositories.create(`acme/gone-${kind}`);
    await sandbox.repositories.create(`acme/moved-${kind}`);
    await world.app.refresh(installationId);
    expect(await repositories()).toHaveLength(4);

    await sandbox.repositories.delete(`acme/gone-${kind}`);
    await sandbox.repositories.transfer(`acme/moved-${kind}`, "mira");
    await sandbox.hooks.idle();
    await world.app.refresh(installationId);

    expect(await repositories()).toEqual(["acme/serving", "acme/training"]);
  });

  test("a removal ends the tie, and nothing told afterwards brings it back", async () => {
    sandbox.hooks.hold();
    await sandbox.apps.suspend(one, true, "mira");
    await sandbox.apps.uninstall(one, "mira");
    sandbox.hooks.release({ order: "reversed", times: 2 });
    await sandbox.hooks.idle();

    expect((await installation()).removedAt).not.toBeNull();
    expect(await repositories()).toEqual([]);
  });

  test("an account that installs the App anew comes back as the same one", async () => {
    const before = await world.database.db.select({ id: githubInstallations.id }).from(githubInstallations);
    const again = await world.connect(admin, "acme", ["acme/serving"]);

    const after = await world.database.db
      .select({ id: githubInstallations.id, installationId: githubInstallations.installationId })
      .from(githubInstallations);
    expect(again).not.toBe(installationId);
    expect(after).toEqual([{ id: before[0]?.id, installationId: again }]);
  });
});
