import "server-only";
import { refusalFor } from "@/app/_server/who-can";
import type { TeamScope } from "@/lib/core/actor";

/** Why this person may not, each with whom to ask; null where they may. */
export type Refusals = {
  alias: string | null;
  guarded: string | null;
  link: string | null;
  automation: string | null;
};

export async function readRefusals(scope: TeamScope): Promise<Refusals> {
  const [alias, guarded, link, automation] = await Promise.all([
    refusalFor(scope, "alias.write"),
    refusalFor(scope, "alias.protected"),
    refusalFor(scope, "version.link"),
    refusalFor(scope, "automation.write"),
  ]);
  return { alias, guarded, link, automation };
}
