import { formatPlural } from "@/app/_components/format";
import { LAUNCH_LOOK } from "@/app/_components/launch-state";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { ButtonLink } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Link } from "@/app/_components/ui/link.client";
import { StateMark } from "@/app/_components/ui/state-mark";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { VersionName } from "@/app/_components/version-name";
import { jobPath, jobsPath, newJobPath, runPath } from "@/app/_server/paths";
import { SOURCE_LABEL } from "@/lib/core/launch-form";
import { type JobView, sourceWords } from "@/lib/core/launch-job";
import { LAUNCH_STATES } from "@/lib/core/launch-run";
import type { Page } from "@/lib/core/page";

export type JobListProps = { team: string; page: Page<JobView>; isFirst: boolean; refusal: string | null };

export function JobList({ team, page: { items, nextCursor }, isFirst, refusal }: JobListProps) {
  if (items.length === 0) {
    return <NoJobs team={team} refusal={refusal} />;
  }
  return (
    <TableFrame
      label="Jobs"
      frame="bare"
      className="border-line border-t border-b"
      foot={
        <Pager
          isFirst={isFirst}
          firstHref={jobsPath(team)}
          nextHref={nextCursor ? jobsPath(team, { cursor: nextCursor }) : null}
          shown={`${formatPlural(items.length, "job")}, by name`}
          older="Show more jobs"
        />
      }
    >
      <TableHead>
        <HeadCell className="pl-6! max-sm:pl-4!">Job</HeadCell>
        <HeadCell>Version</HeadCell>
        <HeadCell className="max-sm:hidden">What it runs</HeadCell>
        <HeadCell>Last run</HeadCell>
        <HeadCell isNumeric className="max-sm:hidden">
          Changed
        </HeadCell>
      </TableHead>
      <tbody>
        {items.map((job) => (
          <JobRow key={job.id} team={team} job={job} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function JobRow({ team, job }: { team: string; job: JobView }) {
  const { name, latest, lastRun, updatedAt } = job;
  const words = sourceWords(latest.source);
  return (
    <Row data-row="">
      <Cell className="pl-6! max-sm:pl-4!">
        <Link
          href={jobPath(team, name)}
          className="inline-block max-w-[36ch] truncate align-bottom font-medium font-mono text-small underline-offset-3 hover:underline max-sm:max-w-[16ch] max-sm:leading-11"
        >
          {name}
        </Link>
      </Cell>
      <Cell>
        <VersionName version={latest.number} />
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">
        <span className="inline-block max-w-[56ch] truncate align-bottom" title={words}>
          {SOURCE_LABEL[latest.source.type]} <span className="font-mono text-small">{words}</span>
        </span>
      </Cell>
      <Cell>{lastRun ? <LastRun team={team} run={lastRun} /> : <span className="text-ink-3">none yet</span>}</Cell>
      <Cell isNumeric className="text-ink-2 max-sm:hidden">
        <Time at={updatedAt} />
      </Cell>
    </Row>
  );
}

function LastRun({ team, run }: { team: string; run: NonNullable<JobView["lastRun"]> }) {
  const state = LAUNCH_STATES.find((known) => known === run.state);
  return (
    <span className="inline-flex items-center gap-1.5">
      {state ? <StateMark look={LAUNCH_LOOK[state]} /> : null}
      <TextLink href={runPath(team, run.number)} className="max-sm:py-2">
        run {run.number}
      </TextLink>
    </span>
  );
}

function NoJobs({ team, refusal }: { team: string; refusal: string | null }) {
  return (
    <EmptyState
      level="h2"
      title="No job yet"
      className="mx-6 rounded-panel border border-line max-sm:mx-4"
      action={
        refusal === null ? (
          <ButtonLink href={newJobPath(team)} look="primary">
            New job
          </ButtonLink>
        ) : (
          <span className="text-ink-3">{refusal}</span>
        )
      }
    >
      A job is what agents run: a container image, a git repository with an entry point, or a command, with parameters
      that a JSON Schema describes. It has versions, so that a run can always be told from what it was made of.
    </EmptyState>
  );
}
