import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import { webhooks } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { listWebhookChoices } from "@/lib/webhooks/choices";
import { deleteWebhook } from "@/lib/webhooks/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { addSecret, addWebhook, makePorts } from "./support";

/** More than any page of a list holds. */
const MANY = 450;

describe.each(DATABASE_KINDS)("choosing a webhook on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function setUp() {
    const team = await database.team();
    const scope = await team.scope("admin");
    const ports = makePorts(database.db, ["http://127.0.0.1:4010"]);
    await addSecret(database.db, scope, ports, { name: "TOKEN", value: "a-token-of-the-test" });
    await addWebhook(database.db, scope, ports, {
      name: "000",
      url: "http://127.0.0.1:4010/hook",
      preset: "github",
      accessTokenSecret: "TOKEN",
    });
    return { db: database.db, team, scope };
  }

  test("every webhook can be chosen, however many there are, with what the choice needs", async () => {
    const { db, scope } = await setUp();
    await copy(scope, MANY);

    const choices = await listWebhookChoices(db, scope);

    expect(choices).toHaveLength(MANY + 1);
    expect(choices[0]).toEqual({
      name: "000",
      preset: "github",
      url: "http://127.0.0.1:4010/hook",
      accessTokenSecret: "TOKEN",
    });
    expect(choices.map(({ name }) => name)).toEqual(choices.map(({ name }) => name).sort());
  });

  test("a deleted webhook, another team's and one that a token may not see are no choice", async () => {
    const { db, team, scope } = await setUp();
    const stranger = await (await database.team()).scope("admin");

    expect(await listWebhookChoices(db, stranger)).toEqual([]);
    expect(await listWebhookChoices(db, await team.scope("admin", { models: [] }))).toEqual([]);
    expect(await listWebhookChoices(db, await team.scope("viewer"))).toHaveLength(1);
    must(await deleteWebhook(db, scope, "000"));
    expect(await listWebhookChoices(db, scope)).toEqual([]);
  });

  async function copy(scope: TeamScope, count: number): Promise<void> {
    const [row] = await database.db.select().from(webhooks).where(eq(webhooks.teamId, scope.teamId));
    if (!row) {
      throw new Error("There is no webhook to copy.");
    }
    await database.db.insert(webhooks).values(
      Array.from({ length: count }, (_, place) => ({
        ...row,
        id: newId("webhook"),
        name: String(place + 1).padStart(3, "0"),
      })),
    );
  }
});
