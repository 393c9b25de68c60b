import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVENT_TYPE_NAMES } from "@/lib/core/event";
import { TEMPLATE_VARIABLES } from "@/lib/core/template-variables";
import { VARIABLE_NAMES } from "@/lib/platform/env";
import { wandbSignature } from "@/lib/platform/signature";

const README = readFileSync("README.md", "utf8");
const BODY = '{"name":"a \\"quoted\\" ${name} – ünïcode","n":1}';
const SECRET = "a-secret-that-only-we-two-know";
const SIGNATURE = wandbSignature(BODY, SECRET, "base64");

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "modelwire-readme-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the table of variables names every variable, and no other", () => {
  const named = [...section("What a payload may say", "Event types:").matchAll(/`\$\{([a-z_.A-Z]+)\}`/g)].map(
    (match) => match[1],
  );

  expect(named.toSorted()).toEqual(TEMPLATE_VARIABLES.map(({ name }) => name).toSorted());
});

test("the list of event types is the product's", () => {
  const named = [...section("Event types:", "Filters match").matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]);

  expect(named.toSorted()).toEqual([...EVENT_TYPE_NAMES].toSorted());
});

test("the table of configuration names every variable of the environment, and no other", () => {
  const rows = section("<!-- configuration", "**Signing in.**").matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm);
  const named = [...rows].flatMap((row) => [...(row[1] ?? "").matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]));

  expect(named.toSorted()).toEqual([...VARIABLE_NAMES].toSorted());
});

test("the Node snippet accepts our signature and no other", () => {
  const call = (signature: string) =>
    `import { isAuthentic } from "./verify.mjs"; console.log(isAuthentic(${JSON.stringify(BODY)}, ${JSON.stringify(signature)}, "${SECRET}"));`;

  expectJudgement(
    "verify.mjs",
    (signature) => run(process.execPath, ["--input-type=module", "-e", call(signature)]),
    "true",
    "false",
  );
});

test("the Python snippet accepts our signature and no other", () => {
  const call = "import sys, verify; print(verify.is_authentic(sys.argv[1].encode(), sys.argv[2], sys.argv[3]))";

  expectJudgement("verify.py", (signature) => run("python3", ["-c", call, BODY, signature, SECRET]), "True", "False");
});

test("the Bash snippet accepts our signature and no other", () => {
  const call = 'source ./verify.sh; is_authentic "$1" "$2" "$3" && echo yes || echo no';

  expectJudgement("verify.sh", (signature) => run("bash", ["-c", call, "bash", BODY, signature, SECRET]), "yes", "no");
});

function expectJudgement(file: string, judge: (signature: string) => string, right: string, wrong: string): void {
  const block = README.split("```").find((text) => text.split("\n")[1]?.endsWith(file));
  writeFileSync(join(folder, file), (block ?? "").split("\n").slice(1).join("\n"));

  expect(judge(SIGNATURE)).toBe(right);
  expect(judge(wandbSignature(`${BODY} `, SECRET, "base64"))).toBe(wrong);
}

function run(command: string, args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8" }).trim();
}

function section(from: string, until: string): string {
  const start = README.indexOf(from);
  return README.slice(start, README.indexOf(until, start));
}
