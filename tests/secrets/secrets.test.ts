import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Result } from "@/lib/core/result";
import { webhookUrlContext } from "@/lib/core/sealing";
import { newSecret } from "@/lib/core/secret";
import { audit, automations, secrets, webhooks } from "@/lib/db/schema";
import { type Keyring, open, parseKeyring, seal } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { createSecret, deleteSecret, updateSecret } from "@/lib/secrets/commands";
import { getSecret, listSecrets } from "@/lib/secrets/queries";
import { resolveSecrets } from "@/lib/secrets/resolve";
import { rotateKeys } from "@/lib/secrets/rotate";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase, type TestTeam } from "../support/database";

const OLD_KEY = `k1:${randomBytes(32).toString("base64")}`;
const NEW_KEY = `k2:${randomBytes(32).toString("base64")}`;

describe.each(DATABASE_KINDS)("secrets on %s", (kind) => {
  const ring = keyring(OLD_KEY);
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test("a secret never shows its value again, neither in views nor in the row", async () => {
    const { scope } = await adminOf(database);

    const created = value(
      await createSecret(database.db, scope, wish("API_TOKEN", "hunter2-hunter2"), { keyring: ring }),
    );

    const listed = value(await listSecrets(database.db, scope, { limit: 50 }));
    const [row] = await database.db.select().from(secrets).where(eq(secrets.id, created.id));
    expect(created).toMatchObject({ name: "API_TOKEN", payloadWebhooks: [], uses: [], replacedAt: null });
    expect(listed.items).toEqual([created]);
    expect(JSON.stringify([created, listed, row])).not.toContain("hunter2");
  });

  test("only admins write, members may see names, and a restricted token sees nothing", async () => {
    const { team, scope } = await adminOf(database);
    value(await createSecret(database.db, scope, wish("DEPLOY_KEY", "value"), { keyring: ring }));
    const member = await team.scope("member");
    const viewer = await team.scope("viewer");
    const restricted = await team.scope("admin", { models: [newId("model")] });

    expect(await createSecret(database.db, member, wish("MINE", "x"), { keyring: ring })).toMatchObject(
      refused("forbidden"),
    );
    expect(await deleteSecret(database.db, member, "DEPLOY_KEY")).toMatchObject(refused("forbidden"));
    expect(value(await getSecret(database.db, member, "DEPLOY_KEY")).name).toBe("DEPLOY_KEY");
    expect(await listSecrets(database.db, viewer, { limit: 5 })).toMatchObject(refused("forbidden"));
    expect(await getSecret(database.db, restricted, "DEPLOY_KEY")).toMatchObject(refused("not_found"));
    expect(await updateSecret(database.db, restricted, "DEPLOY_KEY", { value: "y" }, { keyring: ring })).toMatchObject(
      refused("not_found"),
    );
  });

  test("another team's secret is not found, by name and by id", async () => {
    const { scope } = await adminOf(database);
    const { scope: stranger } = await adminOf(database);
    const created = value(await createSecret(database.db, scope, wish("SHARED", "x"), { keyring: ring }));

    for (const ref of ["SHARED", created.id]) {
      expect(await getSecret(database.db, stranger, ref)).toMatchObject(refused("not_found"));
      expect(await deleteSecret(database.db, stranger, ref, { isForced: true })).toMatchObject(refused("not_found"));
    }
    expect(await resolveSecrets(database.db, ring, stranger.teamId, { ids: [created.id], names: ["SHARED"] })).toEqual(
      [],
    );
  });

  test("a name is given once in a team, and every refusal is audited", async () => {
    const { scope } = await adminOf(database);
    value(await createSecret(database.db, scope, wish("ONCE", "1"), { keyring: ring }));

    const again = await createSecret(database.db, scope, wish("ONCE", "2"), { keyring: ring });

    const log = await database.db.select().from(audit).where(eq(audit.teamId, scope.teamId)).orderBy(audit.id);
    expect(again).toMatchObject(refused("conflict"));
    expect(log.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["secret.created", "done"],
      ["secret.created", "refused"],
    ]);
    expect((await resolveSecrets(database.db, ring, scope.teamId, { names: ["ONCE"] }))[0]?.value).toBe("1");
  });

  test("payloads may use a secret towards the webhooks that an admin named, and no others", async () => {
    const { scope } = await adminOf(database);
    const granted = await addWebhook(database, scope, "ci");
    const other = await addWebhook(database, scope, "chat");
    const grants = { ...wish("TOKEN", "x"), payloadWebhooks: ["ci"] };
    const created = value(await createSecret(database.db, scope, grants, { keyring: ring }));

    const towards = async (webhookId: Id<"webhook">) =>
      (await resolveSecrets(database.db, ring, scope.teamId, { names: ["TOKEN"], webhookId }))[0]?.isGranted;
    expect(created.payloadWebhooks).toEqual([{ id: granted, name: "ci" }]);
    expect([await towards(granted), await towards(other)]).toEqual([true, false]);
    expect(
      await updateSecret(database.db, scope, "TOKEN", { payloadWebhooks: ["nowhere"] }, { keyring: ring }),
    ).toMatchObject({ problem: { code: "invalid", field: "payloadWebhooks" } });
    value(await updateSecret(database.db, scope, "TOKEN", { payloadWebhooks: [] }, { keyring: ring }));
    expect(await towards(granted)).toBe(false);
  });

  test("a secret in use tells its uses and stays, unless forced; then its webhooks wait instead of going unsigned", async () => {
    const { scope } = await adminOf(database);
    const { id } = value(await createSecret(database.db, scope, wish("SIGN", "x"), { keyring: ring }));
    const webhookId = await addWebhook(database, scope, "ci", { signingSecretId: id });
    await addAutomation(database, scope, webhookId, "Deploy", ["SIGN"]);

    const refusal = await deleteSecret(database.db, scope, "SIGN");
    const seen = value(await getSecret(database.db, scope, "SIGN"));
    const forced = await deleteSecret(database.db, scope, "SIGN", { isForced: true });

    const [webhook] = await database.db.select().from(webhooks).where(eq(webhooks.id, webhookId));
    expect(refusal).toMatchObject({
      problem: { code: "conflict", message: expect.stringMatching(/webhook ci.*automation Deploy/) },
    });
    expect(seen.uses).toEqual([
      { kind: "signing", webhook: { id: webhookId, name: "ci" } },
      { kind: "payload", automation: expect.objectContaining({ name: "Deploy" }) },
    ]);
    expect(forced.ok).toBe(true);
    expect(webhook?.pausedAt).not.toBeNull();
  });

  test("a value that was moved to another row does not open there", async () => {
    const { scope } = await adminOf(database);
    const one = value(await createSecret(database.db, scope, wish("ONE", "first"), { keyring: ring }));
    const two = value(await createSecret(database.db, scope, wish("TWO", "second"), { keyring: ring }));
    const [row] = await database.db.select().from(secrets).where(eq(secrets.id, one.id));
    await database.db
      .update(secrets)
      .set({ sealed: row?.sealed ?? "" })
      .where(eq(secrets.id, two.id));

    const [resolved] = await resolveSecrets(database.db, ring, scope.teamId, { ids: [two.id] });

    expect(resolved).toMatchObject({ name: "TWO", value: null });
  });

  test("rotation seals secrets and webhook URLs anew in batches, leaves what it cannot open, and may be repeated", async () => {
    const { scope } = await adminOf(database);
    for (const name of ["A", "B", "C"]) {
      value(await createSecret(database.db, scope, wish(name, `value of ${name}`), { keyring: ring }));
    }
    const lost = value(
      await createSecret(database.db, scope, wish("LOST", "x"), {
        keyring: keyring(`k0:${randomBytes(32).toString("base64")}`),
      }),
    );
    const webhookId = await addWebhook(database, scope, "ci", {}, ring);
    const both = keyring(`${NEW_KEY},${OLD_KEY}`);

    const rotation = await rotateKeys(database.db, both, 2);

    const onlyNew = keyring(NEW_KEY);
    const opened = await resolveSecrets(database.db, onlyNew, scope.teamId, { names: ["A", "B", "C", "LOST"] });
    const [webhook] = await database.db.select().from(webhooks).where(eq(webhooks.id, webhookId));
    expect(rotation.resealed).toBeGreaterThanOrEqual(4);
    expect(rotation.unreadable).toContainEqual({ kind: "secret", id: lost.id, teamId: scope.teamId });
    expect(Object.fromEntries(opened.map(({ name, value }) => [name, value]))).toEqual({
      A: "value of A",
      B: "value of B",
      C: "value of C",
      LOST: null,
    });
    expect(open(onlyNew, webhook?.urlSealed ?? "", webhookUrlContext(scope.teamId, webhookId))).toEqual({
      ok: true,
      value: "https://ci.example.com/hook",
    });
    expect((await rotateKeys(database.db, both, 2)).resealed).toBe(0);
  });
});

function keyring(text: string): Keyring {
  return value(parseKeyring(text));
}

function wish(name: string, text: string) {
  return newSecret.parse({ name, value: text });
}

function value<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

function refused(code: string) {
  return { ok: false, problem: { code } };
}

async function adminOf(database: TestDatabase): Promise<{ team: TestTeam; scope: TeamScope }> {
  const team = await database.team();
  return { team, scope: await team.scope("admin") };
}

async function addWebhook(
  database: TestDatabase,
  scope: TeamScope,
  name: string,
  more: Partial<typeof webhooks.$inferInsert> = {},
  ring = keyring(OLD_KEY),
): Promise<Id<"webhook">> {
  const id = newId("webhook");
  await database.db.insert(webhooks).values({
    id,
    teamId: scope.teamId,
    name,
    preset: "generic",
    urlSealed: seal(ring, "https://ci.example.com/hook", webhookUrlContext(scope.teamId, id)),
    urlKeyId: ring.currentId,
    urlShown: "https://ci.example.com/hook",
    isUrlSecret: false,
    retrySchedule: [5],
    createdBy: "test",
    ...more,
  });
  return id;
}

async function addAutomation(
  database: TestDatabase,
  scope: TeamScope,
  webhookId: Id<"webhook">,
  name: string,
  secretNames: string[],
): Promise<void> {
  await database.db.insert(automations).values({
    id: newId("automation"),
    teamId: scope.teamId,
    name,
    eventType: "LINK_ARTIFACT",
    filter: { alias: null, tag: null, conditions: [] },
    actionType: "webhook",
    action: { type: "webhook", webhookId, payload: {} },
    webhookId,
    secretNames,
    createdBy: "test",
  });
}
