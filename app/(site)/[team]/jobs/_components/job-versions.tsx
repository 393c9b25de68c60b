import { CodeView, JsonView } from "@/app/_components/code-view";
import { formatPlural } from "@/app/_components/format";
import { SectionHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { Note } from "@/app/_components/ui/note";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { VersionName } from "@/app/_components/version-name";
import { jobPath } from "@/app/_server/paths";
import { commandOf, commandText, SOURCE_LABEL } from "@/lib/core/launch-form";
import { type JobVersionView, type JobView, sourceWords } from "@/lib/core/launch-job";
import type { Page } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { parameterNames } from "./job-forms";

export type JobVersionsProps = {
  team: string;
  job: JobView;
  page: Result<Page<JobVersionView>>;
  isFirst: boolean;
  /** The version that is shown whole; null for the newest. */
  open: number | null;
};

/** What each version runs, and one of them whole. */
export function JobVersions({ team, job, page, isFirst, open }: JobVersionsProps) {
  if (!page.ok) {
    return <Note tone="critical" className="mt-4" title={page.problem.message} />;
  }
  const { items, nextCursor } = page.value;
  const shown = items.find(({ number }) => number === open) ?? items[0] ?? job.latest;
  return (
    <>
      <SectionHead title="Versions" count={job.versionCount} />
      <TableFrame
        label="Versions"
        className="mb-4"
        foot={
          <Pager
            isFirst={isFirst}
            firstHref={jobPath(team, job.name)}
            nextHref={nextCursor ? jobPath(team, job.name, undefined, { cursor: nextCursor }) : null}
            shown={`${formatPlural(items.length, "version")}, newest first`}
            older="Show older versions"
          />
        }
      >
        <TableHead>
          <HeadCell>Version</HeadCell>
          <HeadCell>Source</HeadCell>
          <HeadCell className="max-sm:hidden">Parameters</HeadCell>
          <HeadCell isNumeric>Created</HeadCell>
        </TableHead>
        <tbody>
          {items.map((version) => (
            <VersionRow
              key={version.id}
              team={team}
              job={job.name}
              version={version}
              isOpen={version.number === shown.number}
            />
          ))}
        </tbody>
      </TableFrame>
      <VersionPanel version={shown} />
    </>
  );
}

type VersionRowProps = { team: string; job: string; version: JobVersionView; isOpen: boolean };

function VersionRow({ team, job, version, isOpen }: VersionRowProps) {
  const { number, source, parameters, createdBy, createdAt } = version;
  const words = sourceWords(source);
  return (
    <Row data-row="" isSelected={isOpen}>
      <Cell>
        <VersionName
          version={number}
          strength={isOpen ? "subject" : "normal"}
          href={jobPath(team, job, undefined, { version: number })}
        />
      </Cell>
      <Cell>
        <span className="inline-block max-w-[64ch] truncate align-bottom max-sm:max-w-[22ch]" title={words}>
          <span className="text-ink-2">{SOURCE_LABEL[source.type]}</span>{" "}
          <span className="font-mono text-small">{words}</span>
        </span>
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">
        <span className="inline-block max-w-[36ch] truncate align-middle font-mono text-small">
          {parameterNames(parameters).join(", ") || "–"}
        </span>
      </Cell>
      <Cell isNumeric className="text-ink-2">
        <Time at={createdAt} /> <span className="max-sm:hidden">by {createdBy}</span>
      </Cell>
    </Row>
  );
}

function VersionPanel({ version: { number, source, parameters } }: { version: JobVersionView }) {
  const command = commandOf(source);
  return (
    <Panel aria-labelledby="version">
      <PanelHead title={`v${number}`} titleId="version" note={SOURCE_LABEL[source.type]} />
      <PanelBody className="grid grid-cols-2 items-start gap-4 max-lg:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-2">
          {source.type === "command" ? null : (
            <p className="break-all font-mono text-small">
              {source.type === "image" ? source.image : `${source.repository} at ${source.ref}`}
            </p>
          )}
          {command.length === 0 ? (
            <p className="text-ink-3">The image's own command runs.</p>
          ) : (
            <CodeView label={`Command of v${number}`} text={commandText(command)} hasLineNumbers />
          )}
        </div>
        <JsonView label={`Parameters of v${number}`} value={parameters} />
      </PanelBody>
    </Panel>
  );
}
