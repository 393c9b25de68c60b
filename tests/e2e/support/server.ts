import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../support/free-port";
import { type Visitor, visitorOf } from "./visitor";

const execute = promisify(execFile);

const START_TIMEOUT_MS = 60_000;
/** What `npm start` runs: the last that a build makes. */
const PROGRAM = join("dist", "serve.js");
/** What tests and their settings say makes no other product. */
const NOT_BUILT = /^(tests\/|(vitest|playwright)\.config\.ts$)/;

export type TestServer = {
  url: string;
  token: string;
  /** The link that the server printed: it signs in once. */
  link: string;
  /** Opens the link that the server printed, and answers the browser in which that was done. */
  signIn(): Promise<Visitor>;
  /** All that it has written so far, on either stream. */
  said(): string;
  stop(): Promise<void>;
};

export type ServerWish = {
  team: string;
  egress: readonly string[];
  /** Given where others must know the address first. */
  port?: number;
  env?: Readonly<Record<string, string>>;
};

/** Builds the product when its sources are newer than the last build, as `npm start` needs it. */
export async function buildIfStale(): Promise<void> {
  if (isStale()) {
    await execute("npm", ["run", "build"], { env: { ...process.env, NODE_ENV: "production" } });
  }
}

/** Starts the built product on the embedded default, with a data folder of its own. */
export async function startServer({ team, egress, port: wished, env = {} }: ServerWish): Promise<TestServer> {
  const port = wished ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "modelwire-e2e-"));
  const url = `http://localhost:${port}`;
  const token = `mw_e2e_${"t".repeat(32)}`;
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: undefined,
      HOST: "127.0.0.1",
      PORT: String(port),
      MODELWIRE_URL: url,
      MODELWIRE_DATA_DIR: folder,
      MODELWIRE_BOOTSTRAP_TEAM: team,
      MODELWIRE_BOOTSTRAP_TOKEN: token,
      MODELWIRE_EGRESS_ALLOW: egress.join(","),
      LOG_LEVEL: "warn",
      ...env,
    },
  });

  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
  }
  const link = await printedLink(child);
  return {
    url,
    token,
    link,
    async signIn() {
      const visitor = visitorOf(url);
      await visitor.open(link);
      return visitor;
    },
    said: () => said,
    async stop() {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the person who starts the server reads in the terminal. */
function printedLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`The server did not start:\n${said}`)), START_TIMEOUT_MS);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${said}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        said += chunk.toString("utf8");
        const link = /(http:\/\/\S+\/sign-in\/link\?key=\S+)/.exec(said)?.[1];
        if (link) {
          clearTimeout(timer);
          resolve(link);
        }
      });
    }
  });
}

function isStale(): boolean {
  if (!existsSync(PROGRAM)) {
    return true;
  }
  const builtAtMs = statSync(PROGRAM).mtimeMs;
  const sources = execFileSync("git", ["ls-files", "app", "lib", "drizzle", "*.ts", "*.js", "package-lock.json"], {
    encoding: "utf8",
  });
  return sources
    .split("\n")
    .filter((path) => path && !NOT_BUILT.test(path) && existsSync(path))
    .some((path) => statSync(path).mtimeMs > builtAtMs);
}
