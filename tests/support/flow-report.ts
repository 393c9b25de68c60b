import { z } from "zod";

const flow = z.looseObject({
  id: z.string(),
  title: z.string(),
  file: z.string(),
  tests: z.array(z.looseObject({ status: z.enum(["expected", "unexpected", "flaky", "skipped"]) })),
});

type Flow = z.infer<typeof flow>;
type Suite = { file: string; specs: Flow[]; suites?: Suite[] };

const suite: z.ZodType<Suite> = z.lazy(() =>
  z.looseObject({ file: z.string(), specs: z.array(flow), suites: z.array(suite).optional() }),
);

/** What Playwright's JSON report says, as far as a second try needs it. */
export const flowReport = z.looseObject({
  suites: z.array(suite),
  errors: z.array(z.unknown()),
  stats: z.looseObject({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

export type FlowReport = z.infer<typeof flowReport>;

/** More than these fail at once where the product is broken: a second try would only take time. */
const REPEATED_MAX = 5;

/** The files of the few flows that failed. None where something broke that belongs to no flow. */
export function filesToRepeat(report: FlowReport): string[] {
  const failed = flowsOf(report).filter(isFailed);
  if (report.errors.length > 0 || failed.length > REPEATED_MAX) {
    return [];
  }
  return [...new Set(failed.map(({ file }) => file))];
}

/** The first report with the files of the second in their place: what failed at first and then passed is flaky. */
export function mergeReports(first: FlowReport, second: FlowReport): FlowReport {
  const failedAtFirst = new Set(
    flowsOf(first)
      .filter(isFailed)
      .map(({ id }) => id),
  );
  for (const { id, tests } of flowsOf(second)) {
    for (const test of tests.filter(({ status }) => failedAtFirst.has(id) && status === "expected")) {
      test.status = "flaky";
    }
  }

  const repeated = new Set(second.suites.map(({ file }) => file));
  const suites = [...first.suites.filter(({ file }) => !repeated.has(file)), ...second.suites];
  const merged = { ...first, suites, errors: second.errors };
  const statuses = flowsOf(merged).flatMap(({ tests }) => tests.map(({ status }) => status));
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    ...merged,
    stats: {
      ...first.stats,
      expected: count("expected"),
      unexpected: count("unexpected"),
      flaky: count("flaky"),
      skipped: count("skipped"),
    },
  };
}

/** The flows that needed their second try, each as `file › title`. */
export function flakyFlows(report: FlowReport): string[] {
  return flowsOf(report)
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ file, title }) => `${file} › ${title}`);
}

function flowsOf({ suites }: { suites: Suite[] }): Flow[] {
  return suites.flatMap((each) => [...each.specs, ...flowsOf({ suites: each.suites ?? [] })]);
}

function isFailed({ tests }: Flow): boolean {
  return tests.some(({ status }) => status === "unexpected");
}
