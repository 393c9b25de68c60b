import type { ReactNode } from "react";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { Digest } from "@/app/_components/digest";
import { formatChange, formatMetric } from "@/app/_components/format";
import { OutcomeMark } from "@/app/_components/outcome-mark";
import { Person } from "@/app/_components/person";
import { TagChip } from "@/app/_components/tag-chip";
import { Time } from "@/app/_components/time";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { VersionName } from "@/app/_components/version-name";
import { versionPath } from "@/app/_server/paths";
import type { Id } from "@/lib/core/ids";
import type { OutcomeView } from "@/lib/core/outcome";
import type { TagView, VersionSummary } from "@/lib/core/registry";

const ALIASES_SHOWN_MAX = 4;
const TAGS_SHOWN_MAX = 1;

/** The form that the checkboxes of the table belong to, wherever it stands. */
export const COMPARE_FORM = "compare-versions";

export type VersionsTableProps = {
  team: string;
  model: string;
  versions: readonly VersionSummary[];
  /** The metrics that have a column. */
  columns: readonly string[];
  values: ReadonlyMap<Id<"version">, Readonly<Record<string, number>>>;
  /** The version that the first metric is compared with: where a protected alias stands. */
  reference: { alias: string; version: number; value: number } | null;
  outcomes: ReadonlyMap<Id<"version">, OutcomeView>;
  foot: ReactNode;
};

export function VersionsTable({
  team,
  model,
  versions,
  columns,
  values,
  reference,
  outcomes,
  foot,
}: VersionsTableProps) {
  return (
    <TableFrame label="Versions" foot={foot}>
      <TableHead>
        <HeadCell className="w-8">
          <span className="sr-only">Select</span>
        </HeadCell>
        <HeadCell>Version</HeadCell>
        <HeadCell>Aliases and tags</HeadCell>
        {columns.map((name, place) => (
          <MetricHead key={name} name={name} reference={place === 0 ? reference : null} />
        ))}
        <HeadCell className="max-sm:hidden">Digest</HeadCell>
        <HeadCell className="max-lg:hidden">Source</HeadCell>
        <HeadCell className="max-sm:hidden">By</HeadCell>
        <HeadCell>Last outcome</HeadCell>
        <HeadCell isNumeric className="max-sm:hidden">
          Linked
        </HeadCell>
      </TableHead>
      <tbody>
        {versions.map((version) => (
          <Row key={version.id} data-row="" height="chips">
            <Cell>
              <label className="-m-1 grid place-items-center p-1 max-sm:-m-2.5 max-sm:p-2.5">
                <input
                  type="checkbox"
                  name="v"
                  value={`v${version.number}`}
                  form={COMPARE_FORM}
                  aria-label={`Select v${version.number}`}
                  className="block size-4 accent-ink"
                />
              </label>
            </Cell>
            <Cell>
              <VersionName
                version={version.number}
                href={versionPath(team, model, version.number)}
                strength="subject"
                className="max-sm:py-2"
              />
            </Cell>
            <Cell className="max-sm:py-1.5">
              <Names version={version} />
            </Cell>
            {columns.map((name, place) => (
              <MetricCells
                key={name}
                value={values.get(version.id)?.[name]}
                version={version.number}
                reference={place === 0 ? reference : null}
              />
            ))}
            <Cell className="max-sm:hidden">
              <Digest digest={version.digest} canCopy={false} />
            </Cell>
            <Cell className="max-lg:hidden">
              <span className="block max-w-36 truncate font-mono text-ink-2 text-small" title={sourceOf(version)}>
                {sourceOf(version)}
              </span>
            </Cell>
            <Cell className="max-sm:hidden">
              <span className="inline-flex max-w-40">
                <Person name={version.linkedBy} />
              </span>
            </Cell>
            <Cell>
              <span className="max-sm:hidden">
                <OutcomeMark team={team} outcome={outcomes.get(version.id)} />
              </span>
              <span className="sm:hidden">
                <OutcomeMark team={team} outcome={outcomes.get(version.id)} isShort />
              </span>
            </Cell>
            <Cell isNumeric className="text-ink-2 max-sm:hidden">
              <Time at={version.linkedAt} form="ago" />
            </Cell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}

type Reference = VersionsTableProps["reference"];

function MetricHead({ name, reference }: { name: string; reference: Reference }) {
  return (
    <>
      <HeadCell isNumeric className="max-w-40 truncate max-sm:hidden" title={name}>
        {name}
      </HeadCell>
      {reference ? (
        <HeadCell isNumeric className="max-w-32 truncate max-lg:hidden" title={`Against v${reference.version}`}>
          vs {reference.alias}
        </HeadCell>
      ) : null}
    </>
  );
}

type MetricCellsProps = { value: number | undefined; version: number; reference: Reference };

/** Whether more is better is not known, so a change has no colour. */
function MetricCells({ value, version, reference }: MetricCellsProps) {
  const isCompared = reference !== null && value !== undefined && reference.version !== version;
  return (
    <>
      <Cell isNumeric className="max-sm:hidden">
        {value === undefined ? <span className="text-ink-3">–</span> : formatMetric(value)}
      </Cell>
      {reference ? (
        <Cell isNumeric className="text-ink-2 max-lg:hidden">
          {isCompared ? formatChange(reference.value, value) : <span className="text-ink-3">–</span>}
        </Cell>
      ) : null}
    </>
  );
}

function Names({ version: { aliases, tags } }: { version: VersionSummary }) {
  const more = aliases.length - ALIASES_SHOWN_MAX;
  return (
    <span className="inline-flex items-center gap-1.5 max-sm:flex-wrap max-sm:whitespace-normal">
      {aliases.slice(0, ALIASES_SHOWN_MAX).map((alias) => (
        <span key={alias.name} className="inline-flex max-w-40 min-w-0">
          <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
        </span>
      ))}
      {more > 0 ? <span className="text-ink-3">+{more}</span> : null}
      <TagNames tags={tags} />
    </span>
  );
}

function TagNames({ tags }: { tags: readonly TagView[] }) {
  const more = tags.length - TAGS_SHOWN_MAX;
  return (
    <>
      {tags.slice(0, TAGS_SHOWN_MAX).map(({ key, value }) => (
        <span key={key} className="inline-flex max-w-32 min-w-0 max-xl:hidden">
          <TagChip name={value ? `${key}: ${value}` : key} />
        </span>
      ))}
      {more > 0 ? <span className="text-ink-3 max-xl:hidden">+{more}</span> : null}
    </>
  );
}

function sourceOf({ referenceUri, artifact }: VersionSummary): string {
  return referenceUri ?? `${artifact.name}:v${artifact.number}`;
}
