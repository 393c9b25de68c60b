import { CodeView } from "./code-view";

export type AutomationStepsProps = { team: string; url: string; model: string | null };

/** How an automation is created through the API, ready to be pasted into a POSIX shell. */
export function AutomationSteps({ team, url, model }: AutomationStepsProps) {
  return <CodeView label="Commands for cURL" text={stepsOf(team, url, model)} canCopy />;
}

function stepsOf(team: string, url: string, model: string | null): string {
  const base = `"$MODELWIRE_URL/api/v1/teams/${encodeURIComponent(team)}`;
  const send = `-H "Authorization: Bearer $MODELWIRE_TOKEN" -H "Content-Type: application/json"`;
  const automation = JSON.stringify({
    name: "deploy-production",
    model,
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "production" } },
    action: { type: "webhook", webhook: "deploy" },
  });
  return `export MODELWIRE_URL=${quoted(url)}
export MODELWIRE_TOKEN=…   # an admin's, for the webhook

# where to send
curl ${base}/webhooks" ${send} \\
  -d '{"name":"deploy","url":"https://hooks.example.com/deploy"}'

# when to send it
curl ${base}/automations" ${send} \\
  -d ${quoted(automation)}`;
}

function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
