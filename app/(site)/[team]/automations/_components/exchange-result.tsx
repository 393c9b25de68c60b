import { BodyView } from "@/app/_components/code-view";
import { formatDuration } from "@/app/_components/format";
import { TimingBar } from "@/app/_components/timing-bar";
import { Badge } from "@/app/_components/ui/badge";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { OUTCOME_WORDS } from "@/lib/core/delivery-words";
import type { WebhookTestView } from "@/lib/core/webhook";

/** How a test ended: the response first, for it is what was asked for, then the request as it went out. */
export function ExchangeResult({ result }: { result: WebhookTestView }) {
  const { request, response, code, status, durationMs, timings, isDelivered } = result;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Panel aria-labelledby="response">
        <PanelHead title="Response" titleId="response">
          <Badge tone={isDelivered ? "positive" : "critical"} className="font-mono">
            {status ?? code}
          </Badge>
          <span className="text-ink-2 text-small tabular-nums">{formatDuration(durationMs)}</span>
        </PanelHead>
        <PanelBody>
          {isDelivered ? null : (
            <p className="mb-3 text-ink-2">
              {OUTCOME_WORDS[code].happened} {OUTCOME_WORDS[code].remedy}
            </p>
          )}
          {timings ? <TimingBar timing={timings} /> : null}
          {response ? <Headers headers={response.headers} /> : <p className="text-ink-3">No answer came.</p>}
          {response?.body ? <BodyView label="Response body" body={response.body} /> : null}
        </PanelBody>
      </Panel>
      {request ? (
        <Panel aria-labelledby="request">
          <PanelHead title="Request" titleId="request" />
          <PanelBody>
            <p className="mb-2 break-all font-mono text-small">
              <b className="font-medium">{request.method}</b> {request.url}
            </p>
            <Headers headers={request.headers} />
            <BodyView label="Body sent" body={request.body} />
          </PanelBody>
        </Panel>
      ) : null}
    </div>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className="my-3 flex flex-col gap-1 font-mono text-small">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
