import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { notFound, type Problem, refuse } from "@/lib/core/result";
import { canSeeTeam } from "@/lib/db/visibility";

/** Jobs, queues and runs belong to the whole team: to a token restricted to some models, a run or an agent there are none. */
export function refuseReading(
  scope: TeamScope,
  what: string,
  permission: "launch.read" | "launch.manage" = "launch.read",
): { ok: false; problem: Problem } | null {
  if (!canSeeTeam(scope)) {
    return notFound(what);
  }
  return can(scope.role, permission) ? null : refuse({ code: "forbidden", message: onlySentence(permission) });
}
