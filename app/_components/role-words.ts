import type { Role } from "@/lib/core/access";

/** What each role is called and may do, as SPEC 11 has it. */
export const ROLE_WORDS = {
  viewer: {
    name: "Viewer",
    one: "a viewer",
    short: "Viewer: reads and downloads",
    may: "Viewers read everything and download.",
  },
  member: {
    name: "Member",
    one: "a member",
    short: "Member: also logs, links, tags, moves aliases, runs automations",
    may: "Members also log, link and tag, move aliases that are not protected, record evaluations and manage automations.",
  },
  admin: {
    name: "Admin",
    one: "an admin",
    short: "Admin: everything in the team",
    may: "Admins do everything in the team.",
  },
} as const satisfies Record<Role, { name: string; one: string; short: string; may: string }>;
