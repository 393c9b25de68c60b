import "server-only";
import { db } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import { PAGE_LIMIT_MAX } from "@/lib/core/page";
import { listMembers } from "@/lib/teams/queries";

const NAMED_MAX = 5;

/** Who to ask: `priya.n, mara.lindqvist and 3 more`. Of a large team, the admins who have been there the longest. */
export async function readAdmins(scope: TeamScope): Promise<string> {
  const page = await listMembers(await db(), scope, { limit: PAGE_LIMIT_MAX });
  const admins = page.ok ? page.value.items.filter(({ role }) => role === "admin").map(({ name }) => name) : [];
  const rest = admins.length - NAMED_MAX;
  return `${admins.slice(0, NAMED_MAX).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
