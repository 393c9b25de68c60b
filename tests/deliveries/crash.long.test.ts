import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, test } from "vitest";
import { DATABASE_KINDS } from "../support/database";
import { freshPostgresDatabase } from "../support/postgres-database";
import { type Receiver, startReceiver } from "../support/receiver";

/** A lease of a dead worker on Postgres runs out after 30 s, and the sweep comes every 5 s. */
const PATIENCE = { timeout: 120_000, interval: 50 };

describe.concurrent.each(DATABASE_KINDS)("a process killed on %s", (kind) => {
  test("between the commit of an alias and its delivery is made up for by the next start", {
    timeout: 180_000,
  }, async ({ expect }) => {
    await inCrash(kind, async ({ run, receiver }) => {
      await run("prepare,move", "move done").kill();
      expect(receiver.requests).toEqual([]);

      run("work", "work done");

      await expect.poll(() => receiver.requests.length, PATIENCE).toBe(1);
      expect(JSON.parse(receiver.requests[0]?.body ?? "")).toMatchObject({ alias: "production" });
    });
  });

  test("in the middle of a request sends it again, under the same id", { timeout: 180_000 }, async ({ expect }) => {
    await inCrash(kind, async ({ run, receiver }) => {
      receiver.reply = () => "hang";
      const first = run("prepare,work,move", "move done");
      await expect.poll(() => receiver.requests.length, PATIENCE).toBe(1);
      await first.kill();
      receiver.reply = () => ({ status: 200 });

      run("work", "work done");

      await expect.poll(() => receiver.requests.length, PATIENCE).toBe(2);
      expect(receiver.requests[1]?.body).toBe(receiver.requests[0]?.body);
    });
  });

  test("before the commit leaves nothing: no event, no delivery, no request", { timeout: 180_000 }, async ({
    expect,
  }) => {
    await inCrash(kind, async ({ run, receiver }) => {
      await run("prepare,begin", "uncommitted").kill();

      await run("work,move", "move done").said;

      await expect.poll(() => receiver.requests.length, PATIENCE).toBe(1);
      // The one request is of the move that did commit; the uncommitted one had no version and never arrives.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(receiver.requests).toHaveLength(1);
    });
  });
});

type Crash = { receiver: Receiver; run: (steps: string, until: string) => Running };
type Running = { said: Promise<void>; kill(): Promise<void> };

async function inCrash(kind: (typeof DATABASE_KINDS)[number], fn: (crash: Crash) => Promise<void>): Promise<void> {
  const receiver = await startReceiver();
  const folder = mkdtempSync(join(tmpdir(), "modelwire-crash-"));
  const place = kind === "embedded" ? folder : await freshPostgresDatabase();
  const keys = `k1:${randomBytes(32).toString("base64")}`;
  const children: ChildProcess[] = [];

  function run(steps: string, until: string): Running {
    const child = spawn(process.execPath, ["--import", "tsx", "tests/support/crash-child.ts"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        CRASH_KIND: kind,
        CRASH_PLACE: place,
        CRASH_KEYS: keys,
        CRASH_FILES: join(folder, "files"),
        CRASH_RECEIVER: receiver.origin,
        CRASH_STEPS: steps,
      },
    });
    children.push(child);
    const said = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => line === until && resolve());
      child.once("exit", () => reject(new Error(`The process ended before it said "${until}".`)));
    });
    said.catch(() => undefined);
    return {
      said,
      async kill() {
        await said;
        child.kill("SIGKILL");
        await new Promise((resolve) => child.once("exit", resolve));
      },
    };
  }

  try {
    await fn({ receiver, run });
  } finally {
    for (const child of children) {
      child.kill("SIGKILL");
    }
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
