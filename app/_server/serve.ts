import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { env } from "@/lib/platform/env";

/** The entry of `npm start` and `npm run dev`: checks the environment before anything starts, and binds where it says. */
function main(): void {
  if (existsSync(".env")) {
    process.loadEnvFile(".env");
  }
  const { HOST, PORT } = env();
  const mode = process.argv[2] === "dev" ? "dev" : "start";
  if (mode === "start" && !existsSync(join(".next", "BUILD_ID"))) {
    throw new Error("There is no build yet. Run: npm run build");
  }

  const next = spawn(
    process.execPath,
    [join("node_modules", "next", "dist", "bin", "next"), mode, "-H", HOST, "-p", String(PORT)],
    // Next would end the process at a signal before our own stop has finished what is being sent.
    { stdio: "inherit", env: { ...process.env, NEXT_MANUAL_SIG_HANDLE: "true" } },
  );
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => next.kill(signal));
  }
  next.once("exit", (code) => process.exit(code ?? 1));
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
