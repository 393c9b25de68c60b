import type { Route } from "next";
import type { ReactNode } from "react";
import { CONCLUSION_WORDS, type RunView } from "@/lib/core/github-run";
import { endWords } from "@/lib/core/launch-words";
import { formatDuration } from "./format";
import { Elapsed } from "./time";
import { classNames } from "./ui/class-names";
import { TextLink } from "./ui/text-link";

export type RunLinkProps = {
  run: RunView;
  /** False where the attempt stands beside it. */
  hasAttempt?: boolean;
  className?: string;
};

/** The run on GitHub, by its workflow, a rerun by its attempt too; or the run of a queue, by its job. */
export function RunLink({ run, hasAttempt = true, className }: RunLinkProps) {
  if (run.launch) {
    return (
      <TextLink inText href={ownPath(run)} {...(className ? { className } : {})}>
        {run.workflow}
      </TextLink>
    );
  }
  return (
    <OutsideLink href={run.url} {...(className ? { className } : {})}>
      {run.workflow || "the run"}
      {hasAttempt && run.attempt > 1 ? ` (attempt ${run.attempt})` : null}
    </OutsideLink>
  );
}

/** How long it took, or has taken so far; nothing before it runs. */
export function RunDuration({ run: { startedAt, finishedAt } }: { run: RunView }) {
  if (startedAt === null) {
    return null;
  }
  return finishedAt ? secondsWords(Date.parse(finishedAt) - Date.parse(startedAt)) : <Elapsed since={startedAt} />;
}

/** GitHub tells times in whole seconds: more would be made up. */
function secondsWords(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000);
  if (seconds < 1) {
    return "under 1 s";
  }
  return seconds < 60 ? `${seconds} s` : formatDuration(durationMs);
}

/** Where to look first in a run that failed. */
export function RunFailure({ run }: { run: RunView }) {
  if (run.launch?.end) {
    const { cause, message } = run.launch.end;
    return (
      <span>
        {message ?? endWords({ cause, exitCode: null }).happened}{" "}
        <TextLink inText href={ownPath(run)}>
          Open the run
        </TextLink>
      </span>
    );
  }
  const words = run.conclusion ? CONCLUSION_WORDS[run.conclusion] : null;
  return (
    <span>
      {run.failingJob ? (
        <>
          The job <OutsideLink href={run.failingJob.url}>{run.failingJob.name}</OutsideLink> failed first.{" "}
        </>
      ) : null}
      {words ?? (run.failingJob ? null : "The run failed. ")}
      {run.failingJob ? null : <OutsideLink href={run.url}>Open the run</OutsideLink>}
    </span>
  );
}

/** The address of one of our own pages, whatever host this one was asked for by. */
function ownPath({ url }: RunView): Route {
  return new URL(url).pathname as Route; // Made by `launchRunUrl`.
}

function OutsideLink({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  return (
    <a
      href={href}
      rel="noreferrer"
      className={classNames("break-words text-accent underline decoration-current/35 underline-offset-3", className)}
    >
      {children}
    </a>
  );
}
