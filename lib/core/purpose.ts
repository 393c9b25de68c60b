import { can, type Permission, type Role } from "./access";

/** What the token of a workflow run may be for: fetching its version, and recording evaluations of it. */
export const PURPOSES = ["download", "evaluate"] as const;
export type Purpose = (typeof PURPOSES)[number];

const PERMISSIONS_OF = {
  download: ["registry.read"],
  evaluate: ["evaluation.write"],
} as const satisfies Record<Purpose, readonly Permission[]>;

/** What of a scope decides its rights. */
export type Rights = { role: Role; version: { purposes: readonly Purpose[] } | null };

/** Whether a scope may do something: by its role, or where it is of a workflow run, by its purposes and nothing else. */
export function isPermitted({ role, version }: Rights, permission: Permission): boolean {
  if (version === null) {
    return can(role, permission);
  }
  return version.purposes.some((purpose) => {
    const allowed: readonly Permission[] = PERMISSIONS_OF[purpose];
    return allowed.includes(permission);
  });
}
