import type { Role } from "@/lib/core/access";
import type { Actor, Idempotency, TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { newId } from "@/lib/platform/id";

/** What an edge knows of a request besides who sends it. */
export type RequestContext = {
  requestId: string;
  address: string | null;
  causeDeliveryId: Id<"delivery"> | null;
  idempotency: Idempotency | null;
};

/** Nothing known of the request: for what the system does by itself. */
export function contextless(): RequestContext {
  return { requestId: newId("request"), address: null, causeDeliveryId: null, idempotency: null };
}

type Grant = {
  team: { id: Id<"team">; name: string };
  actor: Actor;
  role: Role;
  models: TeamScope["models"];
  /** Left out for everybody but a run. */
  version?: TeamScope["version"];
  /** Left out for everybody but an agent. */
  agentOf?: TeamScope["agentOf"];
};

/** The one place where a scope is made: lib/auth calls it after it has authenticated the actor. */
export function grant(
  { team, actor, role, models, version = null, agentOf = null }: Grant,
  context: RequestContext,
): TeamScope {
  return { teamId: team.id, teamName: team.name, actor, role, models, version, agentOf, ...context } as TeamScope;
}
