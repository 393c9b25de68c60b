import type { ReactNode } from "react";
import { ActionIcon, actionKindOf } from "@/app/_components/action-icon";
import { DeliveryMenu } from "@/app/_components/delivery-menu";
import { DeliveryStateMark, remoteOf, shownState } from "@/app/_components/delivery-state";
import { formatDuration } from "@/app/_components/format";
import { RedeliverForm } from "@/app/_components/redeliver-form";
import { RunDuration, RunFailure, RunLink } from "@/app/_components/run-words";
import { Elapsed, Time, Until } from "@/app/_components/time";
import { classNames } from "@/app/_components/ui/class-names";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationPath, deliveryPath } from "@/app/_server/paths";
import type { TeamScope } from "@/lib/core/actor";
import type { DeliverySummary } from "@/lib/core/delivery";
import { heldWords, outcomeWords } from "@/lib/core/delivery-words";

/** The trunk runs down the left of all branches and ends at the last one's. */
const TRUNK =
  "relative py-[9px] pl-[30px] before:absolute before:top-0 before:bottom-0 before:left-[6.5px] before:w-px before:bg-line-strong last:before:bottom-auto last:before:h-[19px] after:absolute after:top-[19px] after:left-[7px] after:h-px after:w-2.5 after:bg-line-strong";
const LIVE = "after:top-[18.5px] after:h-0.5 after:bg-running-mark";

export type DeliveryBranchProps = { scope: TeamScope; delivery: DeliverySummary };

/** One delivery as a branch of the wire: what, where to, how it stands, and only what matters now. */
export function DeliveryBranch({ scope, delivery }: DeliveryBranchProps) {
  const { automation, action, lastStatus } = delivery;
  const state = shownState({ ...delivery, status: lastStatus });
  return (
    <li className={classNames(TRUNK, (state === "sending" || delivery.run?.state === "running") && LIVE)}>
      <div className="grid min-h-5 grid-cols-[16px_minmax(0,164px)_minmax(0,1fr)_auto_minmax(62px,auto)_24px] items-center gap-2.5 max-sm:grid-cols-[16px_minmax(0,1fr)_auto_36px] max-sm:gap-y-0.5">
        <ActionIcon kind={actionKindOf(action.preset)} />
        <TextLink
          href={automationPath(scope.teamName, automation.id)}
          title={automation.name}
          className="truncate font-medium text-ink"
        >
          {automation.name}
        </TextLink>
        <span className="min-w-0 truncate text-ink-2 max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2 max-sm:text-[12.5px]">
          {action.target}
          {delivery.run ? (
            <>
              {" · "}
              <RunLink run={delivery.run} />
            </>
          ) : null}
        </span>
        <TextLink href={deliveryPath(scope.teamName, delivery.id)} className="text-ink">
          <DeliveryStateMark state={state} remote={remoteOf(delivery.run)} />
        </TextLink>
        <span className="text-right text-ink-3 text-small tabular-nums max-sm:hidden">
          <Measure delivery={delivery} />
        </span>
        <span className="-my-1 max-sm:col-start-4 max-sm:row-start-1">
          <DeliveryMenu scope={scope} delivery={delivery} />
        </span>
      </div>
      <NowMatters scope={scope} delivery={delivery} />
    </li>
  );
}

function Measure({ delivery }: { delivery: DeliverySummary }) {
  if (delivery.run) {
    return <RunDuration run={delivery.run} />;
  }
  if (delivery.state === "delivered" && delivery.finishedAt) {
    return formatDuration(Date.parse(delivery.finishedAt) - Date.parse(delivery.createdAt));
  }
  if (delivery.state === "sending") {
    return <Elapsed since={delivery.lastAttemptAt ?? delivery.createdAt} />;
  }
  return delivery.lastStatus ?? null;
}

function NowMatters({ scope, delivery }: DeliveryBranchProps) {
  const { state, isPaused, heldUntil, attempts, lastStatus, lastCode, dueAt, run } = delivery;
  if (state === "delivered" && run?.state === "failed") {
    return (
      <Below>
        <RunFailure run={run} />
      </Below>
    );
  }
  if (isPaused) {
    return <Below>It waits: its webhook is paused.</Below>;
  }
  if (state === "pending" && heldUntil) {
    return (
      <Below>
        <span>
          {heldWords(delivery.action.type)} It is tried again at <Time at={heldUntil} />, <Until at={heldUntil} />.
        </span>
        <RedeliverForm scope={scope} delivery={delivery} size="small" />
      </Below>
    );
  }
  if (state === "retrying") {
    return (
      <Below>
        <span>
          Attempt {attempts} {lastStatus ? `answered ${lastStatus}` : `failed: ${lastCode ?? "no answer"}`}.{" "}
          {dueAt ? (
            <>
              Next at <Time at={dueAt} />, <Until at={dueAt} />.
            </>
          ) : null}
        </span>
        <RedeliverForm scope={scope} delivery={delivery} size="small" />
        <LastResponse scope={scope} delivery={delivery} />
      </Below>
    );
  }
  if ((state === "gave_up" || state === "unknown") && lastCode) {
    const words = outcomeWords(lastCode, delivery.action.type);
    return (
      <Below>
        <span>
          {words.happened} {words.remedy}
        </span>
        <RedeliverForm scope={scope} delivery={delivery} size="small" />
        <LastResponse scope={scope} delivery={delivery} />
      </Below>
    );
  }
  return null;
}

function LastResponse({ scope, delivery }: DeliveryBranchProps) {
  return (
    <TextLink href={deliveryPath(scope.teamName, delivery.id)} className="whitespace-nowrap text-small max-sm:py-2">
      Last attempt
    </TextLink>
  );
}

function Below({ children }: { children: ReactNode }) {
  return (
    <div className="mt-2 mb-[3px] ml-[26px] flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[12.5px] text-ink-2 max-sm:ml-0">
      {children}
    </div>
  );
}
