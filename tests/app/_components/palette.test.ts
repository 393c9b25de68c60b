import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFinder } from "@/app/_components/palette/finder";
import type { FoundEntry } from "@/app/_components/palette/found";
import { isMatch, markedParts, modelInPath } from "@/app/_components/palette/palette-link";
import { keepRecent, readRecent } from "@/app/_components/palette/recent";

test.each([
  ["/acme/models/churn", "churn"],
  ["/acme/models/50%25%20off/versions/v1", "50% off"],
  ["/acme/models/50%", "50%"],
  ["/acme/models", null],
  ["/acme/models/new", null],
  ["/acme/deliveries/dl_1", null],
])("the page %j is about the model %j", (path, model) => {
  expect(modelInPath(path)).toBe(model);
});

test("a command is found by every word that it has, in any order and case", () => {
  const audit = { label: "Audit log", words: "settings history" };

  expect(isMatch(audit, "LOG audit")).toBe(true);
  expect(isMatch(audit, "hist")).toBe(true);
  expect(isMatch(audit, "audit models")).toBe(false);
  expect(isMatch(audit, "")).toBe(true);
});

test("the part that was looked for is marked where it stands first, in any case", () => {
  expect(markedParts("churn:Production", "prod")).toEqual(["churn:", "Prod", "uction"]);
  expect(markedParts("churn", "x")).toEqual(["churn", "", ""]);
  expect(markedParts("churn", "")).toEqual(["churn", "", ""]);
});

const ENTRY = {
  kind: "model",
  href: "/acme/models/churn" as FoundEntry["href"],
  name: "churn",
  detail: "",
  model: "churn",
} as const satisfies FoundEntry;

test("of what storage holds only addresses of the team are gone to, the newest five", () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });

  for (const name of ["a", "b", "c", "d", "e", "f", "b"]) {
    keepRecent("acme", { ...ENTRY, name, href: `/acme/models/${name}` as FoundEntry["href"] });
  }
  expect(readRecent("acme").map(({ name }) => name)).toEqual(["b", "f", "e", "d", "c"]);

  for (const href of ["javascript:alert(1)", "//evil.example", "/other/models/a", 7]) {
    kept.set("modelwire.recent.acme", JSON.stringify([{ ...ENTRY, href }, ENTRY, null, "x"]));
    expect(readRecent("acme")).toEqual([ENTRY]);
  }
  kept.set("modelwire.recent.acme", "{");
  expect(readRecent("acme")).toEqual([]);
  vi.unstubAllGlobals();
});

test("without storage nothing is recent, and nothing fails", () => {
  keepRecent("acme", ENTRY);

  expect(readRecent("acme")).toEqual([]);
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the server is asked once the typing pauses, and an older answer never takes the place of a newer", async () => {
  const asked: { url: string; answer: (entries: FoundEntry[]) => void }[] = [];
  vi.stubGlobal("fetch", (url: string, { signal }: RequestInit) => {
    return new Promise((resolve, reject) => {
      asked.push({ url, answer: (entries) => resolve(Response.json(entries)) });
      signal?.addEventListener("abort", () => reject(new Error("aborted")));
    });
  });
  const answers: unknown[] = [];
  const finder = createFinder("/found", (answer) => answers.push(answer));

  finder.ask("c", null);
  finder.ask("ch", null);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked.map(({ url }) => url)).toEqual(["/found?q=ch"]);

  finder.ask("churn", "x y");
  await vi.advanceTimersByTimeAsync(200);
  asked[0]?.answer([]);
  asked[1]?.answer([ENTRY]);
  await vi.advanceTimersByTimeAsync(1);

  expect(asked[1]?.url).toBe("/found?q=churn&model=x+y");
  expect(answers).toEqual([{ kind: "found", entries: [ENTRY] }]);
});

test.each([
  ["the server failed", () => Promise.resolve(new Response("", { status: 500 }))],
  ["the session is over, so the sign-in page answers", () => Promise.resolve(new Response("<html>", { status: 200 }))],
  ["the server is away", () => Promise.reject(new TypeError("fetch failed"))],
])("it says that it failed when %s", async (_when, answer) => {
  vi.stubGlobal("fetch", answer);
  const answers: unknown[] = [];

  createFinder("/found", (given) => answers.push(given)).ask("x", null);
  await vi.advanceTimersByTimeAsync(200);

  expect(answers).toEqual([{ kind: "failed" }]);
});
