import { expect, test } from "vitest";
import type { DeliveryRow } from "@/lib/cli/delivery-lines";
import { fail } from "@/lib/cli/failure";
import { createFollower } from "@/lib/cli/follow";
import { ok } from "@/lib/core/result";

const START = Date.parse("2026-05-04T09:30:00.000Z");

function delivery(id: string, seconds: number, state: DeliveryRow["state"], attempts = 0): DeliveryRow {
  return {
    id,
    state,
    attempts,
    createdAt: new Date(START + seconds * 1_000).toISOString(),
    isPaused: false,
    heldUntil: null,
    lastStatus: null,
    run: null,
    lastCode: null,
    version: 1,
    dueAt: null,
    automation: { name: "a" },
    action: { type: "webhook", target: "t" },
    event: { type: "LINK_ARTIFACT", alias: null, previousVersion: null, actor: "ann" },
    model: { name: "m" },
  };
}

/** A server whose deliveries the test changes, and which answers lists by time as the real one does. */
function fakeServer() {
  const rows = new Map<string, DeliveryRow>();
  const asked: (string | null)[] = [];
  const follower = createFollower({
    async listSince(since) {
      asked.push(since);
      const found = [...rows.values()].filter(({ createdAt }) => since === null || createdAt >= since);
      return ok(found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)));
    },
    async get(id) {
      const row = rows.get(id);
      return row ? ok(row) : fail("refused", "There is no such delivery.");
    },
  });
  const look = async () => {
    const changed = await follower.look();
    return changed.ok ? changed.value.map(({ id, state }) => `${id} ${state}`) : changed.problem.kind;
  };
  return { rows, asked, look, put: (row: DeliveryRow) => rows.set(row.id, row) };
}

test("each state of each delivery is told once", async () => {
  const { put, look } = fakeServer();

  put(delivery("a", 0, "pending"));
  const first = await look();
  const still = await look();
  put(delivery("a", 0, "delivered", 1));
  put(delivery("b", 1, "pending"));

  expect([first, still, await look(), await look()]).toEqual([["a pending"], [], ["a delivered", "b pending"], []]);
});

test("a delivery that came to light late is told, although newer ones were told before", async () => {
  const { put, look } = fakeServer();
  put(delivery("newer", 20, "delivered"));
  await look();

  put(delivery("late", 0, "pending"));

  expect(await look()).toEqual(["late pending"]);
});

test("one that is open is followed to its end, however old it has become", async () => {
  const { put, look, asked } = fakeServer();
  put(delivery("old", 0, "retrying", 1));
  await look();
  put(delivery("new", 3_600, "delivered"));
  await look();

  put(delivery("old", 0, "delivered", 2));

  expect(await look()).toEqual(["old delivered"]);
  expect(asked.at(-1)).toBe(new Date(START + 3_570_000).toISOString());
  expect(await look()).toEqual([]);
});

test("one that the server no longer keeps is no longer asked for", async () => {
  const { put, look, rows } = fakeServer();
  put(delivery("old", 0, "retrying"));
  await look();
  put(delivery("new", 3_600, "delivered"));
  rows.delete("old");

  expect(await look()).toEqual(["new delivered"]);
  expect(await look()).toEqual([]);
});
