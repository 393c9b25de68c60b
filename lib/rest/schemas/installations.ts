import * as z from "zod";
import type { InstallationView, InstalledRepositoryView } from "@/lib/core/github-app";
import { id, named, time } from "./shared";

export const installationView = z
  .object({
    id: id("installation"),
    installationId: z.int().meta({ description: "GitHub's own number." }),
    account: z.object({ id: z.int(), login: z.string(), type: z.enum(["User", "Organization"]) }),
    repositorySelection: z.enum(["all", "selected"]),
    repositoryCount: z.int(),
    missingPermissions: z
      .array(z.string())
      .meta({ description: "What the App asks for and the account has not granted, by GitHub's names." }),
    suspendedAt: time.nullable(),
    usedBy: z.array(named("automation")).meta({ description: "The automations whose action goes through it." }),
    createdAt: time,
    createdBy: z.string(),
  })
  .meta({
    id: "Installation",
    description: "The GitHub App installed on an account, and tied to the team.",
  }) satisfies z.ZodType<InstallationView>;

export const installedRepositoryView = z
  .object({
    id: z.int().meta({ description: "GitHub's own number: it stays when the repository is renamed." }),
    name: z.string().meta({ description: "`owner/name`." }),
    defaultBranch: z.string(),
    isPrivate: z.boolean(),
    isArchived: z.boolean(),
  })
  .meta({ id: "InstalledRepository" }) satisfies z.ZodType<InstalledRepositoryView>;
