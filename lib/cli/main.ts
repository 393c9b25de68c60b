#!/usr/bin/env node
import { EXIT_CODES, type Failure } from "./failure";
import { createProgram } from "./program";
import { openTerminal, shown, type Terminal } from "./terminal";

const INTERRUPTED = 130;

const terminal = openTerminal(process, process.env);

// A reader that has enough, such as `head`, closes the pipe: that is no fault of ours to report.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});
process.once("SIGINT", () => {
  terminal.clear();
  process.exit(INTERRUPTED);
});

process.exitCode = await run();

async function run(): Promise<number> {
  const program = createProgram({ env: process.env, terminal, interrupted, stopSignals });
  try {
    const answer = await program.run(process.argv.slice(2));
    if (answer.ok) {
      return 0;
    }
    tellFailure(terminal, answer.problem);
    return EXIT_CODES[answer.problem.kind];
  } catch (error) {
    // A bug, or a full disk. Its text may quote a path, never a token: none of our own code puts one into an error.
    terminal.note(`modelwire: ${shown(error instanceof Error ? error.message : "Something went wrong.")}`);
    return EXIT_CODES.refused;
  }
}

function tellFailure({ note, paint }: Terminal, { message, lines, requestId }: Failure): void {
  note(`${paint("modelwire:", "bad")} ${message}`);
  for (const line of lines ?? []) {
    note(`  ${line}`);
  }
  if (requestId) {
    note(paint(`  request ${shown(requestId)}`, "quiet"));
  }
}

/** The first asks to finish, the second to end; a third is for who cannot wait. */
function stopSignals(): { drain: AbortSignal; stop: AbortSignal } {
  const stages = [new AbortController(), new AbortController()] as const;
  let asked = 0;
  function ask(): void {
    const stage = stages[asked];
    asked += 1;
    stage ? stage.abort() : process.exit(INTERRUPTED);
  }
  process.removeAllListeners("SIGINT");
  process.on("SIGINT", ask);
  process.on("SIGTERM", ask);
  return { drain: stages[0].signal, stop: stages[1].signal };
}

function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.removeAllListeners("SIGINT");
  process.once("SIGINT", () => controller.abort());
  process.once("SIGTERM", () => controller.abort());
  return controller.signal;
}
