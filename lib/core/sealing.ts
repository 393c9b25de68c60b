import type { SetupStep } from "./github-setup";
import type { Id } from "./ids";

/**
 * What a sealed value is bound to: a row that is copied to another team or another secret does not open there.
 * Written in one place, because who seals and who opens must never differ.
 */
export function secretContext(teamId: Id<"team">, secretId: Id<"secret">): string {
  return `secret ${teamId} ${secretId}`;
}

export function webhookUrlContext(teamId: Id<"team">, webhookId: Id<"webhook">): string {
  return `webhook url ${teamId} ${webhookId}`;
}

/** A step of connecting GitHub, while the person is there: one step is never taken for another. */
export function githubSetupContext(step: SetupStep): string {
  return `github setup ${step}`;
}

export function githubAppContext(appId: Id<"githubApp">): string {
  return `github app ${appId}`;
}
