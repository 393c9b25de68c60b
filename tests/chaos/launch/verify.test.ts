import { expect, test } from "vitest";
import { type Evidence, type RunRecord, verifyLaunch } from "./verify";

const RUN: RunRecord = {
  id: "run_1",
  number: 1,
  expected: { lines: 2, exitCode: 0 },
  isKillAsked: false,
  state: "finished",
  endCause: null,
  exitCode: null,
  lease: 1,
  agentName: "agent-0",
  isLogCut: false,
  log: [
    { lease: 1, text: "line 0" },
    { lease: 1, text: "line 1" },
  ],
};
const DONE = { what: "done", run: "run_1", agent: "agent-0", at: 5 } as const;
const OVERLAP = { what: "overlap", run: "run_1", agent: "agent-1", at: 50, other: "agent-0" } as const;

function broken(run: Partial<RunRecord>, more: Partial<Evidence> = {}): string[] {
  const evidence = { runs: [{ ...RUN, ...run }], jobs: [DONE], freezes: [], processFaults: [], ...more };
  return verifyLaunch(evidence).flatMap(({ guarantee, violations }) => (violations.length > 0 ? [guarantee] : []));
}

test("what went well breaks nothing", () => {
  expect(broken({})).toEqual([]);
  expect(broken({ state: "failed", endCause: "exit", exitCode: 3, expected: { lines: 2, exitCode: 3 } })).toEqual([]);
  expect(broken({ state: "killed", endCause: "killed_by_person", isKillAsked: true, log: [] })).toEqual([]);
  expect(
    broken({ state: "failed", endCause: "agent_lost", exitCode: null, lease: 3, isLogCut: true, log: [] }),
  ).toEqual([]);
  expect(broken({ isLogCut: true, log: [{ lease: 1, text: "line 1" }] })).toEqual([]);
  expect(broken({}, { jobs: [DONE, OVERLAP], freezes: [{ agent: "agent-0", fromMs: 10, untilMs: 60 }] })).toEqual([]);
});

test.each<[string, Partial<RunRecord>, Partial<Evidence>?]>([
  ["has ended", { state: "running" }],
  ["as its program did", { expected: { lines: 2, exitCode: 1 } }],
  ["as its program did", { state: "killed", endCause: "killed_by_person" }],
  ["as its program did", { state: "failed", endCause: "agent_lost", lease: 1 }],
  ["whole and in order", { log: [{ lease: 1, text: "line 0" }] }],
  [
    "came twice",
    {
      isLogCut: true,
      log: [
        { lease: 1, text: "line 0" },
        { lease: 1, text: "line 0" },
      ],
    },
  ],
  ["two agents at once", {}, { jobs: [DONE, OVERLAP] }],
  ["two agents at once", {}, { jobs: [DONE, OVERLAP], freezes: [{ agent: "agent-1", fromMs: 10, untilMs: 60 }] }],
  ["last lease told", { agentName: "agent-2" }],
  ["nothing had hit", {}, { processFaults: ["Process 1 ended by itself."] }],
])("a breach of '%s' is found", (words, run, more) => {
  expect(broken(run, more)).toEqual([expect.stringContaining(words)]);
});
