import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Kept between runs, for installing takes minutes: each run asks pip for newer ones. */
const VENV = join(".cache", "mlflow-venv");
const PYTHON = join(VENV, "bin", "python");
/** MLflow's own client, without its server, and what it needs to log and load a model. */
const PACKAGES = ["mlflow-skinny", "pandas"];
const INSTALL_MS_MAX = 15 * 60_000;

export type MlflowClient = {
  /** Calls a function of `flows.py` by keywords. MLflow's own refusal is thrown with its words. */
  call<T>(name: string, args?: Readonly<Record<string, unknown>>): Promise<T>;
  stop(): Promise<void>;
};

/** Makes the virtual environment with the newest client, from whatever index pip is configured with. */
export async function installMlflow(): Promise<void> {
  mkdirSync(".cache", { recursive: true });
  if (!existsSync(PYTHON)) {
    await step("python3", ["-m", "venv", VENV]);
  }
  await step(PYTHON, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", ...PACKAGES]);
}

async function step(command: string, args: readonly string[]): Promise<void> {
  try {
    await run(command, [...args], { timeout: INSTALL_MS_MAX });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : error;
    throw new Error(
      `MLflow's client could not be installed: ${command} ${args.slice(0, 3).join(" ")} failed: ${said}. These tests need Python 3.10 or later with venv, and an index that pip reaches.`,
    );
  }
}

/** One Python process that has MLflow loaded, as a notebook is: loading it takes longer than all calls. */
export function startMlflow(env: Readonly<Record<string, string>>): MlflowClient {
  const child = spawn(join(process.cwd(), PYTHON), [join(process.cwd(), "tests/mlflow-client/flows.py")], {
    stdio: ["pipe", "pipe", "pipe"],
    cwd: env.HOME,
    // Of ours nothing but the path: no setting of the person's own, no credential, no proxy.
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", MLFLOW_DISABLE_TELEMETRY: "true", ...env },
  });
  child.stdin.on("error", () => undefined); // A Python that has ended is told of by the answer that does not come.
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-20_000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  return {
    async call(name, args = {}) {
      child.stdin.write(`${JSON.stringify({ call: name, args })}\n`);
      const line = await lines.next();
      if (line.done) {
        throw new Error(`Python ended before it answered ${name}:\n${said}`);
      }
      const { value, error } = JSON.parse(line.value);
      if (error !== undefined) {
        throw new Error(error);
      }
      return value ?? null;
    },
    async stop() {
      const closed = once(child, "close");
      child.stdin.end();
      await closed;
    },
  };
}
