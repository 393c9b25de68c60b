import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationTestView } from "@/lib/core/automation-test";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { Id } from "@/lib/core/ids";
import type { StoredLaunchAction } from "@/lib/core/launch-action";
import { ok, type Result, refuse } from "@/lib/core/result";
import { launchRunUrl } from "@/lib/core/site-urls";
import { payloadText, renderTemplate } from "@/lib/core/template";
import type { Database } from "@/lib/db/client";
import { executionOf } from "@/lib/launch/execute";
import { type FiringProblem, fireRun } from "@/lib/launch/fire";
import type { Submitted } from "@/lib/launch/runs/submit";
import { newId } from "@/lib/platform/id";

type TestedLaunch = {
  action: StoredLaunchAction;
  automation: { id: Id<"automation">; name: string };
  event: RegistryEvent;
};

/**
 * Queues once what the action would queue for the event. The run is a real one, caused by the person who asked and by no
 * delivery, so that its result is followed nowhere but on its own page.
 */
export async function testLaunch(
  db: Database,
  scope: TeamScope,
  { action, automation, event }: TestedLaunch,
  { baseUrl }: { baseUrl: string },
): Promise<Result<AutomationTestView>> {
  const rendered = renderTemplate(action.payload, {
    event,
    deliveryId: newId("delivery"),
    automationName: automation.name,
    baseUrl,
    secretNames: [],
    accessTokenSecret: null,
    escape: "none",
  });
  if (!rendered.ok) {
    return rendered;
  }
  const write = { permission: "run.operate", action: "run.queued", target: { name: action.jobName } } as const;
  const body = payloadText(rendered.value.body);
  const isSample = event === EVENT_SAMPLES[event.type];
  const asked = { ...event, id: isSample ? null : event.id, actor: scope.actor };
  const begunAt = performance.now();
  const refusals: FiringProblem[] = [];
  // The key of the request has served for the test itself: with it the answer to that would be taken for the run's.
  const fired = await transact<Submitted>(db, { ...scope, idempotency: null }, write, async (tx) => {
    const run = await fireRun(tx, { teamId: scope.teamId, action, body, event: asked, deliveryId: null, automation });
    if (!run.ok) {
      refusals.push(run.problem);
      return refuse(run.problem.problem);
    }
    return run;
  });
  const [refusal] = refusals;
  const told = fired.ok ? fired : refusal && refuse(refusal);
  if (!told) {
    return fired as Result<never>; // By right: it was never asked for.
  }
  const { outcome, record } = executionOf(told);
  return ok({
    ...record,
    code: outcome.code,
    status: outcome.status,
    isDelivered: told.ok,
    durationMs: performance.now() - begunAt,
    run: told.ok ? { id: told.value.number, url: launchRunUrl(baseUrl, scope.teamName, told.value.number) } : null,
  });
}
