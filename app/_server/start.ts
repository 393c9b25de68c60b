import { env } from "@/lib/platform/env";
import { captureConsole } from "./report";
import { startRuntime } from "./runtime";
import { offerSignInLink } from "./sign-in-link";
import { stopOnSignals } from "./stop";

/** Brings the process up, tells the operator's link, and sees to it that a stop finishes what is under way. */
export async function startServer(): Promise<void> {
  if (env().NODE_ENV !== "development") {
    captureConsole();
  }
  const { database } = await startRuntime();
  stopOnSignals();
  if (database.kind === "embedded") {
    // Standard output, not the log: it is for the person who started the server, and a credential has no place in logs.
    process.stdout.write(`\n  Sign in with this link, once: ${offerSignInLink(env().MODELWIRE_URL)}\n\n`);
  }
}
