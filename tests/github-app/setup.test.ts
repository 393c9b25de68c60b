import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GitHubSandbox } from "@/demo/github/sandbox";
import type { SetupActor } from "@/github-app/setup";
import { audit, githubApps, githubInstallations, githubRepositories } from "@/lib/db/schema";
import { readAppCredentials } from "@/lib/github/apps";
import { getInstallation, listInstallations, listRepositoriesOf } from "@/lib/github/installations";
import { sealSetup } from "@/lib/github/setup-state";
import { parseEnv } from "@/lib/platform/env";
import { DATABASE_KINDS } from "../support/database";
import { must } from "../support/must";
import {
  authorize,
  expectAsDescribed,
  type GitHubWorld,
  good,
  install,
  openGitHubWorld,
  present,
  startPeople,
  submitAs,
  withRole,
} from "./world";

let sandbox: GitHubSandbox;

beforeAll(async () => {
  sandbox = await startPeople();
});
afterAll(() => sandbox.close());

describe.each(DATABASE_KINDS)("connecting GitHub on %s", (kind) => {
  let world: GitHubWorld;
  let admin: SetupActor;

  beforeAll(async () => {
    world = await openGitHubWorld(kind, sandbox);
    admin = await world.actor();
  });
  afterAll(() => world.close());

  const setup = () => world.app.setup;
  const living = () =>
    world.database.db
      .select({ teamId: githubInstallations.teamId, installationId: githubInstallations.installationId })
      .from(githubInstallations)
      .where(isNull(githubInstallations.removedAt));

  async function installedBy(login: string, account: string, actor: SetupActor) {
    const { url } = good(await setup().installUrl(actor));
    return install(sandbox, login, url, { account });
  }

  test("without an App nobody is sent anywhere", async () => {
    expect(await setup().installUrl(admin)).toEqual({ ok: false, problem: { reason: "no-app" } });
  });

  test("an App that somebody else than an operator made is not kept", async () => {
    const { action, manifest } = setup().manifestForm(admin, { organization: null, isPublic: false });
    const back = await submitAs("mira", action, {
      manifest: JSON.stringify(manifest),
      decision: "create",
      name: `No ${kind}`,
    });
    const answer = { code: back.searchParams.get("code") ?? "", state: back.searchParams.get("state") ?? "" };
    const plain = { ...admin, person: { ...admin.person, isOperator: false } };

    expect(await setup().created(plain, answer)).toMatchObject({ problem: { reason: "not-operator" } });
    expect(await world.database.db.select({ id: githubApps.id }).from(githubApps)).toEqual([]);
  });

  test("a code that GitHub does not know makes no App", async () => {
    const { action } = setup().manifestForm(admin, { organization: null, isPublic: false });
    const state = new URL(action).searchParams.get("state") ?? "";

    expect(await setup().created(admin, { code: "0".repeat(40), state })).toMatchObject({
      problem: { reason: "no-conversion" },
    });
  });

  test("one button makes the App, whose credentials lie sealed, and leads to its installation", async () => {
    const { action, manifest } = setup().manifestForm(admin, { organization: "acme", isPublic: true });
    const name = `Wire ${kind}`;
    const back = await submitAs("mira", action, { manifest: JSON.stringify(manifest), decision: "create", name });
    const { code = "", state = "" } = Object.fromEntries(back.searchParams);

    const { url } = good(await setup().created(admin, { code, state }));

    expect(back.href).toContain(`${world.origin}/api/github/created?`);
    expect(url).toMatch(`${sandbox.urls.web}/apps/wire-${kind}/installations/new?state=`);
    const made = present(sandbox.apps.list().find((each) => each.name === name));
    const env = must(parseEnv({}));
    const read = good(await readAppCredentials(world.database.db, world.keyring, env));
    expect(read).toMatchObject({ appId: made.id, webhookSecret: made.webhookSecret, privateKey: made.pem });
    const rows = await world.database.db.select().from(githubApps);
    const entries = await world.database.db.select().from(audit);
    for (const secret of [made.clientSecret, made.webhookSecret, made.pem.slice(40, 90)]) {
      expect(JSON.stringify([rows, entries, world.lines])).not.toContain(secret);
    }
    expect(entries).toContainEqual(expect.objectContaining({ action: "github_app.created", outcome: "done" }));
    expect(await setup().created(admin, { code, state })).toMatchObject({ problem: { reason: "used" } });
  });

  test("an owner's organisation is tied with its repositories", async () => {
    await world.connect(admin, "globex");

    const { items } = good(await listInstallations(world.database.db, admin.scope, { limit: 50 }));
    expect(items).toMatchObject([{ account: { login: "globex", type: "Organization" }, missingPermissions: [] }]);
    const id = items[0]?.id ?? "";
    const { items: first, nextCursor } = good(
      await listRepositoriesOf(world.database.db, admin.scope, id, { limit: 1 }),
    );
    const page = { limit: 1, cursor: nextCursor ?? "" };
    const second = good(await listRepositoriesOf(world.database.db, admin.scope, id, page));
    expect([...first, ...second.items]).toMatchObject([
      { name: "globex/edge", defaultBranch: "main", isPrivate: false, isArchived: false },
      { name: "globex/vision" },
    ]);
    expect([items[0]?.repositoryCount, second.nextCursor]).toEqual([2, null]);
  });

  test("the same account cannot be tied to another team, and the words say so", async () => {
    const other = await world.actor();
    const { url } = good(await setup().lookUp(other));
    expect(await setup().authorized(other, await authorize("mira", url))).toMatchObject({
      problem: { reason: "none-found" },
    });
    const { installationId } = present((await living())[0]);
    const state = sealFor(other, "choose", { proven: [{ installationId, login: "globex" }] });

    expect(await setup().chosen(other, { state, installationId })).toMatchObject({ problem: { reason: "elsewhere" } });
    expect(await living()).toHaveLength(1);
  });

  test("a member who does not administer the organisation ties nothing", async () => {
    const actor = await world.actor();
    const installed = await installedBy("mira", "acme", actor);
    const asked = good(await setup().installed(actor, installed));

    expect(await setup().authorized(actor, await authorize("noor", asked.url))).toMatchObject({
      problem: { reason: "not-owner" },
    });
  });

  test("an App that may not see who administers an organisation is told apart", async () => {
    const actor = await world.actor();
    const { url } = good(await setup().lookUp(actor));
    const refusal = { status: 403, body: { message: "Resource not accessible by integration" } };
    sandbox.fail({ path: /\/user\/memberships\/orgs\/acme$/, answer: refusal });

    expect(await setup().authorized(actor, await authorize("mira", url))).toMatchObject({
      problem: { reason: "no-members" },
    });
  });

  test("an installation that GitHub does not show to the person is not tied", async () => {
    const actor = await world.actor();
    const { state } = await installedBy("mira", "mira", actor);
    const asked = good(await setup().installed(actor, { state, installationId: 987_654 }));

    expect(await setup().authorized(actor, await authorize("mira", asked.url))).toMatchObject({
      problem: { reason: "not-installed" },
    });
    expect(await living()).toHaveLength(1);
  });

  test("an account that has the App already is looked up, and tied by its owner", async () => {
    const actor = await world.actor();
    const { url } = good(await setup().lookUp(actor));
    const found = good(await setup().authorized(actor, await authorize("mira", url)));
    const state = found.kind === "choose" ? found.state : "";
    const choices = good(setup().choices(state, actor.person));
    const acme = present(choices.find(({ login }) => login === "acme"));

    expect(choices.map(({ login }) => login).toSorted()).toEqual(["acme", "mira"]);
    expect(await setup().chosen(actor, { state, installationId: acme.installationId })).toMatchObject({
      value: { kind: "tied", login: "acme" },
    });
    expect(await setup().chosen(actor, { state, installationId: acme.installationId })).toMatchObject({
      problem: { reason: "used" },
    });
  });

  test("what was not proven cannot be chosen", async () => {
    const actor = await world.actor();
    const state = sealFor(actor, "choose", { proven: [{ installationId: 7, login: "mira" }] });

    expect(await setup().chosen(actor, { state, installationId: 8 })).toMatchObject({
      problem: { reason: "not-owner" },
    });
  });

  test("only admins are sent to GitHub, and only admins tie", async () => {
    const member = { ...admin, scope: withRole(admin.scope, "member") };

    expect(await setup().installUrl(member)).toMatchObject({ problem: { reason: "not-admin" } });
    expect(await setup().lookUp(member)).toMatchObject({ problem: { reason: "not-admin" } });
    const state = sealFor(admin, "authorize", { verifier: "v" });
    expect(await setup().authorized(member, { code: "c", state })).toMatchObject({ problem: { reason: "not-admin" } });
  });

  describe("a state", () => {
    test.each([
      ["nonsense", async () => "nonsense", "forged"],
      ["of another step", async () => sealFor(admin, "authorize"), "forged"],
      ["with a byte changed", async () => tampered(sealFor(admin, "install")), "forged"],
      ["of another person", async () => sealFor(as({ userId: "usr_eve" }), "install"), "foreign"],
      ["of another browser", async () => sealFor(as({ sessionHash: "f".repeat(64) }), "install"), "foreign"],
      [
        "of another team",
        async () => sealFor({ ...(await world.actor()), person: admin.person }, "install"),
        "foreign",
      ],
      ["past its minutes", async () => sealFor(admin, "install", {}, -21 * 60_000), "expired"],
    ])("%s is refused", async (_what, make, reason) => {
      const answer = { state: await make(), installationId: 1 };

      expect(await setup().installed(admin, answer)).toMatchObject({ problem: { reason } });
    });

    test("counts once, also when it comes twice at the same moment", async () => {
      const answer = { state: sealFor(admin, "install"), installationId: 1 };

      const both = await Promise.all([setup().installed(admin, answer), setup().installed(admin, answer)]);

      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await setup().installed(admin, answer)).toMatchObject({ problem: { reason: "used" } });
    });

    test("tells nobody what is in it", () => {
      expect(sealFor(admin, "authorize", { verifier: "secret-verifier" })).not.toContain("secret");
    });
  });

  test("what was told is what GitHub says, and the person's token is written nowhere", async () => {
    const everything = JSON.stringify([
      await world.database.db.select().from(audit),
      await world.database.db.select().from(githubInstallations),
      await world.database.db.select().from(githubRepositories),
      world.lines,
    ]);

    expectAsDescribed(sandbox);
    expect(everything).not.toMatch(/gh[us]_/);
  });

  test("another team's installation is not found", async () => {
    const [tied] = await world.database.db
      .select({ id: githubInstallations.id })
      .from(githubInstallations)
      .where(and(eq(githubInstallations.teamId, admin.scope.teamId), isNull(githubInstallations.removedAt)));
    const other = await world.actor();

    expect(await getInstallation(world.database.db, other.scope, tied?.id ?? "")).toMatchObject({
      problem: { code: "not_found" },
    });
  });

  function as(person: Partial<SetupActor["person"]>): SetupActor {
    return { ...admin, person: { ...admin.person, ...person } };
  }

  function sealFor(
    actor: SetupActor,
    step: Parameters<typeof sealSetup>[1],
    memory: Parameters<typeof sealSetup>[3] = {},
    shiftMs = 0,
  ): string {
    const now = new Date(world.clock.now().getTime() + shiftMs);
    return sealSetup({ keyring: world.keyring, id: crypto.randomUUID(), now }, step, actor, memory);
  }
});

function tampered(text: string): string {
  const last = text.at(-2) === "A" ? "B" : "A";
  return `${text.slice(0, -2)}${last}${text.slice(-1)}`;
}
