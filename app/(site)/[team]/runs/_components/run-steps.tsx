import { CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { formatDuration, formatPlural } from "@/app/_components/format";
import { LAUNCH_LOOK } from "@/app/_components/launch-state";
import { Elapsed, Time } from "@/app/_components/time";
import { classNames } from "@/app/_components/ui/class-names";
import { type StateLook, StateMark } from "@/app/_components/ui/state-mark";
import { isEnded, type LaunchRunView } from "@/lib/core/launch-run";

type Step = { label: string; words: ReactNode; standing: "done" | "current" | "ahead"; look: StateLook };

const DONE = { label: "Done", icon: CircleCheck, tone: "positive" } as const satisfies StateLook;
const AHEAD = { label: "To come", icon: CircleDashed, tone: "neutral" } as const satisfies StateLook;

/** The way of a run from left to right: where it is, and when it came there. */
export function RunSteps({ run }: { run: LaunchRunView }) {
  return (
    <ol
      aria-label="State"
      className="mx-6 mb-5 grid grid-cols-4 overflow-hidden rounded-panel border border-line max-md:grid-cols-2 max-sm:mx-4 max-sm:mb-4"
    >
      {stepsOf(run).map(({ label, words, standing, look }) => (
        <li
          key={label}
          aria-current={standing === "current" ? "step" : undefined}
          className={classNames(
            "min-w-0 border-line px-3.5 py-2 not-first:border-l max-md:odd:border-l-0 max-md:nth-[n+3]:border-t",
            standing === "current" && look.tone === "running" && "bg-running-soft",
            standing === "current" && look.tone === "critical" && "bg-critical-soft",
            standing === "current" && look.tone === "neutral" && "bg-sunken",
          )}
        >
          <b className={classNames("font-semibold", standing === "ahead" && "text-ink-3")}>
            <StateMark look={look} className={standing === "done" ? "text-ink" : undefined}>
              {label}
            </StateMark>
          </b>
          <p className="truncate pl-5 text-ink-2 text-small">{words}</p>
        </li>
      ))}
    </ol>
  );
}

function stepsOf(run: LaunchRunView): Step[] {
  const { state, claimedAt, startedAt, finishedAt } = run;
  const end = isEnded(state) ? LAUNCH_LOOK[state] : null;
  return [
    step("Queued", <QueuedWords run={run} />, state === "queued" ? "current" : "done", LAUNCH_LOOK.queued),
    step("Claimed", <ClaimedWords run={run} />, standingOf(claimedAt, state === "claimed"), LAUNCH_LOOK.claimed),
    step("Running", <RunningWords run={run} />, standingOf(startedAt, state === "running"), LAUNCH_LOOK.running),
    {
      label: end?.label ?? "Ended",
      words: finishedAt === null ? "" : <Time at={finishedAt} />,
      standing: end ? "current" : "ahead",
      look: end ?? AHEAD,
    },
  ];
}

function step(label: string, words: ReactNode, standing: Step["standing"], current: StateLook): Step {
  const looks = { done: DONE, current, ahead: AHEAD } as const;
  return { label, words, standing, look: looks[standing] };
}

function standingOf(at: string | null, isCurrent: boolean): Step["standing"] {
  if (isCurrent) {
    return "current";
  }
  return at === null ? "ahead" : "done";
}

function QueuedWords({ run: { state, queuedAt, claimedAt, lease } }: { run: LaunchRunView }) {
  const claims = lease > 1 || (lease === 1 && state === "queued") ? `, claimed ${formatPlural(lease, "time")}` : "";
  if (state === "queued") {
    return (
      <>
        <Time at={queuedAt} />, waits <Elapsed since={queuedAt} />
        {claims}
      </>
    );
  }
  return (
    <>
      <Time at={queuedAt} />
      {claimedAt ? `, waited ${formatDuration(Date.parse(claimedAt) - Date.parse(queuedAt))}` : null}
    </>
  );
}

function ClaimedWords({ run: { claimedAt, agent, queue } }: { run: LaunchRunView }) {
  if (claimedAt === null) {
    return queue.resource === "github-actions" ? "by this server" : "by an agent";
  }
  return (
    <>
      <Time at={claimedAt} />
      {agent ? (
        <>
          {" "}
          by <span className="font-mono">{agent.name}</span>
        </>
      ) : null}
    </>
  );
}

function RunningWords({ run: { startedAt, finishedAt } }: { run: LaunchRunView }) {
  if (startedAt === null) {
    return "";
  }
  return finishedAt === null ? (
    <>
      since <Time at={startedAt} />
    </>
  ) : (
    `took ${formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))}`
  );
}
