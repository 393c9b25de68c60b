import { can, type Permission, type Role } from "./access";

/** What the token of a run may be for: fetching its version, recording evaluations of it, and logging artifacts of its own. */
export const PURPOSES = ["download", "evaluate", "log"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What a workflow run may ask for when it calls home. Logging is for runs of a launch queue, which have a project. */
export const CALL_HOME_PURPOSES = ["download", "evaluate"] as const satisfies readonly Purpose[];
export type CallHomePurpose = (typeof CALL_HOME_PURPOSES)[number];

const PERMISSIONS_OF = {
  download: ["registry.read"],
  evaluate: ["evaluation.write"],
  log: ["artifact.write"],
} as const satisfies Record<Purpose, readonly Permission[]>;

/** What of a scope decides its rights. */
export type Rights = { role: Role; version: { purposes: readonly Purpose[] } | null; agentOf: string | null };

/** Whether a scope may do something: by its role, or where it is of a run or an agent, by that and nothing else. */
export function isPermitted({ role, version, agentOf }: Rights, permission: Permission): boolean {
  if (agentOf !== null) {
    return permission === "run.work";
  }
  if (version === null) {
    return can(role, permission);
  }
  return version.purposes.some((purpose) => {
    const allowed: readonly Permission[] = PERMISSIONS_OF[purpose];
    return allowed.includes(permission);
  });
}
