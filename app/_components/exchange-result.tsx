import { CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import type { ActionType } from "@/lib/core/automation";
import { outcomeWords } from "@/lib/core/delivery-words";
import type { WebhookTestView } from "@/lib/core/webhook";
import { BodyView } from "./code-view";
import { formatDuration } from "./format";
import { TimingBar } from "./timing-bar";
import { Badge } from "./ui/badge";

type ExchangeResultProps = Partial<Omit<VerdictProps, "answer">> & { answer: WebhookTestView; isBusy?: boolean };

/** What a test came to: the request as a delivery would make it, beside what came back. */
export function ExchangeResult({ answer, isBusy = false, action = "webhook", run = null }: ExchangeResultProps) {
  return (
    <section aria-label="Test result" aria-busy={isBusy} className="@container">
      <Verdict answer={answer} action={action} run={run} />
      {answer.timings ? <TimingBar timing={answer.timings} /> : null}
      <div className="mt-4 grid grid-cols-1 gap-4 @[560px]:grid-cols-2">
        <RequestSide request={answer.request} />
        <ResponseSide response={answer.response} />
      </div>
    </section>
  );
}

type VerdictProps = { answer: WebhookTestView; action: ActionType; run: { url: string } | null };

function Verdict({ answer, action, run }: VerdictProps) {
  const { code, status, isDelivered, durationMs } = answer;
  const { happened, remedy } = outcomeWords(code, action);
  const Icon = isDelivered ? CircleCheck : CircleX;
  return (
    <div role="status" className="mb-3">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={isDelivered ? "positive" : "critical"} className="[&_svg]:size-3.5">
          <Icon aria-hidden="true" />
          {status ?? code}
        </Badge>
        <b className="font-medium tabular-nums">{formatDuration(durationMs)}</b>
        <span className="text-ink-3">sent once, not retried, not a delivery</span>
      </p>
      {isDelivered ? null : (
        <p className="mt-1.5 text-ink-2">
          {happened} {remedy}
        </p>
      )}
      {isDelivered && action !== "webhook" ? <Started action={action} run={run} /> : null}
    </div>
  );
}

function Started({ action, run }: Pick<VerdictProps, "action" | "run">) {
  return (
    <p className="mt-1.5 text-ink-2">
      {run ? (
        <a href={run.url} rel="noreferrer" className="underline underline-offset-2">
          {action === "github" ? "The run on GitHub" : "The run"}
        </a>
      ) : (
        "GitHub accepted it. It does not say which runs that started: see the repository's Actions."
      )}
    </p>
  );
}

function RequestSide({ request }: { request: WebhookTestView["request"] }) {
  return (
    <Side title="Request">
      {request ? (
        <>
          <p className="mb-2 break-all font-mono text-small">
            <b className="font-medium">{request.method}</b> {request.url}
          </p>
          <Headers headers={request.headers} />
          <BodyView label="Request body" body={request.body} />
        </>
      ) : (
        <p className="text-ink-3">Nothing was sent.</p>
      )}
    </Side>
  );
}

function ResponseSide({ response }: { response: WebhookTestView["response"] }) {
  return (
    <Side title="Response">
      {response ? (
        <>
          <Headers headers={response.headers} />
          {response.body ? (
            <BodyView label="Response body" body={response.body} />
          ) : (
            <p className="text-ink-3">The body was empty.</p>
          )}
          {response.isBodyTruncated ? <p className="mt-1 text-ink-3 text-small">Only its beginning was kept.</p> : null}
        </>
      ) : (
        <p className="text-ink-3">No answer came.</p>
      )}
    </Side>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className="mb-3 flex flex-col gap-1 font-mono text-small">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
