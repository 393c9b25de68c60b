import type { Role } from "./access";
import type { Id } from "./ids";
import type { Purpose } from "./purpose";

/** Who does something: a person, an API token, or the system itself (a worker, a bootstrap). */
export type Actor =
  | { kind: "user"; id: Id<"user">; name: string }
  | { kind: "token"; id: Id<"token">; name: string }
  | { kind: "system"; id: null; name: string };

declare const granted: unique symbol;

/**
 * What every tenant query and command asks for first. Only `lib/auth` makes one, after it has authenticated the actor,
 * so that forgetting the tenant is a type error.
 */
export type TeamScope = {
  readonly [granted]: true;
  readonly teamId: Id<"team">;
  readonly teamName: string;
  readonly actor: Actor;
  readonly role: Role;
  /** The models that a restricted token may see: to it all others, and all team-wide things, do not exist. */
  readonly models: "all" | readonly Id<"model">[];
  /** Set for a run, of a workflow that called home or of a launch queue: the one version that exists to it, if any. */
  readonly version: RunGrant | null;
  /** Set for the token of launch agents: the one queue that exists to it, and nothing else of the team. */
  readonly agentOf: Id<"queue"> | null;
  readonly requestId: string;
  /** Where the request came from, for the audit log. */
  readonly address: string | null;
  /** The delivery that led to this request, where the caller named one: an event then tells its cause. */
  readonly causeDeliveryId: Id<"delivery"> | null;
  readonly idempotency: Idempotency | null;
};

/** What a run may do, and with what. */
export type RunGrant = {
  /** Null for a launch run that nothing but a person asked for. */
  readonly id: Id<"version"> | null;
  readonly purposes: readonly Purpose[];
  /** Set for a run of a launch queue: what it logs belongs to it, and goes into this project. */
  readonly run: { readonly id: Id<"run">; readonly projectId: Id<"project"> } | null;
};

/** The caller's key for one write, and the hash of what it asked: a repeat answers as the first did. */
export type Idempotency = { key: string; requestHash: string };
