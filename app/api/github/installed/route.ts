import type { NextRequest } from "next/server";
import { continueSetup, numberIn, refused } from "@/app/_server/github-setup";
import { startRuntime } from "@/app/_server/runtime";
import { ok, refuse } from "@/lib/core/result";

/** Where GitHub sends whoever has installed the App. Who begins at GitHub has no state: then nothing is tied by this. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const { ports } = await startRuntime();
  const state = searchParams.get("state");
  const installationId = numberIn(searchParams.get("installation_id"));
  if (!state) {
    return refused({ reason: searchParams.get("setup_action") === "request" ? "requested" : "forged" });
  }
  return continueSetup({
    step: "install",
    state,
    async run(actor, sealed) {
      if (installationId === null) {
        return refuse({ reason: searchParams.get("setup_action") === "request" ? "requested" : "not-installed" });
      }
      const asked = await ports.githubApp.setup.installed(actor, { state: sealed, installationId });
      return asked.ok ? ok(asked.value.url) : asked;
    },
  });
}
