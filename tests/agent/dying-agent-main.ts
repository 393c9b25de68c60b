import { createProcessRunner } from "@/lib/agent/process/runner";
import { assignmentOf, configOf, scriptOf } from "./work";

// An agent that is killed while it runs something: what it prints is the process that must die with it.
const runner = createProcessRunner({
  config: configOf({}),
  folder: process.argv[2] ?? "",
  url: "http://127.0.0.1:3000",
  env: process.env,
});

await runner.run({
  assignment: assignmentOf(scriptOf("trap '' TERM HUP PIPE; echo $$; while :; do sleep 0.1; done")),
  log: {
    async write(_stream, bytes) {
      process.stdout.write(bytes);
    },
    note: () => undefined,
  },
  stop: new AbortController().signal,
  started: () => undefined,
});
