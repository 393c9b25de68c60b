import type { Role } from "./access";
import type { Id } from "./ids";
import type { TokenCreated } from "./token";

export type TeamView = { id: Id<"team">; name: string; createdAt: string };

/** A team made by a token has no people yet: its first token, told this once, is the only way in. */
export type TeamCreated = TeamView & { adminToken: TokenCreated | null };

export type MemberView = {
  id: Id<"user">;
  name: string;
  email: string | null;
  imageUrl: string | null;
  role: Role;
  since: string;
};
