import { KeyValue } from "@/app/_components/ui/key-values";
import { TextLink } from "@/app/_components/ui/text-link";
import { jobPath, queuePath, settingsPath } from "@/app/_server/paths";
import type { ActionView } from "@/lib/core/automation";

/** Where the action goes and how, line by line. */
export function ActionFacts({ team, action }: { team: string; action: ActionView }) {
  switch (action.type) {
    case "webhook":
      return <WebhookFacts team={team} action={action} />;
    case "github":
      return <GitHubFacts action={action} />;
    case "launch":
      return <LaunchFacts team={team} action={action} />;
  }
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

function LaunchFacts({ team, action }: { team: string; action: Of<"launch"> }) {
  const { job, queue, priority, project, variables } = action;
  return (
    <>
      <KeyValue name="Job">
        <TextLink href={jobPath(team, job.name)}>{job.name}</TextLink>
        {job.version === null ? ", the newest version when it fires" : ` v${job.version}`}
      </KeyValue>
      <KeyValue name="Queue">
        <TextLink href={queuePath(team, queue.name)}>{queue.name}</TextLink>
        {priority === null ? "" : `, ${priority} priority`}
      </KeyValue>
      <KeyValue name="Project">
        <span className="break-all font-mono text-small">{project}</span>
      </KeyValue>
      {Object.entries(variables).map(([name, value]) => (
        <KeyValue key={name} name={name}>
          <code className="break-all font-mono text-small">{String(value)}</code>
        </KeyValue>
      ))}
    </>
  );
}
