import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { env } from "@/lib/platform/env";
import { createListener } from "./listener";
import { offeredApi } from "./offered-api";
import { createStaticFiles } from "./static-files";

/** The entry of `npm start` and `npm run dev`: checks the environment before anything starts, and binds where it says. */
async function main(): Promise<void> {
  if (existsSync(".env")) {
    process.loadEnvFile(".env");
  }
  if (process.argv[2] === "dev") {
    develop(env());
  } else {
    await serve(env());
  }
}

type Place = { HOST: string; PORT: number };

/** An MLflow client sends a file of any size in one request. Headers have Node's own minute. */
const REQUEST_MS_MAX = 3_600_000;

/** Next's own server, which reloads what is edited. */
function develop({ HOST, PORT }: Place): void {
  const next = spawn(
    process.execPath,
    [join("node_modules", "next", "dist", "bin", "next"), "dev", "-H", HOST, "-p", String(PORT)],
    // Next would end the process at a signal before our own stop has finished what is being sent.
    { stdio: "inherit", env: { ...process.env, NEXT_MANUAL_SIG_HANDLE: "true" } },
  );
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => next.kill(signal));
  }
  next.once("exit", (code) => process.exit(code ?? 1));
}

/** One process: calls of the API go straight to it, everything else to Next. */
async function serve({ HOST, PORT }: Place): Promise<void> {
  if (!existsSync(join(".next", "BUILD_ID"))) {
    throw new Error("There is no build yet. Run: npm run build");
  }
  Object.assign(process.env, {
    NODE_ENV: env().NODE_ENV,
    __NEXT_PRIVATE_ORIGIN: ownOrigin({ HOST, PORT }), // As `next start` says it; else it is guessed from each request.
  });
  const { default: next } = await import("next"); // React chooses its build by NODE_ENV at the import.
  const server = createServer({ requestTimeout: REQUEST_MS_MAX }).listen(PORT, HOST);
  await once(server, "listening"); // Before anything is opened: the port may be taken.

  const site = next({ hostname: HOST, port: PORT });
  const prepared = site.prepare();
  const answerSite = site.getRequestHandler();
  const answerStatic = createStaticFiles(join(".next", "static"));
  server.on(
    "request",
    createListener(
      offeredApi,
      async (incoming, outgoing) => {
        if (answerStatic(incoming, outgoing)) {
          return;
        }
        await prepared;
        await answerSite(incoming, outgoing);
      },
      env().MODELWIRE_PROXY_HOPS,
    ),
  );
  await prepared;
}

function ownOrigin({ HOST, PORT }: Place): string {
  const host = ["0.0.0.0", "::"].includes(HOST) ? "localhost" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}

function end(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

main().catch(end);
