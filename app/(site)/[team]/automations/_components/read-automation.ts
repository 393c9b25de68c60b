import "server-only";
import { notFound } from "next/navigation";
import { nameInPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getAutomation } from "@/lib/automations/queries";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";

export type AutomationParams = Promise<{ team: string; automation: string }>;

/** The automation that a page changes. For who may not, there is no such page. */
export async function requireEditable(
  params: AutomationParams,
): Promise<{ scope: TeamScope; automation: AutomationView }> {
  const { team, automation: ref } = await params;
  const scope = await requireScope(team);
  const found = await getAutomation(await db(), scope, nameInPath(ref));
  if (!found.ok || !can(scope.role, "automation.write")) {
    notFound();
  }
  return { scope, automation: found.value };
}
