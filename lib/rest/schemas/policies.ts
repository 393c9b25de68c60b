import * as z from "zod";
import type { RunToken } from "@/lib/core/call-home";
import type { PolicyView } from "@/lib/core/oidc-policy";
import { CALL_HOME_PURPOSES } from "@/lib/core/purpose";
import { id, time } from "./shared";

const names = z.array(z.string()).nullable();
const purposes = z.array(z.enum(CALL_HOME_PURPOSES));

const narrowRule = z
  .object({
    kind: z.literal("narrow"),
    models: names.meta({ description: "The models that it is about; null for all." }),
    repositories: names,
    refs: names,
    workflows: names,
    environments: names,
    purposes: purposes.nullable(),
  })
  .meta({ id: "NarrowRule" });

const allowRule = z
  .object({
    kind: z.literal("allow"),
    models: names.meta({ description: "The models that it is about; null for all." }),
    repository: z.string(),
    events: z.array(z.string()),
    purposes,
  })
  .meta({ id: "AllowRule" });

export const policyView = z
  .object({
    id: id("githubPolicy"),
    name: z.string(),
    rule: z.discriminatedUnion("kind", [narrowRule, allowRule]),
    createdBy: z.string(),
    createdAt: time,
  })
  .meta({ id: "Policy" }) satisfies z.ZodType<Omit<PolicyView, "rule">>;

export const runToken = z
  .object({
    token: z.string().meta({ description: "The token itself, told this once. Mask it in logs." }),
    expiresAt: time,
    team: z.string(),
    model: z.string(),
    version: z.string().meta({ description: "`v3`: the only version that exists to the token." }),
    versionId: id("version"),
    delivery: id("delivery"),
    purposes,
  })
  .meta({ id: "RunToken" }) satisfies z.ZodType<RunToken>;
