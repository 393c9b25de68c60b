import * as z from "zod";
import { ROLES, type Role } from "./access";
import type { Id } from "./ids";

export const INVITATION_DAYS = 7;

export const newInvitation = z.strictObject({
  role: z.enum(ROLES),
  /** For whom it is, such as an e-mail address. Whoever opens the link may accept it. */
  note: z
    .string()
    .trim()
    .max(200, "Use at most 200 characters.")
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), "Leave out control characters.")
    .default(""),
});

export type NewInvitation = z.infer<typeof newInvitation>;

export type InvitationView = {
  id: Id<"invitation">;
  role: Role;
  note: string;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
};

/** The one time that the link's secret is told. */
export type InvitationCreated = InvitationView & { token: string };

/** What the holder of a link is shown before accepting. */
export type InvitationOffer = { team: string; role: Role; createdBy: string; expiresAt: string };

export const roleChange = z.strictObject({ role: z.enum(ROLES) });
