import { createHmac, randomUUID } from "node:crypto";
import examples from "@octokit/webhooks-examples";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { App, Installation } from "@/demo/github/records";
import type { GitHubSandbox } from "@/demo/github/sandbox";
import { createReceiver, WEBHOOK_BYTES_MAX } from "@/github-app/receive";
import type { SetupActor } from "@/github-app/setup";
import { githubInstallations, githubReceipts, githubRepositories } from "@/lib/db/schema";
import { listReceived } from "@/lib/github/receipts";
import { DATABASE_KINDS } from "../support/database";
import { type GitHubWorld, openGitHubWorld, present, startPeople } from "./world";

type Sent = { event: string; body: string; guid?: string; secret?: string; headers?: Record<string, string> };

let sandbox: GitHubSandbox;

beforeAll(async () => {
  sandbox = await startPeople();
});
afterAll(() => sandbox.close());

describe.each(DATABASE_KINDS)("webhooks of GitHub on %s", (kind) => {
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
  beforeEach(() => {
    world.lines.length = 0;
  });

  async function send({ event, body, guid = randomUUID(), secret = app.webhookSecret, headers = {} }: Sent) {
    const answer = await fetch(`${world.origin}/api/github/webhooks`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-github-event": event,
        "x-github-delivery": guid,
        "x-github-hook-installation-target-id": String(app.id),
        "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
        ...headers,
      },
      body,
    });
    return { status: answer.status, outcome: (await answer.json()).outcome, guid };
  }

  const isReceived = async (guid: string) => (await listReceived(world.database.db, [guid])).has(guid);

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

  test("every example of GitHub's own is taken, once, and those of accounts that nobody tied change nothing", async () => {
    const before = [await installation(), await repositories()];
    const wanted = examples.filter(({ name }) => /^(installation|repository|ping$|workflow_)/.test(name));

    for (const { name, examples: payloads } of wanted) {
      for (const payload of payloads) {
        const body = JSON.stringify(payload);
        const first = await send({ event: name, body });
        expect([first.status, first.outcome], name).toEqual([200, expect.stringMatching(/handled|ignored/)]);
        expect(await send({ event: name, body, guid: first.guid })).toMatchObject({
          status: 200,
          outcome: "duplicate",
        });
      }
    }

    expect(wanted.length).toBeGreaterThan(5);
    expect([await installation(), await repositories()]).toEqual(before);
  });

  test.each([
    ["another secret", { secret: "not-the-secret" }, 401, "forged"],
    ["no signature", { headers: { "x-hub-signature-256": "" } }, 401, "forged"],
    ["the old SHA-1 signature alone", { headers: { "x-hub-signature-256": `sha1=${"0".repeat(40)}` } }, 401, "forged"],
    ["no id", { headers: { "x-github-delivery": "" } }, 400, "refused"],
    ["an id that is none", { headers: { "x-github-delivery": "../../etc" } }, 400, "refused"],
    ["no event", { headers: { "x-github-event": "" } }, 400, "refused"],
    ["another App's number", { headers: { "x-github-hook-installation-target-id": "1" } }, 400, "refused"],
    ["a form instead of JSON", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "refused"],
  ])("with %s is refused and leaves nothing", async (_what, wish, status, outcome) => {
    const body = JSON.stringify({ action: "deleted", installation: { id: installationId }, repositories: [] });
    const answer = await send({ event: "installation", body, ...wish });

    expect(answer).toMatchObject({ status, outcome });
    expect(await isReceived(answer.guid)).toBe(false);
    expect((await installation()).removedAt).toBeNull();
  });

  test("a signature is over the very bytes: any change of them is found", async () => {
    const body = JSON.stringify({ zen: "Keep it logically awesome.", hook_id: 1, text: "é \u{1f600}" });
    const right = createHmac("sha256", app.webhookSecret).update(body).digest("hex");
    const headers = { "x-hub-signature-256": `sha256=${right}` };

    expect(await send({ event: "ping", body, headers })).toMatchObject({ status: 200 });
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.constantFrom(" ", "\uFEFF", "x", "\\"), async (at, text) => {
        const changed = body.slice(0, at) + text + body.slice(at);
        expect(await send({ event: "ping", body: changed, headers })).toMatchObject({ status: 401 });
      }),
      { numRuns: 20 },
    );
  });

  test("what is signed and no webhook is told so", async () => {
    for (const body of ["{", "5", "null"]) {
      const answer = await send({ event: "repository", body });
      expect([answer.status, await isReceived(answer.guid)], body).toEqual([400, false]);
    }
  });

  test("one that is larger than GitHub sends is refused, by its header and by its bytes", async () => {
    const large = "x".repeat(WEBHOOK_BYTES_MAX + 1);
    const told = new Request(world.origin, { method: "POST", body: large, headers: await signedHeaders(large) });
    const silent = new Request(world.origin, {
      method: "POST",
      body: new Blob([large]).stream(),
      headers: await signedHeaders(large),
      duplex: "half",
    } as RequestInit);
    told.headers.set("content-length", String(large.length));

    expect((await world.app.receive(told, () => {})).status).toBe(413);
    expect((await world.app.receive(silent, () => {})).status).toBe(413);
  });

  test("forgeries are counted in the log, and neither their content nor a secret stands there", async () => {
    world.clock.advance(120_000);
    for (let times = 0; times < 5; times += 1) {
      await send({ event: "installation", body: JSON.stringify({ marker: "evil-content" }), secret: "guess" });
    }

    expect(world.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
    expect(JSON.stringify(world.lines)).not.toMatch(/evil-content|guess/);
  });

  test("one that could not be handled has no receipt, says so by its status, and is taken when it comes again", async () => {
    const repository = await sandbox.repositories.get("acme/serving");
    const payload = {
      action: "renamed",
      installation: { id: installationId },
      repository: { id: repository.id, full_name: repository.fullName },
    };
    const body = JSON.stringify(payload);
    sandbox.fail({ path: /\/repos\/acme\/serving$/, answer: { status: 502 } });

    const failed = await send({ event: "repository", body });

    expect([failed.status, await isReceived(failed.guid)]).toEqual([500, false]);
    expect(JSON.stringify(world.lines)).not.toContain("full_name");
    expect(await send({ event: "repository", body, guid: failed.guid })).toMatchObject({ outcome: "handled" });
    expect(await isReceived(failed.guid)).toBe(true);
  });

  test("what takes longer than GitHub waits is answered, and goes on", async () => {
    const repository = await sandbox.repositories.get("acme/serving");
    const body = JSON.stringify({
      action: "edited",
      installation: { id: installationId },
      repository: { id: repository.id, full_name: repository.fullName },
    });
    const headers = { ...(await signedHeaders(body)), "x-github-event": "repository" };
    const receive = createReceiver({ ...world.listening, answerMsMax: 30 });
    sandbox.fail({ path: /\/repos\/acme\/serving$/, delayMs: 300 });
    const kept: Promise<unknown>[] = [];

    const request = new Request(world.origin, { method: "POST", body, headers });
    const answer = await receive(request, (work) => void kept.push(work));

    expect(answer.status).toBe(202);
    expect(await isReceived(headers["x-github-delivery"])).toBe(false);
    expect(await Promise.all(kept)).toEqual(["handled"]);
    expect(await isReceived(headers["x-github-delivery"])).toBe(true);
  });

  test("the same webhook twice at the same moment is handled, and has one receipt", async () => {
    const repository = await sandbox.repositories.get("acme/serving");
    const guid = randomUUID();
    const body = JSON.stringify({
      action: "edited",
      installation: { id: installationId },
      repository: { id: repository.id, full_name: repository.fullName },
    });

    const answers = await Promise.all([1, 2, 3].map(() => send({ event: "repository", body, guid })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const kept = await world.database.db.select().from(githubReceipts).where(eq(githubReceipts.guid, guid));
    expect(kept).toHaveLength(1);
  });

  async function signedHeaders(body: string) {
    return {
      "content-type": "application/json",
      "x-github-event": "ping",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", app.webhookSecret).update(body).digest("hex")}`,
    };
  }
});
