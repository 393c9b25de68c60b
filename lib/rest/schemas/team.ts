import * as z from "zod";
import { ROLES } from "@/lib/core/access";
import type { AuditView } from "@/lib/core/audit";
import type { InvitationCreated, InvitationView } from "@/lib/core/invitation";
import type { SecretUse, SecretView } from "@/lib/core/secret";
import type { MemberView, TeamCreated, TeamView } from "@/lib/core/team";
import type { TokenCreated, TokenView } from "@/lib/core/token";
import { anyJsonObject, id, named, time } from "./shared";

const teamShape = { id: id("team"), name: z.string(), createdAt: time };

export const teamView = z.object(teamShape).meta({ id: "Team" }) satisfies z.ZodType<TeamView>;

export const memberView = z
  .object({
    id: id("user"),
    name: z.string(),
    email: z.string().nullable(),
    imageUrl: z.string().nullable(),
    role: z.enum(ROLES),
    since: time,
  })
  .meta({ id: "Member" }) satisfies z.ZodType<MemberView>;

const invitationShape = {
  id: id("invitation"),
  role: z.enum(ROLES),
  note: z.string().meta({ description: "For whom it was made. Nothing is checked against it." }),
  createdBy: z.string(),
  createdAt: time,
  expiresAt: time,
};

export const invitationView = z.object(invitationShape).meta({ id: "Invitation" }) satisfies z.ZodType<InvitationView>;

export const invitationCreated = z
  .object({ ...invitationShape, url: z.string().meta({ description: "The link itself, told this once." }) })
  .meta({ id: "InvitationCreated" }) satisfies z.ZodType<Omit<InvitationCreated, "token">>;

const tokenShape = {
  id: id("token"),
  name: z.string(),
  role: z.enum(ROLES),
  models: z.array(named("model")).nullable().meta({ description: "The only models that it sees; null for all." }),
  hint: z.string().meta({ description: "Its last four characters." }),
  createdAt: time,
  createdBy: z.string(),
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
};

export const tokenView = z.object(tokenShape).meta({ id: "Token" }) satisfies z.ZodType<TokenView>;

export const tokenCreated = z
  .object({ ...tokenShape, token: z.string().meta({ description: "The token itself, told this once." }) })
  .meta({ id: "TokenCreated" }) satisfies z.ZodType<TokenCreated>;

export const teamCreated = z
  .object({ ...teamShape, adminToken: z.union([tokenCreated, z.null()]) })
  .meta({ id: "TeamCreated" }) satisfies z.ZodType<TeamCreated>;

const secretUse = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["access_token", "signing"]), webhook: named("webhook") }),
  z.object({ kind: z.literal("payload"), automation: named("automation") }),
]) satisfies z.ZodType<SecretUse>;

export const secretView = z
  .object({
    id: id("secret"),
    name: z.string(),
    payloadWebhooks: z.array(named("webhook")).meta({ description: "Towards these webhooks payloads may use it." }),
    uses: z.array(secretUse),
    createdAt: time,
    createdBy: z.string(),
    replacedAt: time.nullable(),
  })
  .meta({
    id: "Secret",
    description: "A secret without its value, which is never shown.",
  }) satisfies z.ZodType<SecretView>;

export const auditView = z
  .object({
    id: z.string(),
    at: time,
    actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    action: z.string(),
    outcome: z.enum(["done", "refused"]),
    reason: z.string().nullable(),
    target: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
    details: anyJsonObject.meta({ description: "What else the action says of itself." }),
    address: z.string().nullable(),
    requestId: z.string(),
  })
  .meta({ id: "AuditEntry" }) satisfies z.ZodType<AuditView>;
