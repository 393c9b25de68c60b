import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendAudit } from "@/lib/audit/append";
import { exportAudit } from "@/lib/audit/export";
import { getAuditEntry, listAudit } from "@/lib/audit/queries";
import type { TeamScope } from "@/lib/core/actor";
import { auditSearch } from "@/lib/core/audit";
import { inTransaction } from "@/lib/db/client";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";

describe.each(DATABASE_KINDS)("the audit log on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function teamWith(entries: readonly [action: string, target: string][]) {
    const team = await database.team();
    const scope = await team.scope("admin", { context: { address: "192.0.2.10" } });
    await inTransaction(database.db, async (tx) => {
      for (const [action, name] of entries) {
        await appendAudit(tx, scope, { action, outcome: "done", target: { id: null, name }, details: { by: "test" } });
      }
    });
    return { team, scope };
  }

  async function found(scope: TeamScope, wanted: object): Promise<string[]> {
    const page = must(await listAudit(database.db, scope, auditSearch.parse(wanted)));
    return page.items.map(({ action, target }) => `${action} ${target.name}`);
  }

  test("is filtered by an action or its noun, and by what the target begins with", async () => {
    const { scope } = await teamWith([
      ["alias.moved", "churn:production"],
      ["alias.removed", "churn:staging"],
      ["aliases.odd", "churn"],
      ["model.created", "eta_1%"],
      ["model.created", "eta21"],
    ]);

    expect(await found(scope, { action: "alias.moved" })).toEqual(["alias.moved churn:production"]);
    expect(await found(scope, { action: "alias" })).toEqual([
      "alias.removed churn:staging",
      "alias.moved churn:production",
    ]);
    expect(await found(scope, { target: "churn:" })).toHaveLength(2);
    expect(await found(scope, { target: "eta_1%" })).toEqual(["model.created eta_1%"]);
    expect(await found(scope, { target: "\\" })).toEqual([]);
    expect(await found(scope, { actor: "admin-token", action: "model" })).toHaveLength(2);
    expect(await found(scope, { actor: "somebody" })).toEqual([]);
    expect(await found(scope, { until: "2020-01-01T00:00:00Z" })).toEqual([]);
  });

  test("tells one entry whole, to admins of its team alone", async () => {
    const { team, scope } = await teamWith([["alias.moved", "churn:production"]]);
    const { scope: stranger } = await teamWith([]);
    const [listed] = must(await listAudit(database.db, scope, auditSearch.parse({}))).items;
    const id = listed?.id ?? "";

    expect(must(await getAuditEntry(database.db, scope, id))).toMatchObject({
      details: { by: "test" },
      address: "192.0.2.10",
      requestId: scope.requestId,
    });
    expect(await getAuditEntry(database.db, stranger, id)).toMatchObject({ problem: { code: "not_found" } });
    expect(await getAuditEntry(database.db, scope, "aud_1'")).toMatchObject({ problem: { code: "not_found" } });
    for (const role of ["member", "viewer"] as const) {
      expect(await getAuditEntry(database.db, await team.scope(role), id)).toMatchObject({
        problem: { code: "forbidden" },
      });
    }
  });

  test("is exported whole over many pages, newest first, by the same filters", async () => {
    const names = Array.from({ length: 431 }, (_, place) => `model-${place}`);
    const { scope } = await teamWith([
      ...names.map((name) => ["model.created", name] as [string, string]),
      ["tag.set", "x"],
    ]);

    const csv = await textOf(scope, "csv");
    const jsonl = await textOf(scope, "jsonl");

    const told = jsonl
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).target.name);
    expect(told).toEqual(names.toReversed());
    expect(csv.trimEnd().split("\r\n")).toHaveLength(names.length + 1);
  });

  test("is exported to admins alone", async () => {
    const { team } = await teamWith([["model.created", "x"]]);

    const refused = await exportAudit(database.db, await team.scope("member"), {}, "csv");

    expect(refused).toMatchObject({ problem: { code: "forbidden" } });
  });

  async function textOf(scope: TeamScope, format: "csv" | "jsonl"): Promise<string> {
    const stream = must(await exportAudit(database.db, scope, { action: "model" }, format));
    return new Response(stream).text();
  }
});
