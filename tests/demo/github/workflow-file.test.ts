import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluated, holds, interpolate } from "@/demo/github/expressions";
import { readAssignments } from "@/demo/github/job-space";
import { dispatchInputs, listensTo, parseWorkflow, tokenPermissions } from "@/demo/github/workflow-file";
import { must } from "../../support/must";

const JOBS = "jobs: { a: { steps: [{ run: 'true' }] } }";

test.each([
  ["no YAML", "on: [push\njobs: {", "not YAML"],
  ["a list", "- on: push", "expected object"],
  ["no trigger", JOBS, "on"],
  ["no jobs", "on: push", "jobs"],
  ["jobs that wait for each other", "on: push\njobs: { a: { needs: b }, b: { needs: a } }", "a, b need jobs"],
  ["a need that is missing", "on: push\njobs: { a: { needs: z } }", "a need jobs"],
  ["a permission that is none", `on: push\npermissions: { contents: all }\n${JOBS}`, "permissions"],
])("a file with %s is no workflow", (_what, text, message) => {
  expect(parseWorkflow(text)).toMatchObject({ ok: false, problem: { message: expect.stringContaining(message) } });
});

test("a file that would grow without bound by its aliases is refused", () => {
  const lines = Array.from(
    { length: 12 },
    (_, level) => `a${level}: &a${level} [${level ? `*a${level - 1},`.repeat(10) : "x"}]`,
  );

  expect(parseWorkflow(`${lines.join("\n")}\non: push\n${JOBS}`).ok).toBe(false);
});

test.each([
  ["on: repository_dispatch", "any", true],
  ["on: [push, repository_dispatch]", "any", true],
  ["on: { repository_dispatch: }", "any", true],
  ["on: { repository_dispatch: { types: [one, two] } }", "two", true],
  ["on: { repository_dispatch: { types: one } }", "one", true],
  ["on: { repository_dispatch: { types: [one] } }", "On", false],
  ["on: push", "any", false],
])("%s listens to %s: %s", (trigger, type, isHeard) => {
  expect(listensTo(must(parseWorkflow(`${trigger}\n${JOBS}`)), type)).toBe(isHeard);
});

test("inputs without a word about them are optional texts", () => {
  const file = must(parseWorkflow(`on: { workflow_dispatch: { inputs: { model: } } }\n${JOBS}`));

  expect(dispatchInputs(file)).toMatchObject({ model: { type: "string", required: false } });
  expect(dispatchInputs(must(parseWorkflow(`on: push\n${JOBS}`)))).toBeNull();
});

test.each([
  ["", "", { contents: "read" }],
  ["permissions: {}", "", {}],
  ["permissions: { id-token: write, contents: none }", "", { id_token: "write" }],
  ["permissions: { contents: write }", "permissions: { actions: read }", { actions: "read" }],
])("the token of a job under %s %s may %o", (ofFile, ofJob, expected) => {
  const file = must(parseWorkflow(`on: push\n${ofFile}\njobs:\n  a:\n    ${ofJob || "name: a"}\n    steps: []\n`));

  expect(tokenPermissions(file, file.jobs.a ?? expect.fail())).toEqual(expected);
});

test("what is put in is put in as it is, and never evaluated a second time", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, value) => {
      fc.pre(!before.includes("${{"));
      const contexts = { github: { event: { value: `\${{ secrets.X }}${value}` } }, secrets: { X: "secret" } };

      expect(interpolate(`${before}|\${{ github.event.value }}|`, contexts)).toBe(
        `${before}|\${{ secrets.X }}${value}|`,
      );
      expect(evaluated("${{ github.event.value }}", contexts)).toBe(`\${{ secrets.X }}${value}`);
    }),
  );
});

test.each([
  [null, { isFailed: false, isCancelled: false }, true],
  [null, { isFailed: true, isCancelled: false }, false],
  ["true", { isFailed: true, isCancelled: false }, false],
  ["always()", { isFailed: true, isCancelled: true }, true],
  ["${{ failure() && inputs.go }}", { isFailed: true, isCancelled: false }, true],
  ["failure()", { isFailed: true, isCancelled: true }, false],
  ["cancelled()", { isFailed: false, isCancelled: true }, true],
  ["inputs.none", { isFailed: false, isCancelled: false }, false],
])("the condition %s holds after %o: %s", (condition, standing, isTrue) => {
  expect(holds(condition, { inputs: { go: true } }, standing)).toBe(isTrue);
});

test("what a step writes between two marks is read as it was written, whatever it holds", async () => {
  const folder = await mkdtemp(join(tmpdir(), "assignments-"));
  const file = join(folder, "output");
  const line = fc.string().filter((text) => !/[\r\n]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.uuid(), async (lines, mark) => {
      await writeFile(file, `before=a=b\ntext<<${mark}\n${lines.join("\n")}\n${mark}\n`);

      expect(await readAssignments(file)).toEqual({ values: { before: "a=b", text: lines.join("\n") }, problem: null });
    }),
    { numRuns: 40 },
  );
  await writeFile(file, "text<<END\nnever ended\n");
  expect((await readAssignments(file)).problem).toContain("Matching delimiter not found");
  await writeFile(file, "no assignment\n");
  expect((await readAssignments(file)).problem).toContain("Invalid format");
  await rm(folder, { recursive: true });
});
