import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export type Call = { tool: string; args: string[] } & Record<string, unknown>;

/** Programs of others on a `PATH` before all else: each writes down how it was called, and does as much as its script says. */
export type StandIns = {
  environment: Record<string, string>;
  /** What was called since the last time this was asked, in order. */
  calls(): Call[];
  /** Lets the next runs find a state of the world outside, as a file that the scripts read. */
  set(name: string, text: string): void;
  close(): void;
};

/** What every script has: `note` goes into the record, `read` and `write` are of the state, `args` is how it was called. */
const FRAME = `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");
const { execFileSync } = require("node:child_process");
const { join } = require("node:path");
const args = process.argv.slice(2);
const env = process.env;
const place = (name) => join(env.STAND_INS, name);
const read = (name) => (existsSync(place(name)) ? readFileSync(place(name), "utf8") : null);
const write = (name, text) => writeFileSync(place(name), text);
const note = {};
process.on("exit", () => appendFileSync(place("calls"), JSON.stringify({ tool: TOOL, args, ...note }) + "\\n"));
`;

export function openStandIns(scripts: Readonly<Record<string, string>>): StandIns {
  const folder = mkdtempSync(join(tmpdir(), "modelwire-stand-ins-"));
  const record = join(folder, "calls");
  for (const [tool, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, tool), FRAME.replace("TOOL", JSON.stringify(tool)) + script);
    chmodSync(join(folder, tool), 0o755);
  }
  let seen = 0;
  return {
    environment: { PATH: [folder, process.env.PATH ?? ""].join(delimiter), STAND_INS: folder },
    calls() {
      const lines = existsSync(record) ? readFileSync(record, "utf8").split("\n").slice(0, -1) : [];
      const fresh = lines.slice(seen).map((line) => JSON.parse(line) as Call);
      seen = lines.length;
      return fresh;
    },
    set: (name, text) => writeFileSync(join(folder, name), text),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
