import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { startRuntime, stopRuntime } from "./runtime";
import { offerSignInLink } from "./sign-in-link";

/** Brings the process up, tells the operator's link, and sees to it that a stop finishes what is under way. */
export async function startServer(): Promise<void> {
  const { database } = await startRuntime();
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (database.kind === "embedded") {
    // Standard output, not the log: it is for the person who started the server, and a credential has no place in logs.
    process.stdout.write(`\n  Sign in with this link, once: ${offerSignInLink(env().MODELWIRE_URL)}\n\n`);
  }
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  log().info({ signal }, "Stopping: what is being sent is finished first.");
  await stopRuntime().catch((error: unknown) => log().error({ err: error }, "The stop was not clean."));
  process.exit(0);
}
