import * as z from "zod";
import { ROLES, type Role } from "./access";
import type { Id } from "./ids";
import { instant } from "./instant";
import { modelName } from "./names";

export const newToken = z.strictObject({
  name: z.string().min(1, "Give the token a name.").max(128, "Use at most 128 characters."),
  role: z.enum(ROLES),
  /** Names of the only models it may see; null means all. */
  models: z.array(modelName).min(1).max(100).nullable().default(null),
  expiresAt: instant.nullable().default(null),
});

export type NewToken = z.infer<typeof newToken>;

export type TokenView = {
  id: Id<"token">;
  name: string;
  role: Role;
  models: { id: Id<"model">; name: string }[] | null;
  /** The last four characters: enough to tell two apart, too few to guess. */
  hint: string;
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

/** The one time that the token's text is told. */
export type TokenCreated = TokenView & { token: string };

export const newTeam = z.strictObject({ name: z.string() });
