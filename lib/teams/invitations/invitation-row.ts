import { and, gt, isNull, sql } from "drizzle-orm";
import type { InvitationView } from "@/lib/core/invitation";
import { invitations } from "@/lib/db/schema";

/** Neither used, nor revoked, nor past its end. */
export const isOpen = and(
  isNull(invitations.acceptedAt),
  isNull(invitations.revokedAt),
  gt(invitations.expiresAt, sql`now()`),
);

export const shownColumns = {
  id: invitations.id,
  role: invitations.role,
  note: invitations.note,
  createdBy: invitations.createdBy,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
};

type Shown = Omit<InvitationView, "createdAt" | "expiresAt"> & { createdAt: Date; expiresAt: Date };

export function viewOf({ createdAt, expiresAt, ...row }: Shown): InvitationView {
  return { ...row, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
