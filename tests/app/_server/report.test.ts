import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Runs lines of a program that has taken the console over, in a process of their own: there the log is standard output. */
async function linesOf(program: string): Promise<{ stdout: string; stderr: string; lines: Record<string, unknown>[] }> {
  const code = `
    import { DrizzleQueryError } from "drizzle-orm";
    import { captureConsole, reportRequestError } from "@/app/_server/report";
    captureConsole();
    const request = { method: "GET", route: "/[team]/models", kind: "render" };
    ${program}`;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", code],
    { env: { ...process.env, LOG_LEVEL: "info", NODE_ENV: "production" } },
  );
  return {
    stdout,
    stderr,
    lines: stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

test("an error of a page that Next prints goes through the log, without the values of its query", async () => {
  const { stdout, stderr, lines } = await linesOf(`
    const error = new DrizzleQueryError("select name from models where name = $1", ["hunter2"], new Error("away"));
    error.digest = "4711";
    console.error(error);
    reportRequestError(error, request);
  `);

  expect(stdout + stderr).not.toContain("hunter2");
  expect(stderr).toBe("");
  expect(lines).toEqual([
    expect.objectContaining({ level: "error", err: expect.objectContaining({ digest: "4711" }) }),
    expect.objectContaining({ level: "error", route: "/[team]/models", method: "GET", kind: "render", digest: "4711" }),
  ]);
  expect(JSON.stringify(lines[0])).toContain("Failed query: select name from models");
  expect(lines[1]).not.toHaveProperty("err");
});

test("an error that nobody printed is logged whole with its request", async () => {
  const { lines } = await linesOf(`reportRequestError(new Error("no way"), request);`);

  expect(lines).toEqual([
    expect.objectContaining({ route: "/[team]/models", err: expect.objectContaining({ message: "no way" }) }),
  ]);
});

test("what is complained of in words is redacted too, at its level", async () => {
  const { stdout, stderr, lines } = await linesOf(`
    console.warn("Look at %s", "https://me:hunter2@hooks.example.com/hunter2?sig=hunter2");
    console.error("Sent Bearer hunter2", new Error("to postgres://me:hunter2@db/x"), { token: "hunter2" });
    console.error(undefined);
  `);

  expect(stdout + stderr).not.toContain("hunter2");
  expect(lines.map(({ level }) => level)).toEqual(["warn", "error", "error"]);
  expect(lines[0]).toMatchObject({ msg: "Look at https://hooks.example.com/…" });
});
