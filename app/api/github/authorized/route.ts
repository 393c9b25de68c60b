import type { NextRequest } from "next/server";
import { continueSetup } from "@/app/_server/github-setup";
import { settingsPath } from "@/app/_server/paths";
import { startRuntime } from "@/app/_server/runtime";
import { ok, refuse } from "@/lib/core/result";

/** Where GitHub says who the person is: an account that they own there is tied to the team that they began it for. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const { ports } = await startRuntime();
  const code = searchParams.get("code");
  return continueSetup({
    step: "authorize",
    state: searchParams.get("state"),
    async run(actor, state) {
      if (!code) {
        return refuse({ reason: "denied" });
      }
      const done = await ports.githubApp.setup.authorized(actor, { code, state });
      if (!done.ok) {
        return done;
      }
      const { teamName } = actor.scope;
      return ok(
        done.value.kind === "tied"
          ? settingsPath(teamName, "github", [], { connected: done.value.login })
          : settingsPath(teamName, "github", ["choose"], { state: done.value.state }),
      );
    },
  });
}
