import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { ENDED_STATES, METRICS, type MetricName, prometheusNameOf } from "@/lib/platform/metrics";

const OPERATIONS = readFileSync("docs/operations.md", "utf8");
const METRIC_NAMES = Object.keys(METRICS) as MetricName[];

/** As Prometheus reads a rule file: what it does not know, it refuses. */
const duration = z.string().regex(/^(\d+[smhdwy])+$/);
const ruleFile = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        interval: duration.optional(),
        rules: z
          .array(
            z.strictObject({
              alert: z.string().regex(/^Modelwire[A-Za-z]+$/),
              expr: z.string().min(1),
              for: duration.optional(),
              labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
              annotations: z.strictObject({ summary: z.string(), description: z.string() }),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

const RULES = ruleFile
  .parse(parse(readFileSync("docs/alerts.yml", "utf8"), { strict: true }))
  .groups.flatMap(({ rules }) => rules);

test("the table of metrics is the product's: names, kinds and labels", () => {
  const told = cellsAfter("<!-- metrics").map(([name, inPrometheus, kind, by]) => [name, inPrometheus, kind, by]);

  expect(told).toEqual(
    METRIC_NAMES.map((name) => [
      `\`${name}\``,
      `\`${prometheusNameOf(name)}\``,
      METRICS[name].kind,
      METRICS[name].attributes.map((attribute) => `\`${attribute}\``).join(", "),
    ]),
  );
});

test("the table of alerts is that of the rule file", () => {
  const told = cellsAfter("<!-- alerts").map(([alert]) => alert);

  expect(told).toEqual(RULES.map(({ alert }) => `\`${alert}\``));
});

test("the table of reasons is that of readiness", () => {
  const source = readFileSync("app/_server/readiness.ts", "utf8");
  const [, union = ""] = /export type Reason = ([^;]+);/.exec(source) ?? [];

  const told = cellsAfter("<!-- reasons").map(([reason]) => (reason ?? "").replaceAll("`", '"'));

  expect(told.toSorted()).toEqual(union.split(" | ").toSorted());
});

test.each(RULES)("the alert $alert asks for metrics and labels that exist", ({ expr }) => {
  const known = new Map(METRIC_NAMES.flatMap((name) => seriesOf(name).map((series) => [series, METRICS[name]])));
  const series = [...expr.matchAll(/(modelwire_\w+)(\{[^}]*\})?/g)]; // The braces with it, so that no label counts as a metric.

  expect(series.length).toBeGreaterThan(0);
  for (const [, name = "", matchers = ""] of series) {
    const metric = known.get(name);
    const labels = [...matchers.matchAll(/(\w+)=~?"/g)].map((match) => match[1]);

    expect(metric, name).toBeDefined();
    expect(metric?.attributes.map((attribute) => attribute.replaceAll(".", "_"))).toEqual(
      expect.arrayContaining(labels),
    );
  }
});

test("states that alerts name are states that are told", () => {
  const named = RULES.flatMap(({ expr }) => [...expr.matchAll(/modelwire_delivery_state="(\w+)"/g)]);

  expect(named.length).toBeGreaterThan(0);
  for (const [, state] of named) {
    expect([...ENDED_STATES, "waiting"]).toContain(state);
  }
});

test("every expression closes what it opens", () => {
  for (const { expr } of RULES) {
    for (const [open = "", close = ""] of ["()", "{}", "[]"].map((pair) => pair.split(""))) {
      expect(expr.split(open).length, expr).toBe(expr.split(close).length);
    }
  }
});

/** What Prometheus stores for a metric. */
function seriesOf(name: MetricName): string[] {
  const base = prometheusNameOf(name);
  return METRICS[name].kind === "histogram" ? ["count", "sum", "bucket"].map((part) => `${base}_${part}`) : [base];
}

/** The cells of the rows of the first table after a mark, without its head. */
function cellsAfter(mark: string): string[][] {
  const lines = OPERATIONS.slice(OPERATIONS.indexOf(mark)).split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}
