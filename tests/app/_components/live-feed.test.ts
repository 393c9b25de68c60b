import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { EventSource } from "undici";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openFeed } from "@/app/_components/live-feed";
import { createLiveHub } from "@/app/_server/live-hub";
import { createLiveDoor } from "@/app/_server/live-stream";
import { contextless, grant } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import type { LiveMarks } from "@/lib/core/live";
import { newId } from "@/lib/platform/id";

/** A batch, as the database has it, whose first look somebody can hold up as a busy database does. */
function stage() {
  const team = { done: 0 };
  let letLook = () => {};
  let isLooking = () => {};
  const gate = new Promise<void>((resolve) => {
    letLook = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    isLooking = resolve;
  });
  const hub = createLiveHub(
    {
      async readMarks(): Promise<LiveMarks> {
        isLooking();
        await gate;
        return { registry: "", deliveries: "", runs: "l", batches: `done:${team.done}`, newest: null };
      },
      countMade: async () => 0,
    },
    10,
  );
  return { team, hub, door: createLiveDoor(), asked, letLook: () => letLook() };
}

function scope(): TeamScope {
  const team = { id: "tm_1" as TeamScope["teamId"], name: "acme" };
  const actor = { kind: "user", id: newId("user"), name: "mara" } as const;
  return grant({ team, actor, role: "viewer", models: "all" }, contextless());
}

let server: Server;

async function serve({ hub, door }: ReturnType<typeof stage>): Promise<string> {
  server = createServer((_incoming, outgoing) => {
    const stop = new AbortController();
    outgoing.once("close", () => stop.abort());
    const { body, headers } = door.open({
      hub,
      scope: scope(),
      seen: null,
      isStillAllowed: async () => true,
      signal: stop.signal,
      maxMs: 60_000,
    });
    outgoing.writeHead(200, Object.fromEntries(headers));
    Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]).pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/live`;
}

beforeEach(() => {
  vi.stubGlobal("EventSource", EventSource); // A browser's own; Node has it in undici.
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("what ends between a page and the stream's first look is seen by who reads at the start", async () => {
  const staged = stage();
  const { team, asked, letLook } = staged;
  const page = { shown: team.done, starts: 0 };
  const read = () => {
    page.shown = team.done;
  };
  const feed = openFeed(await serve(staged), {
    onLive: () => undefined,
    onStart() {
      page.starts += 1;
      read();
    },
    onChange: ({ parts }) => (parts.length > 0 ? read() : undefined),
  });

  await asked; // The stream is open, and its first look waits for the database.
  expect(page).toEqual({ shown: 0, starts: 0 }); // A read now would be of before, and never be told.
  team.done = 2;
  letLook();
  await expect.poll(() => page).toEqual({ shown: 2, starts: 1 });

  team.done = 3;
  await expect.poll(() => page).toEqual({ shown: 3, starts: 1 });
  feed.close();
});
