import { AnnounceChanges, Changed } from "@/app/_components/changed.client";
import { formatPlural } from "@/app/_components/format";
import { LAUNCH_LOOK, RunTook } from "@/app/_components/launch-state";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Link } from "@/app/_components/ui/link.client";
import { Note } from "@/app/_components/ui/note";
import { StateMark } from "@/app/_components/ui/state-mark";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { jobsPath, queuePath, runPath, runsPath } from "@/app/_server/paths";
import type { LaunchRunView, RunSearch } from "@/lib/core/launch-run";
import type { Page } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { filterQuery, isFiltered } from "./run-filter";

export type RunListProps = { team: string; page: Result<Page<LaunchRunView>>; search: RunSearch };

export function RunList({ team, page, search }: RunListProps) {
  if (!page.ok) {
    return (
      <Note tone="critical" className="mx-6 max-sm:mx-4" title={page.problem.message}>
        <TextLink inText href={runsPath(team)}>
          Show all runs
        </TextLink>
      </Note>
    );
  }
  const { items, nextCursor } = page.value;
  if (items.length === 0) {
    return <NoRuns team={team} search={search} />;
  }
  return (
    <RunTable
      team={team}
      runs={items}
      frame="bare"
      foot={
        <Pager
          isFirst={search.cursor === undefined}
          firstHref={runsPath(team, filterQuery(search))}
          nextHref={nextCursor ? runsPath(team, { ...filterQuery(search), cursor: nextCursor }) : null}
          shown={`${formatPlural(items.length, "run")}, newest first`}
          older="Show older runs"
        />
      }
    />
  );
}

export type RunTableProps = {
  team: string;
  runs: readonly LaunchRunView[];
  frame: "bare" | "framed";
  foot?: React.ReactNode;
};

/** Runs, one a line: of a team, and on the pages of a queue, a job and a version. */
export function RunTable({ team, runs, frame, foot }: RunTableProps) {
  const isWide = frame === "bare";
  const edge = isWide ? "pl-6! max-sm:pl-4!" : undefined;
  return (
    <>
      <AnnounceChanges
        many="runs"
        states={runs.map(({ id, number, state }) => ({ id, words: `Run ${number}: ${LAUNCH_LOOK[state].label}.` }))}
      />
      <TableFrame
        label="Runs"
        frame={frame}
        className={isWide ? "border-line border-t border-b" : undefined}
        foot={foot}
      >
        <TableHead>
          <HeadCell className={edge}>State</HeadCell>
          <HeadCell>Run</HeadCell>
          <HeadCell className="max-sm:hidden">Queue</HeadCell>
          <HeadCell className="max-sm:hidden">Version</HeadCell>
          <HeadCell className="max-sm:hidden">Caused by</HeadCell>
          <HeadCell isNumeric>Took</HeadCell>
          <HeadCell isNumeric className="max-sm:hidden">
            Queued
          </HeadCell>
        </TableHead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} team={team} run={run} edge={edge} />
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}

function RunRow({ team, run, edge }: { team: string; run: LaunchRunView; edge: string | undefined }) {
  const { number, state, job, queue, version, killRequested } = run;
  const isBeingKilled = killRequested !== null && (state === "claimed" || state === "running");
  return (
    <Row data-row="" height="chips">
      <Cell className={edge}>
        <Changed value={state}>
          <StateMark look={LAUNCH_LOOK[state]}>{isBeingKilled ? "Being killed" : undefined}</StateMark>
        </Changed>
      </Cell>
      <Cell>
        <Link
          href={runPath(team, number)}
          className="flex items-baseline gap-1.5 underline-offset-3 hover:underline max-sm:min-h-11 max-sm:items-center"
        >
          <b className="font-medium tabular-nums">{number}</b>
          <span className="max-w-[32ch] truncate font-mono text-ink-2 text-small max-sm:max-w-[15ch]" title={job.name}>
            {job.name}:v{job.version}
          </span>
        </Link>
      </Cell>
      <Cell className="max-sm:hidden">
        <Link
          href={queuePath(team, queue.name)}
          className="inline-block max-w-[24ch] truncate align-middle font-mono text-ink-2 text-small underline-offset-3 hover:underline"
        >
          {queue.name}
        </Link>
      </Cell>
      <Cell className="max-sm:hidden">
        {version ? (
          <span className="inline-flex items-baseline gap-1.5 font-mono text-small">
            <span className="inline-block max-w-[26ch] truncate align-bottom text-ink-2" title={version.model}>
              {version.model}
            </span>
            <b className="font-medium">v{version.number}</b>
          </span>
        ) : null}
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">
        <span className="inline-block max-w-[28ch] truncate align-bottom">{causeWords(run)}</span>
      </Cell>
      <Cell isNumeric className="text-ink-2">
        <RunTook run={run} />
      </Cell>
      <Cell isNumeric className="text-ink-2 max-sm:hidden">
        <Time at={run.queuedAt} />
      </Cell>
    </Row>
  );
}

function causeWords({ cause }: LaunchRunView): string {
  if (cause.rerunOf) {
    return `${cause.by}, again from run ${cause.rerunOf.number}`;
  }
  return cause.automation ? cause.automation.name : cause.by;
}

function NoRuns({ team, search }: { team: string; search: RunSearch }) {
  if (isFiltered(search) || search.cursor) {
    return (
      <EmptyState
        level="h2"
        title="No run matches"
        className="mx-6 rounded-panel border border-line max-sm:mx-4"
        action={<TextLink href={runsPath(team)}>Show all runs</TextLink>}
      >
        Names of jobs and queues must be whole.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      level="h2"
      title="Nothing was run yet"
      className="mx-6 rounded-panel border border-line max-sm:mx-4"
      action={<TextLink href={jobsPath(team)}>Open the jobs</TextLink>}
    >
      A run is one execution of a job: a person queues it, or an automation does because a change matched it. An agent
      near the hardware takes it from its queue, and its log, its result and what it logs come back here.
    </EmptyState>
  );
}
