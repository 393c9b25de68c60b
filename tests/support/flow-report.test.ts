import { expect, test } from "vitest";
import { type FlowReport, filesToRepeat, flakyFlows, flowReport, mergeReports } from "./flow-report";

type Status = "expected" | "unexpected" | "skipped";

/** As Playwright writes it, a title of each flow being its id, too; `deep` ones stand in a group of their file. */
function reportOf(files: Record<string, Record<string, Status>>, errors: unknown[] = []): FlowReport {
  const suites = Object.entries(files).map(([file, flows]) => {
    const specs = Object.entries(flows).map(([title, status]) => ({ id: title, title, file, tests: [{ status }] }));
    const isDeep = ({ title }: { title: string }) => title.startsWith("deep");
    return {
      file,
      specs: specs.filter((spec) => !isDeep(spec)),
      suites: [{ file, specs: specs.filter(isDeep) }],
    };
  });
  return flowReport.parse({ suites, errors, stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } });
}

test("the file of a flow that failed is repeated once, and no other", () => {
  const report = reportOf({
    "a.spec.ts": { well: "expected" },
    "b.spec.ts": { lost: "unexpected", "deep lost": "unexpected", after: "skipped" },
  });

  expect(filesToRepeat(report)).toEqual(["b.spec.ts"]);
});

test("nothing is repeated where all is broken, or what broke is no flow", () => {
  const many = Object.fromEntries(["1", "2", "3", "4", "5", "6"].map((name) => [name, "unexpected" as const]));

  expect(filesToRepeat(reportOf({ "a.spec.ts": many }))).toEqual([]);
  expect(filesToRepeat(reportOf({ "a.spec.ts": { lost: "unexpected" } }, [{ message: "no server" }]))).toEqual([]);
});

test("what failed and then passed is flaky, what failed twice has failed, and what was never reached counts once run", () => {
  const first = reportOf({
    "a.spec.ts": { well: "expected" },
    "b.spec.ts": { "deep shy": "unexpected", lost: "unexpected", after: "skipped", fine: "expected" },
  });
  const second = reportOf({
    "b.spec.ts": { "deep shy": "expected", lost: "unexpected", after: "expected", fine: "expected" },
  });

  const merged = mergeReports(first, second);

  expect(merged.stats).toMatchObject({ expected: 3, unexpected: 1, flaky: 1, skipped: 0 });
  expect(flakyFlows(merged)).toEqual(["b.spec.ts › deep shy"]);
});
