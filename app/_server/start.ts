import { hasOperator, offerOperatorLink } from "@/lib/auth/operator-link";
import { FolderInUse } from "@/lib/db/client";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { offerApi } from "./offered-api";
import { captureConsole } from "./report";
import { type Runtime, startRuntime } from "./runtime";
import { isBoundToLoopback, operatorLink } from "./sign-in-link";
import { signInProviders } from "./sign-in-providers";
import { stopOnSignals } from "./stop";

/** Brings the process up, tells the operator's link, and sees to it that a stop finishes what is under way. */
export async function startServer(): Promise<void> {
  if (env().NODE_ENV !== "development") {
    captureConsole();
  }
  stopOnSignals();
  if (env().MODELWIRE_WORKER !== "tick") {
    // A turn after a write is what Next's `after` sees to; there every call goes by Next's route.
    offerApi(async () => (await import("./answer-api")).answerApi);
  }
  const runtime = await startRuntime().catch(endOrGoOn);
  if (runtime) {
    await tellOperatorLink(runtime);
  }
}

/** On this machine always; elsewhere until somebody whom a provider signs in has become the operator by it. */
async function tellOperatorLink({ database }: Runtime): Promise<void> {
  const issuers = signInProviders(env()).map(({ issuer }) => issuer);
  if (!isBoundToLoopback(env()) && (issuers.length === 0 || (await hasOperator(database.db, issuers)))) {
    return;
  }
  const key = await offerOperatorLink(database.db, { isSoleOwner: database.kind === "embedded" });
  // Standard output, not the log: it is for the person who started the server, and a credential has no place in logs.
  process.stdout.write(`\n  Sign in with this link, once: ${operatorLink(env().MODELWIRE_URL, key)}\n\n`);
}

/** A folder that another process holds ends this one; a database that is away may come back, and requests ask for it again. */
function endOrGoOn(error: unknown): null {
  if (error instanceof FolderInUse) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  log().error({ err: error }, "The server is up, but its database is not: each request tries again.");
  return null;
}
