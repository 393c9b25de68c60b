import { and, eq, ilike, isNull, lt, or, type SQL } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import type { AutomationSearch } from "@/lib/core/automation-search";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { findModelId } from "@/lib/db/find-model-id";
import { automations } from "@/lib/db/schema";
import { automationByRef, readAutomations } from "./automation-view";

/** The automations of the team or of one model, newest first. */
export async function listAutomations(
  db: Database,
  scope: TeamScope,
  search: AutomationSearch,
): Promise<Result<Page<AutomationView>>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const after = decodeCursor(search.cursor, cursorKey);
  if (!after.ok) {
    return after;
  }
  const modelId = search.model === undefined ? null : await findModelId(db, scope, search.model);
  if (search.model !== undefined && modelId === null) {
    return notFound("model");
  }

  const found = await readAutomations(db, scope, {
    where: and(...filters(search, modelId), after.value ? lt(automations.id, after.value[0]) : undefined),
    limit: search.limit + 1,
  });
  return ok(
    pageOf(
      found,
      search.limit,
      (automation) => automation,
      ({ id }) => [id],
    ),
  );
}

export async function getAutomation(db: Database, scope: TeamScope, ref: string): Promise<Result<AutomationView>> {
  const refusal = refuseReading(scope);
  if (refusal) {
    return refusal;
  }
  const [found] = await readAutomations(db, scope, { where: automationByRef(ref), limit: 1 });
  return found ? ok(found) : notFound("automation");
}

function filters(search: AutomationSearch, modelId: Id<"model"> | null): (SQL | undefined)[] {
  return [
    modelId ? or(eq(automations.modelId, modelId), isNull(automations.modelId)) : undefined,
    search.eventType && eq(automations.eventType, search.eventType),
    search.enabled === undefined ? undefined : eq(automations.isEnabled, search.enabled),
    search.name ? ilike(automations.name, `%${search.name.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  ];
}

function refuseReading(scope: TeamScope): { ok: false; problem: Problem } | null {
  return can(scope.role, "automation.read")
    ? null
    : refuse({ code: "forbidden", message: onlySentence("automation.read") });
}

const cursorKey = z.tuple([z.custom<Id<"automation">>((id) => typeof id === "string" && isId("automation", id))]);
