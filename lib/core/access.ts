export const ROLES = ["viewer", "member", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Who may do what: the only such table. `words` completes "Only … may …" in refusals and in the docs. */
export const PERMISSIONS = {
  "registry.read": { roles: ["viewer", "member", "admin"], words: "read the registry and download files" },
  "automation.read": { roles: ["viewer", "member", "admin"], words: "read automations, webhooks and deliveries" },
  "artifact.write": { roles: ["member", "admin"], words: "log artifacts" },
  "model.write": { roles: ["member", "admin"], words: "create and describe models" },
  "model.delete": { roles: ["admin"], words: "delete models" },
  "version.link": { roles: ["member", "admin"], words: "link and unlink versions" },
  "tag.write": { roles: ["member", "admin"], words: "set and remove tags" },
  "alias.write": { roles: ["member", "admin"], words: "put, move and remove aliases" },
  "alias.protected": { roles: ["admin"], words: "put, move or remove a protected alias" },
  "alias.protect": { roles: ["admin"], words: "change which aliases are protected" },
  "evaluation.write": { roles: ["member", "admin"], words: "record evaluations" },
  "automation.write": { roles: ["member", "admin"], words: "create, change and delete automations" },
  "delivery.operate": { roles: ["member", "admin"], words: "redeliver and cancel deliveries" },
  "webhook.write": { roles: ["admin"], words: "create, change and delete webhooks" },
  "webhook.test": { roles: ["member", "admin"], words: "test a saved webhook with a past event" },
  "webhook.test_any": { roles: ["admin"], words: "test a webhook with a payload of their own" },
  "github.read": { roles: ["member", "admin"], words: "see which GitHub accounts are connected" },
  "github.manage": { roles: ["admin"], words: "connect GitHub accounts and say what their workflows may do" },
  "launch.read": { roles: ["viewer", "member", "admin"], words: "read jobs, queues and runs" },
  "launch.manage": { roles: ["admin"], words: "create, change and delete jobs and queues, and let agents in" },
  "run.operate": { roles: ["member", "admin"], words: "queue, kill and rerun runs" },
  "run.work": { roles: [], words: "claim runs and report them" },
  "secret.read": { roles: ["member", "admin"], words: "see which secrets exist" },
  "secret.write": { roles: ["admin"], words: "create, replace and delete secrets" },
  "token.manage": { roles: ["admin"], words: "create and revoke tokens" },
  "member.read": { roles: ["viewer", "member", "admin"], words: "see who is in the team" },
  "member.manage": { roles: ["admin"], words: "invite people and change roles" },
  "member.leave": { roles: ["viewer", "member", "admin"], words: "leave it" },
  "audit.read": { roles: ["admin"], words: "read the audit log" },
} as const satisfies Record<string, { roles: readonly Role[]; words: string }>;

export type Permission = keyof typeof PERMISSIONS;

export function can(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission].roles;
  return allowed.includes(role);
}

/** The sentence of a refusal by role: "Only admins may delete models." */
export function onlySentence(permission: Permission): string {
  const roles: readonly Role[] = PERMISSIONS[permission].roles;
  const who = roles.includes("viewer")
    ? "members of the team"
    : roles.map((role) => `${role}s`).join(" and ") || "agents, by their own tokens,";
  return `Only ${who} may ${PERMISSIONS[permission].words}.`;
}
