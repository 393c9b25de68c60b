"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { requireSetupActor } from "@/app/_server/github-setup";
import { settingsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { can, onlySentence } from "@/lib/core/access";
import { SETUP_REFUSALS } from "@/lib/core/github-setup";
import { ok, refuse } from "@/lib/core/result";
import { forgetApp, untieInstallation } from "@/lib/github/commands";
import { getInstallation } from "@/lib/github/installations";
import { log } from "@/lib/platform/log";

const target = z.strictObject({ team: z.string(), installation: z.string().max(60) });

export const untieInstallationAction = action(
  target.extend({ login: z.string(), confirm: z.string().optional(), isUsed: z.literal("on").optional() }),
  async ({ team, installation, login, confirm, isUsed }) => {
    if (isUsed && confirm !== login) {
      return refuse({
        code: "invalid",
        field: "confirm",
        message: `This is not ${login}. Type the name as it stands.`,
      });
    }
    const scope = await requireScope(team);
    const untied = await untieInstallation(await db(), scope, installation);
    if (!untied.ok) {
      return untied;
    }
    refresh();
    return ok({ message: `${untied.value.login} was disconnected.`, next: settingsPath(scope.teamName, "github") });
  },
);

export const refreshInstallationAction = action(target, async ({ team, installation }) => {
  const scope = await requireScope(team);
  if (!can(scope.role, "github.manage")) {
    return refuse({ code: "forbidden", message: onlySentence("github.manage") });
  }
  const found = await getInstallation(await db(), scope, installation);
  if (!found.ok) {
    return found;
  }
  const { ports } = await startRuntime();
  try {
    await ports.githubApp.refresh(found.value.installationId);
  } catch (error) {
    log().warn({ err: error }, "An installation could not be read again.");
    return refuse({ code: "unavailable", message: "GitHub did not answer as it should. Try again in a moment." });
  }
  refresh();
  return ok({ message: `${found.value.account.login} was read again.` });
});

export const chooseInstallationAction = action(
  z.strictObject({ team: z.string(), state: z.string().max(8_000), installation: z.coerce.number().int().positive() }),
  async ({ team, state, installation: installationId }) => {
    const actor = await requireSetupActor(team);
    const { ports } = await startRuntime();
    const done = await ports.githubApp.setup.chosen(actor, { state, installationId });
    if (!done.ok) {
      return refuse({ code: "conflict", message: SETUP_REFUSALS[done.problem.reason] });
    }
    refresh();
    const login = done.value.kind === "tied" ? done.value.login : "";
    return ok({
      message: `${login} is connected.`,
      next: settingsPath(actor.scope.teamName, "github", [], { connected: login }),
    });
  },
);

export const forgetAppAction = action(
  z.strictObject({ team: z.string(), slug: z.string(), confirm: z.string() }),
  async ({ team, slug, confirm }) => {
    if (confirm !== slug) {
      return refuse({ code: "invalid", field: "confirm", message: `This is not ${slug}. Type the name as it stands.` });
    }
    const { scope, person } = await requireSetupActor(team);
    const forgotten = await forgetApp(await db(), scope, person);
    if (!forgotten.ok) {
      return forgotten;
    }
    refresh();
    return ok({
      message: `${forgotten.value.slug} was forgotten. Delete it on GitHub, too.`,
      next: settingsPath(scope.teamName, "github"),
    });
  },
);
