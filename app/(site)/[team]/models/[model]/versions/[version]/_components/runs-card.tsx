import { Changed } from "@/app/_components/changed.client";
import { LAUNCH_LOOK, RunTook } from "@/app/_components/launch-state";
import { Time } from "@/app/_components/time";
import { Panel, PanelHead } from "@/app/_components/ui/panel";
import { StateMark } from "@/app/_components/ui/state-mark";
import { TextLink } from "@/app/_components/ui/text-link";
import { runPath, runsPath } from "@/app/_server/paths";
import type { LaunchRunView } from "@/lib/core/launch-run";

type RunsCardProps = { team: string; versionId: string; runs: readonly LaunchRunView[]; hasMore: boolean };

/** The runs that work or worked on this version. Not there where none did. */
export function RunsCard({ team, versionId, runs, hasMore }: RunsCardProps) {
  if (runs.length === 0) {
    return null;
  }
  return (
    <Panel aria-labelledby="runs">
      <PanelHead title="Runs" titleId="runs" note="that work on it">
        {hasMore ? <TextLink href={runsPath(team, { versionId })}>All</TextLink> : null}
      </PanelHead>
      <ul className="flex flex-col">
        {runs.map((run) => (
          <li
            key={run.id}
            className="flex min-h-9 flex-wrap items-center gap-x-2.5 border-line px-3.5 py-1 not-first:border-t"
          >
            <Changed value={run.state}>
              <StateMark look={LAUNCH_LOOK[run.state]} />
            </Changed>
            <TextLink href={runPath(team, run.number)} className="min-w-0 break-all max-sm:py-2">
              run {run.number} of {run.job.name}
            </TextLink>
            <span className="ml-auto flex gap-2 whitespace-nowrap text-ink-3 text-small tabular-nums">
              <RunTook run={run} />
              <Time at={run.queuedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
