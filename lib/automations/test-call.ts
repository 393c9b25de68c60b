import { and } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationFilter, StoredAction, StoredGitHubAction } from "@/lib/core/automation";
import type { AutomationTest, AutomationTestView } from "@/lib/core/automation-test";
import type { EventType, RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { Id } from "@/lib/core/ids";
import type { StoredLaunchAction } from "@/lib/core/launch-action";
import type { Executors } from "@/lib/core/ports";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";
import type { TestPorts } from "@/lib/webhooks/ports";
import { sendTest } from "@/lib/webhooks/test-call";
import { automationByRef, visibleAutomations } from "./automation-view";
import { findPastEvent, findPastMatches } from "./past-events";
import { testDispatch } from "./test-dispatch";
import { testLaunch } from "./test-launch";

type Tested = {
  id: Id<"automation">;
  name: string;
  modelId: Id<"model"> | null;
  eventType: EventType;
  filter: AutomationFilter;
  action: StoredAction;
};

/** How far back a test looks for an event that the automation would have matched. */
const LOOKED_AT_MAX = 200;

export type AutomationTestPorts = TestPorts & { executors: Pick<Executors, "github"> };

/**
 * Sends once what the automation would send, now, for the event of this id or the newest that it would have matched, or
 * a sample where there is none. It is no delivery: nothing is retried and no history is kept, but the audit log has it.
 * A dispatch starts a real run and a launch queues one, so that has to be said.
 */
export async function testAutomation(
  db: Database,
  scope: TeamScope,
  ref: string,
  input: AutomationTest,
  ports: AutomationTestPorts,
): Promise<Result<AutomationTestView>> {
  const write = { permission: "webhook.test", action: "automation.tested", target: { name: ref } } as const;
  const found = await transact(db, scope, write, async (tx) => {
    const [automation] = await tx
      .select({
        id: automations.id,
        name: automations.name,
        modelId: automations.modelId,
        eventType: automations.eventType,
        filter: automations.filter,
        action: automations.action,
      })
      .from(automations)
      .where(and(visibleAutomations(scope), automationByRef(ref)));
    if (!automation) {
      return notFound("automation");
    }
    const { action } = automation;
    return action.type !== "webhook" && !input.startsRun ? refuse(unsaid(action)) : ok(automation);
  });
  if (!found.ok) {
    return found;
  }

  const automation: Tested = found.value;
  const { action, name: automationName } = automation;
  const event = await chooseEvent(db, scope, automation, input.eventId);
  if (!event) {
    return notFound("event");
  }
  if (action.type === "github") {
    return testDispatch(scope, { action, automationName, event }, ports);
  }
  if (action.type === "launch") {
    return testLaunch(db, scope, { action, automation, event }, ports);
  }
  const { webhookId, payload: template } = action;
  const sent = await sendTest(db, scope, { webhookId, template, automationName, event }, ports);
  return sent.ok ? ok({ ...sent.value, run: null }) : sent;
}

function unsaid(action: StoredGitHubAction | StoredLaunchAction): Problem {
  const what =
    action.type === "github" ? `starts a real run in ${action.repository}` : `queues a real run of ${action.jobName}`;
  return { code: "invalid", field: "startsRun", message: `This ${what}. Say startsRun: true if that is wanted.` };
}

async function chooseEvent(
  db: Database,
  scope: TeamScope,
  { modelId, eventType, filter }: Tested,
  eventId: string | undefined,
): Promise<RegistryEvent | null> {
  if (eventId === undefined) {
    const past = await findPastMatches(db, scope, { modelId, eventType, filter, eventsMax: LOOKED_AT_MAX, keptMax: 1 });
    return (past.ok ? past.value.matches[0] : undefined) ?? EVENT_SAMPLES[eventType];
  }
  return findPastEvent(db, scope, { eventId, modelId, eventType });
}
