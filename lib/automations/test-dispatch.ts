import type { TeamScope } from "@/lib/core/actor";
import type { StoredGitHubAction } from "@/lib/core/automation";
import type { AutomationTestView } from "@/lib/core/automation-test";
import type { ExchangeRecord } from "@/lib/core/delivery";
import type { RegistryEvent } from "@/lib/core/event";
import { isTooLongForGitHub } from "@/lib/core/github-payload";
import type { Execution, Executors } from "@/lib/core/ports";
import { ok, type Result } from "@/lib/core/result";
import { payloadText, renderTemplate } from "@/lib/core/template";
import { newId } from "@/lib/platform/id";

type TestedDispatch = { action: StoredGitHubAction; automationName: string; event: RegistryEvent };

type DispatchTestPorts = { executors: Pick<Executors, "github">; baseUrl: string };

/**
 * Dispatches once what the action would dispatch for the event. The delivery id in it is new and belongs to no delivery:
 * the run cannot call home, and its result is told nowhere here.
 */
export async function testDispatch(
  { teamId }: TeamScope,
  { action, automationName, event }: TestedDispatch,
  { executors, baseUrl }: DispatchTestPorts,
): Promise<Result<AutomationTestView>> {
  const deliveryId = newId("delivery");
  const rendered = renderTemplate(action.payload, {
    event,
    deliveryId,
    automationName,
    baseUrl,
    secretNames: [],
    accessTokenSecret: null,
    escape: "none",
  });
  const body = rendered.ok ? payloadText(rendered.value.body) : "";
  if (!rendered.ok || isTooLongForGitHub(action.dispatch, body)) {
    return ok(TOO_LARGE);
  }
  const input = { deliveryId, teamId, action, body, secretHoles: [], attempt: 1 };
  return ok(viewOf(await executors.github(input, new AbortController().signal)));
}

const NOTHING_SAID: ExchangeRecord = { request: null, response: null, timings: null };

const TOO_LARGE: AutomationTestView = {
  ...NOTHING_SAID,
  code: "payload_too_large",
  status: null,
  isDelivered: false,
  durationMs: 0,
  run: null,
};

function viewOf({ outcome, record, durationMs, run }: Execution): AutomationTestView {
  return {
    ...record,
    code: outcome.code,
    status: outcome.status,
    isDelivered: outcome.kind === "delivered",
    durationMs,
    run: run ? { id: run.runId, url: run.url } : null,
  };
}
