import type { NextRequest } from "next/server";
import { continueSetup } from "@/app/_server/github-setup";
import { startRuntime } from "@/app/_server/runtime";
import { ok, refuse } from "@/lib/core/result";

/** Where GitHub sends the operator who has just made the App: its credentials are fetched, and then it is to be installed. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const { ports } = await startRuntime();
  const code = searchParams.get("code");
  return continueSetup({
    step: "create",
    state: searchParams.get("state"),
    async run(actor, state) {
      if (!code) {
        return refuse({ reason: "no-conversion" });
      }
      const created = await ports.githubApp.setup.created(actor, { code, state });
      return created.ok ? ok(created.value.url) : created;
    },
  });
}
