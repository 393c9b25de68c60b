import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { type Meddler, startMeddler } from "./meddler";
import { type Ran, type Running, type Server, startCli, startServer } from "./processes";

export const MIB = 1024 * 1024;

/** One server for a file of tests, with a network in between that a test can spoil, and a folder for each test. */
export type Workbench = {
  server: Server;
  meddler: Meddler;
  folder: string;
  /** What a person's shell would hold. */
  environment(): Record<string, string>;
  /** Runs the command line in the folder, through the network. */
  modelwire(...args: string[]): Promise<Ran>;
  /** The same, to be ended by the test. */
  start(...args: string[]): Running;
  write(path: string, bytes: string | Uint8Array): void;
  /** Logs these files, and links them to a new model of the same name. */
  logged(name: string, files: Record<string, string | Uint8Array>): Promise<void>;
};

/** `settings` are the server's own, beyond what every one has. */
export function openWorkbench(settings: () => Promise<Record<string, string>> = async () => ({})): Workbench {
  const bench = { folder: "", environment, modelwire, start, write, logged } as Workbench; // The hooks below bring the rest.

  beforeAll(async () => {
    bench.server = await startServer(await settings());
    bench.meddler = await startMeddler(bench.server.url);
  }, 120_000);

  afterAll(async () => {
    await bench.meddler?.close();
    await bench.server?.stop();
  });

  beforeEach(() => {
    bench.folder = mkdtempSync(join(tmpdir(), "modelwire-cli-test-"));
    bench.meddler.seen = [];
    bench.meddler.meddle = () => "pass";
    return () => rmSync(bench.folder, { recursive: true, force: true });
  });

  function environment(): Record<string, string> {
    return {
      MODELWIRE_URL: bench.meddler.url,
      MODELWIRE_TOKEN: bench.server.token,
      XDG_STATE_HOME: join(bench.folder, "state"),
    };
  }

  function modelwire(...args: string[]): Promise<Ran> {
    return start(...args).ended;
  }

  function start(...args: string[]): Running {
    return startCli(args, environment(), bench.folder);
  }

  function write(path: string, bytes: string | Uint8Array): void {
    mkdirSync(dirname(join(bench.folder, path)), { recursive: true });
    writeFileSync(join(bench.folder, path), bytes);
  }

  async function logged(name: string, files: Record<string, string | Uint8Array>): Promise<void> {
    for (const [path, bytes] of Object.entries(files)) {
      write(join(name, path), bytes);
    }
    const ran = await modelwire("log", name, "--project", "p", "--name", name, "--link", name, "--create");
    expect(ran).toMatchObject({ code: 0 });
  }

  return bench;
}

/** Bytes that no compression helps and no other test has. */
export function noise(sizeBytes: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  let state = seed;
  for (let index = 0; index < sizeBytes; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
