import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// The job of the chaos test. It proves by a lock file that no other process works on the same run, writes numbered lines, and
// ends as its parameters say. Everything that it has to tell goes into a file, one line appended at once.

const { CHAOS_FOLDER = "", CHAOS_AGENT = "", MODELWIRE_RUN = "", MODELWIRE_PARAMETERS = "" } = process.env;
const { lines, everyMs, exitCode } = JSON.parse(readFileSync(MODELWIRE_PARAMETERS, "utf8"));
const lock = join(CHAOS_FOLDER, "locks", MODELWIRE_RUN);

function tell(what: string, more: object = {}): void {
  const told = { what, run: MODELWIRE_RUN, agent: CHAOS_AGENT, pid: process.pid, at: Date.now(), ...more };
  appendFileSync(join(CHAOS_FOLDER, "jobs.jsonl"), `${JSON.stringify(told)}\n`);
}

/** The agent of a process that holds the lock and lives; null where there is none. */
function holder(): string | null {
  try {
    const { pid, agent } = JSON.parse(readFileSync(lock, "utf8"));
    process.kill(pid, 0);
    return agent;
  } catch {
    return null;
  }
}

const other = holder();
if (other !== null) {
  tell("overlap", { other });
}
writeFileSync(lock, JSON.stringify({ pid: process.pid, agent: CHAOS_AGENT }));
tell("begun");
for (let line = 0; line < lines; line += 1) {
  console.log(`line ${line}`);
  await sleep(everyMs);
}
tell("done");
rmSync(lock, { force: true });
process.exitCode = exitCode;
