import { KeyValue } from "@/app/_components/ui/key-values";
import { TextLink } from "@/app/_components/ui/text-link";
import { settingsPath } from "@/app/_server/paths";
import type { ActionView } from "@/lib/core/automation";

/** Where the action goes and how, line by line. */
export function ActionFacts({ team, action }: { team: string; action: ActionView }) {
  return action.type === "webhook" ? <WebhookFacts team={team} action={action} /> : <GitHubFacts action={action} />;
}

type Of<Type extends ActionView["type"]> = Extract<ActionView, { type: Type }>;

function WebhookFacts({ team, action }: { team: string; action: Of<"webhook"> }) {
  return (
    <>
      <KeyValue name="Webhook">
        <TextLink href={settingsPath(team, "webhooks", [action.webhook.name])}>{action.webhook.name}</TextLink>
      </KeyValue>
      <KeyValue name="When unsure">{unsureWords(action)}</KeyValue>
    </>
  );
}

/** What becomes of an attempt that may or may not have arrived. */
function unsureWords({ whenUnsure, webhook }: Of<"webhook">): string {
  const isAgain = whenUnsure === null ? webhook.preset !== "github" : whenUnsure === "resend";
  const does = isAgain ? "sent again under the same delivery id" : "waits for a person, as Unknown";
  return whenUnsure === null ? `${does} (as usual for this kind)` : does;
}

function GitHubFacts({ action: { repository, dispatch, deployment, reportsCheck } }: { action: Of<"github"> }) {
  return (
    <>
      <KeyValue name="Repository">
        <span className="break-all font-mono text-small">{repository.name}</span>
        {repository.isReachable ? null : " (the GitHub App is no longer installed on it)"}
      </KeyValue>
      <KeyValue name={dispatch.kind === "workflow" ? "Workflow" : "Event type"}>
        <code className="break-all font-mono text-small">
          {dispatch.kind === "workflow" ? dispatch.workflow : dispatch.eventType}
        </code>
      </KeyValue>
      {dispatch.kind === "workflow" ? <KeyValue name="Ref">{dispatch.ref ?? "the default branch"}</KeyValue> : null}
      {deployment ? <KeyValue name="Deployment">{deployment.environment}</KeyValue> : null}
      {reportsCheck ? <KeyValue name="Source commit">told how the run ended</KeyValue> : null}
    </>
  );
}
