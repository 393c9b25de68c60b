import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { tokens } from "@/lib/db/schema";
import { hashToken } from "@/lib/platform/crypto";
import { openTestApi } from "./test-api";

test("a repeat of a write that is still running is told so, and once it is done gets its answer", async () => {
  const api = await openTestApi("postgres");
  try {
    const token = await api.token("admin");
    const [row] = await api.database.db
      .select({ id: tokens.id })
      .from(tokens)
      .where(eq(tokens.hash, hashToken(token)));
    const headers = { "idempotency-key": "slow" };
    const create = () => api.call("POST", "/models", { token, headers, body: { name: "slow" } });

    // The lock that the first of two such writes holds as long as its transaction runs.
    const meanwhile = await api.database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${row?.id} slow`}, 0))`);
      return create();
    });

    expect(meanwhile).toMatchObject({ status: 409, body: { code: "in_progress" } });
    expect(await create()).toMatchObject({ status: 201 });
    expect(await create()).toMatchObject({ status: 201 });
  } finally {
    await api.close();
  }
});

test("of ten at once with one key, one makes the model and none makes a second", async () => {
  const api = await openTestApi("postgres");
  try {
    const headers = { "idempotency-key": "ten" };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.call("POST", "/models", { headers, body: { name: "ten" } })),
    );

    const codes = answers.map(({ status, body }) => (status === 201 ? "made" : body.code));
    expect(codes).toContain("made");
    expect(codes.filter((code) => code !== "made" && code !== "in_progress")).toEqual([]);
    expect((await api.call("GET", "/models")).body.items).toHaveLength(1);
  } finally {
    await api.close();
  }
});
