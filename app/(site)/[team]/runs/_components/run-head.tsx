import { CircleStop, ListRestart, RotateCw } from "lucide-react";
import { Changed } from "@/app/_components/changed.client";
import { EventWords } from "@/app/_components/event-words";
import { LAUNCH_LOOK, RunTook } from "@/app/_components/launch-state";
import { PageHead } from "@/app/_components/page-head";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";
import { StateMark } from "@/app/_components/ui/state-mark";
import { TextLink } from "@/app/_components/ui/text-link";
import { jobPath, queuePath, runPath, versionPath } from "@/app/_server/paths";
import type { EventView } from "@/lib/core/event";
import { isEnded, type LaunchRunDetail } from "@/lib/core/launch-run";
import { endWords } from "@/lib/core/launch-words";
import { KillForm, RerunForm } from "./run-forms";

export type RunHeadProps = {
  team: string;
  run: LaunchRunDetail;
  event: EventView | null;
  isProtected: boolean;
  /** Why the person may not kill and rerun, and whom to ask; null where they may. */
  refusal: string | null;
};

/** What it is, how it stands, why it is there, and what can be done with it. */
export function RunHead({ team, run, event, isProtected, refusal }: RunHeadProps) {
  const { number, state, job, queue } = run;
  return (
    <>
      <PageHead
        title={`Run ${number}`}
        chips={
          <>
            <Changed value={state}>
              <StateMark look={LAUNCH_LOOK[state]} form="filled" />
            </Changed>
            <span className="text-ink-2 tabular-nums">
              <RunTook run={run} />
            </span>
          </>
        }
        description={
          <>
            <TextLink href={jobPath(team, job.name)} className="break-all font-mono text-small">
              {job.name}:v{job.version}
            </TextLink>{" "}
            on queue{" "}
            <TextLink href={queuePath(team, queue.name)} className="break-all font-mono text-small">
              {queue.name}
            </TextLink>
            <Because team={team} run={run} event={event} isProtected={isProtected} />
          </>
        }
        actions={<Actions team={team} run={run} refusal={refusal} />}
      />
      <EndNote run={run} />
    </>
  );
}

function Because({ team, run, event, isProtected }: Omit<RunHeadProps, "refusal">) {
  const { cause } = run;
  if (cause.rerunOf) {
    return (
      <>
        , run again by {cause.by} from{" "}
        <TextLink href={runPath(team, cause.rerunOf.number)}>run {cause.rerunOf.number}</TextLink>
      </>
    );
  }
  if (event === null) {
    return <>, queued by {cause.automation ? cause.automation.name : cause.by}</>;
  }
  return (
    <>
      , started because{" "}
      <EventWords
        type={event.type}
        version={event.version?.number ?? null}
        alias={event.alias}
        previousVersion={event.previousVersion?.number ?? null}
        isProtected={isProtected}
      />{" "}
      of{" "}
      {event.version === null ? (
        <span className="break-all font-mono text-small">{event.model.name}</span>
      ) : (
        <TextLink
          href={versionPath(team, event.model.name, event.version.number)}
          className="break-all font-mono text-small"
        >
          {event.model.name} v{event.version.number}
        </TextLink>
      )}
    </>
  );
}

function Actions({ team, run, refusal }: Pick<RunHeadProps, "team" | "run" | "refusal">) {
  const { number, state, killRequested } = run;
  if (refusal !== null) {
    return (
      <div className="flex max-w-72 flex-col items-end gap-1 max-sm:items-start">
        <span className="flex gap-2">
          <Button disabled>
            <RotateCw aria-hidden="true" />
            Rerun
          </Button>
          <Button look="danger" disabled>
            <CircleStop aria-hidden="true" />
            Kill run
          </Button>
        </span>
        <p className="text-ink-3 text-small">{refusal}</p>
      </div>
    );
  }
  return (
    <>
      <ButtonLink href={runPath(team, number, "rerun")}>
        <ListRestart aria-hidden="true" />
        Rerun with changes
      </ButtonLink>
      <RerunForm team={team} run={number} />
      {isEnded(state) ? null : (
        <DialogLink
          href={runPath(team, number, "kill")}
          title={`Kill run ${number}`}
          look="danger"
          data-command={`Kill run ${number}`}
          content={<KillForm team={team} run={run} />}
        >
          <CircleStop aria-hidden="true" />
          {killRequested ? "Being killed" : "Kill run"}
        </DialogLink>
      )}
    </>
  );
}

/** What a person has to know before reading the log. */
function EndNote({ run: { state, end, killRequested, queue, workflowUrl } }: { run: LaunchRunDetail }) {
  if (killRequested && !isEnded(state)) {
    return (
      <Note tone="caution" className="mx-6 mb-4 max-sm:mx-4" title={`${killRequested.by} asked to kill it.`}>
        Its agent ends the program at its next sign of life, within seconds.
      </Note>
    );
  }
  if (end === null || state === "finished") {
    return null;
  }
  const { happened, remedy } = endWords(end);
  return (
    <Note tone={state === "failed" ? "critical" : "neutral"} className="mx-6 mb-4 max-sm:mx-4" title={happened}>
      {end.message ? `${end.message} ` : null}
      {remedy}{" "}
      {queue.resource === "github-actions" && workflowUrl ? (
        <a href={workflowUrl} rel="noreferrer" className="text-accent underline underline-offset-3">
          Open the workflow run
        </a>
      ) : null}
    </Note>
  );
}
