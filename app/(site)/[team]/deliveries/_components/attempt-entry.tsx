import { CircleCheck, CircleQuestionMark, CircleX } from "lucide-react";
import { BodyView, CodeView } from "@/app/_components/code-view";
import { formatDuration } from "@/app/_components/format";
import { Time } from "@/app/_components/time";
import { TimingBar } from "@/app/_components/timing-bar";
import { Badge } from "@/app/_components/ui/badge";
import { Tabs } from "@/app/_components/ui/tabs";
import { deliveryPath, type Query } from "@/app/_server/paths";
import type { AttemptView, DeliveryView } from "@/lib/core/delivery";
import { outcomeWords } from "@/lib/core/delivery-words";
import { AttemptDetails } from "./attempt-details.client";
import { curlOf } from "./curl-of";

export const ATTEMPT_TABS = ["response", "request", "body", "curl"] as const;
export type AttemptTab = (typeof ATTEMPT_TABS)[number];

const TAB_LABEL = {
  response: "Response",
  request: "Request",
  body: "Body sent",
  curl: "cURL",
} as const satisfies Record<AttemptTab, string>;

export type AttemptEntryProps = {
  team: string;
  delivery: DeliveryView;
  attempt: AttemptView;
  isOpen: boolean;
  tab: AttemptTab;
  query: Query;
};

/** One try: how it ended, where its time went, what was sent and what came back. */
export function AttemptEntry({ team, delivery, attempt, isOpen, tab, query }: AttemptEntryProps) {
  const { number, code, status, durationMs, startedAt, timings } = attempt;
  const isGood = code === "delivered";
  const words = outcomeWords(code, delivery.action.type);
  return (
    <AttemptDetails
      isOpen={isOpen}
      summary={
        <summary className="flex min-h-10 list-none flex-wrap items-center gap-x-2.5 gap-y-1 px-[18px] py-1.5 -outline-offset-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <AttemptIcon attempt={attempt} />
          <span className="font-medium">Attempt {number}</span>
          <Badge tone={isGood ? "positive" : "critical"} className="font-mono">
            {status ?? code}
          </Badge>
          <span className="ml-auto whitespace-nowrap text-ink-2 tabular-nums">{formatDuration(durationMs)}</span>
          <Time at={startedAt} className="whitespace-nowrap text-ink-3 text-small" />
        </summary>
      }
    >
      <div className="border-line border-t px-[18px] py-3">
        {isGood ? null : (
          <p className="mb-3 text-ink-2">
            {words.happened} {words.remedy}
          </p>
        )}
        {timings ? <TimingBar timing={timings} /> : null}
        <Tabs
          label={`Attempt ${number}`}
          className="mt-2.5 mb-3"
          tabs={ATTEMPT_TABS.map((name) => ({
            href: deliveryPath(team, delivery.id, { ...query, attempt: number, show: name }),
            label: TAB_LABEL[name],
            isCurrent: name === tab,
          }))}
        />
        <TabBody attempt={attempt} delivery={delivery} tab={tab} />
      </div>
    </AttemptDetails>
  );
}

function AttemptIcon({ attempt: { code } }: { attempt: AttemptView }) {
  if (code === "delivered") {
    return (
      <CircleCheck role="img" aria-hidden={undefined} aria-label="Delivered" className="size-3.5 text-positive-mark" />
    );
  }
  if (code === "worker_lost") {
    return (
      <CircleQuestionMark role="img" aria-hidden={undefined} aria-label="Unknown" className="size-3.5 text-caution" />
    );
  }
  return <CircleX role="img" aria-hidden={undefined} aria-label="Failed" className="size-3.5 text-critical-mark" />;
}

function TabBody({ attempt, delivery, tab }: Pick<AttemptEntryProps, "attempt" | "delivery" | "tab">) {
  const { request, response } = attempt;
  if (tab === "response") {
    return response ? (
      <>
        <Headers headers={response.headers} />
        {response.body ? <BodyView label="Response body" body={response.body} /> : <Quiet>The body was empty.</Quiet>}
        {response.isBodyTruncated ? <Quiet>Only its beginning was kept.</Quiet> : null}
      </>
    ) : (
      <Quiet>No answer came.</Quiet>
    );
  }
  if (!request) {
    return <Quiet>Nothing was sent.</Quiet>;
  }
  if (tab === "request") {
    return (
      <>
        <p className="mb-2 break-all font-mono text-small">
          <b className="font-medium">{request.method}</b> {request.url}
        </p>
        <Headers headers={request.headers} />
      </>
    );
  }
  if (tab === "curl") {
    return <CodeView label="cURL command" text={curlOf(request)} canCopy />;
  }
  return <BodyView label="Body sent" body={request.body || delivery.body} />;
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) {
    return null;
  }
  return (
    <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 font-mono text-small">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="max-w-[26ch] truncate text-ink-3" title={name}>
            {name}
          </dt>
          <dd className="min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Quiet({ children }: { children: string }) {
  return <p className="mt-1 text-ink-3 text-small">{children}</p>;
}
