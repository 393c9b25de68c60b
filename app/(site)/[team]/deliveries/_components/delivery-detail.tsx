import { CircleCheck, CircleDot } from "lucide-react";
import { Fragment } from "react";
import { ActionIcon, actionKindOf } from "@/app/_components/action-icon";
import { AttemptSchedule } from "@/app/_components/attempt-schedule";
import { Changed } from "@/app/_components/changed.client";
import { BodyView } from "@/app/_components/code-view";
import { DeliveryStateMark, remoteOf, shownState } from "@/app/_components/delivery-state";
import { EventWords } from "@/app/_components/event-words";
import { ConfirmForm, RedeliverForm, StopForm } from "@/app/_components/redeliver-form";
import { Time, Until } from "@/app/_components/time";
import { CopyButton } from "@/app/_components/ui/copy-button.client";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationPath, modelPath, type Query, versionPath } from "@/app/_server/paths";
import type { TeamScope } from "@/lib/core/actor";
import type { ActionType } from "@/lib/core/automation";
import type { AttemptView, DeliveryView } from "@/lib/core/delivery";
import { heldWords, outcomeWords } from "@/lib/core/delivery-words";
import { AttemptEntry, type AttemptTab } from "./attempt-entry";
import { RunsPanel } from "./runs-panel";
import { scheduleSteps } from "./schedule-steps";

export type DeliveryDetailProps = {
  scope: TeamScope;
  delivery: DeliveryView;
  /** The webhook's address as it may be shown; null once it is deleted. */
  url: string | null;
  isProtected: boolean;
  /** Which attempt is open, by its number, and what of it. */
  open: { attempt: number | null; tab: AttemptTab };
  /** The filter of the list beside it, which stays while tabs change. */
  query: Query;
};

export function DeliveryDetail({ scope, delivery, url, isProtected, open, query }: DeliveryDetailProps) {
  const { history } = delivery;
  const [newest] = history;
  return (
    <article aria-labelledby="delivery-title" className="min-w-0">
      <DetailHead scope={scope} delivery={delivery} url={url} isProtected={isProtected} />
      <div className="border-line border-b px-[18px] py-3.5">
        <Schedule delivery={delivery} />
      </div>
      <RunsPanel delivery={delivery} />
      <section aria-label="Attempts">
        {history.map((attempt, place) => (
          <Fragment key={attempt.id}>
            <SaidBetween confirmed={delivery.confirmed} newer={history[place - 1]} older={attempt} />
            <AttemptEntry
              team={scope.teamName}
              delivery={delivery}
              attempt={attempt}
              isOpen={attempt.number === (open.attempt ?? newest?.number)}
              tab={open.tab}
              query={query}
            />
          </Fragment>
        ))}
        <p className="flex min-h-10 items-center gap-2.5 border-line border-b px-[18px] text-ink-2">
          <CircleDot aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
          <span className="flex-1">
            Created <span className="text-ink-3">in the same transaction as the change</span>
          </span>
          <Time at={delivery.createdAt} className="text-ink-3 text-small" />
        </p>
      </section>
      {history.length === 0 && delivery.body ? (
        <div className="px-[18px] py-3.5">
          <h3 className="mb-2 font-semibold">Body to send</h3>
          <BodyView label="Body to send" body={delivery.body} />
        </div>
      ) : null}
    </article>
  );
}

type Between = Pick<DeliveryView, "confirmed"> & { newer: AttemptView | undefined; older: AttemptView };

const RECEIVER_NAME = { webhook: "Webhook", github: "Repository", launch: "Job" } as const satisfies Record<
  ActionType,
  string
>;

/** What was said after one attempt and before the next: it is no attempt, and has its place among them. */
function SaidBetween({ confirmed, newer, older }: Between) {
  const isHere = confirmed && confirmed.at >= older.startedAt && (!newer || confirmed.at < newer.startedAt);
  return isHere ? (
    <p className="flex min-h-10 items-center gap-2.5 border-line border-b px-[18px] text-ink-2">
      <CircleCheck aria-hidden="true" className="size-3.5 shrink-0 text-positive-mark" />
      <span className="flex-1">
        {confirmed.by} said that it arrived <span className="text-ink-3">so nothing more was sent</span>
      </span>
      <Time at={confirmed.at} className="text-ink-3 text-small" />
    </p>
  ) : null;
}

function DetailHead({ scope, delivery, url, isProtected }: Omit<DeliveryDetailProps, "open" | "query">) {
  const { automation, action, event, model, version } = delivery;
  const team = scope.teamName;
  const state = shownState({ ...delivery, status: delivery.lastStatus });
  return (
    <div className="border-line border-b px-[18px] pt-3.5 pb-3">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="delivery-title" className="min-w-0 break-words font-semibold text-head">
          {automation.name}
        </h2>
        <Changed value={`${state} ${remoteOf(delivery.run)}`}>
          <DeliveryStateMark state={state} remote={remoteOf(delivery.run)} form="filled" />
        </Changed>
        <div className="ml-auto flex flex-wrap items-start gap-1.5">
          <ConfirmForm scope={scope} delivery={delivery} />
          <RedeliverForm scope={scope} delivery={delivery} look="primary" />
          <StopForm scope={scope} delivery={delivery} />
        </div>
      </div>
      <KeyValues>
        <KeyValue name="Event">
          <EventWords
            type={event.type}
            version={version}
            alias={event.alias}
            previousVersion={event.previousVersion}
            isProtected={isProtected}
          />
          <span className="text-ink-3"> by {event.actor}</span>
        </KeyValue>
        <KeyValue name={version === null ? "Model" : "Version"}>
          <TextLink
            href={version === null ? modelPath(team, model.name) : versionPath(team, model.name, version)}
            className="break-all font-mono text-small"
          >
            {version === null ? model.name : `${model.name} v${version}`}
          </TextLink>
        </KeyValue>
        <KeyValue name="Automation">
          <TextLink href={automationPath(team, automation.id)}>{automation.name}</TextLink>
        </KeyValue>
        <KeyValue name={RECEIVER_NAME[action.type]}>
          <span className="inline-flex flex-wrap items-center gap-x-1.5">
            <ActionIcon kind={actionKindOf(action.preset)} />
            {action.target} {url ? <span className="break-all font-mono text-ink-2 text-small">{url}</span> : null}
          </span>
        </KeyValue>
        <KeyValue name="Delivery">
          <span className="inline-flex max-w-full items-center gap-1">
            <span className="break-all font-mono text-small">{delivery.id}</span>
            <CopyButton text={delivery.id} label="Copy delivery id" />
          </span>
        </KeyValue>
      </KeyValues>
    </div>
  );
}

function Schedule({ delivery }: { delivery: DeliveryView }) {
  const { state, dueAt, isPaused, heldUntil, lastCode, finishedAt, lastAttemptAt } = delivery;
  const words = lastCode ? outcomeWords(lastCode, delivery.action.type) : null;
  const isFailure = state === "gave_up" || state === "unknown";
  return (
    <>
      {isFailure && words ? (
        <Note tone={state === "gave_up" ? "critical" : "caution"} title={words.happened} className="mb-3">
          {words.remedy}
        </Note>
      ) : null}
      {isPaused ? (
        <Note title="Its webhook is paused." className="mb-3">
          What waits is sent once an admin resumes it.
        </Note>
      ) : null}
      {heldUntil && !isPaused ? (
        <Note tone="caution" title={heldWords(delivery.action.type)} className="mb-3">
          One delivery is sent then to see whether it answers again; the others follow at once if it does.{" "}
          <i>Retry now</i> does not wait for that.
        </Note>
      ) : null}
      <p className="mb-3 flex flex-wrap items-baseline gap-x-2">
        {dueAt && !isPaused && state !== "sending" ? (
          <>
            <b className="font-semibold">
              Next attempt at <Time at={dueAt} />
            </b>
            <Until at={dueAt} className="text-caution" />
          </>
        ) : null}
        {state === "sending" ? <b className="font-semibold">An attempt is under way</b> : null}
        {finishedAt ? (
          <b className="font-semibold">
            Ended at <Time at={finishedAt} form="exact" />
          </b>
        ) : null}
        {lastAttemptAt ? (
          <span className="ml-auto text-ink-3 text-small">
            last try <Time at={lastAttemptAt} />
          </span>
        ) : null}
      </p>
      <AttemptSchedule steps={scheduleSteps(delivery)} />
    </>
  );
}
