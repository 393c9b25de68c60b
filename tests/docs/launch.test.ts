import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { queueVariable, RESOURCES } from "@/lib/core/launch-queue";
import { argumentNames } from "@/lib/core/launch-resource";
import { findTemplateProblem } from "@/lib/core/launch-template";
import { findParameterSchemaProblem } from "@/lib/launch/parameters";
import { FORMATS } from "@/lib/launch/schema-check";

const GUIDE = readFileSync("docs/launch.md", "utf8");
const [SCHEMA, TEMPLATE, VARIABLES] = [...GUIDE.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) =>
  JSON.parse(text ?? ""),
);

test.each(RESOURCES)("the guide names what %s takes, no more and no less", (resource) => {
  const row = new RegExp(`^\\| \`${resource}\` \\| (.*) \\|$`, "m").exec(GUIDE)?.[1] ?? "";

  expect(row.split(", ").map((name) => name.replaceAll("`", ""))).toEqual(argumentNames(resource));
});

test("what the guide shows is taken", () => {
  expect(findParameterSchemaProblem(SCHEMA)).toBeNull();
  expect(
    findTemplateProblem(
      "process",
      TEMPLATE,
      VARIABLES.map((each: unknown) => queueVariable.parse(each)),
    ),
  ).toBeNull();
  for (const format of FORMATS) {
    expect(GUIDE).toContain(format);
  }
});
