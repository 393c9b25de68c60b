import type { ReactNode } from "react";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { Digest } from "@/app/_components/digest";
import { formatMetric } from "@/app/_components/format";
import { OutcomeMark } from "@/app/_components/outcome-mark";
import { Person } from "@/app/_components/person";
import { Time } from "@/app/_components/time";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { VersionName } from "@/app/_components/version-name";
import { versionPath } from "@/app/_server/paths";
import type { Id } from "@/lib/core/ids";
import type { OutcomeView } from "@/lib/core/outcome";
import type { VersionSummary } from "@/lib/core/registry";

const ALIASES_SHOWN_MAX = 4;

export type VersionsTableProps = {
  team: string;
  model: string;
  versions: readonly VersionSummary[];
  /** The metrics that have a column. */
  columns: readonly string[];
  values: ReadonlyMap<Id<"version">, Readonly<Record<string, number>>>;
  outcomes: ReadonlyMap<Id<"version">, OutcomeView>;
  foot: ReactNode;
};

export function VersionsTable({ team, model, versions, columns, values, outcomes, foot }: VersionsTableProps) {
  return (
    <TableFrame label="Versions" foot={foot}>
      <TableHead>
        <HeadCell>Version</HeadCell>
        <HeadCell>Aliases</HeadCell>
        {columns.map((name) => (
          <HeadCell key={name} isNumeric className="max-w-40 truncate max-sm:hidden" title={name}>
            {name}
          </HeadCell>
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
              <VersionName
                version={version.number}
                href={versionPath(team, model, version.number)}
                strength="subject"
                className="max-sm:py-2"
              />
            </Cell>
            <Cell className="max-sm:py-1.5">
              <VersionAliases version={version} />
            </Cell>
            {columns.map((name) => (
              <Cell key={name} isNumeric className="max-sm:hidden">
                <MetricValue value={values.get(version.id)?.[name]} />
              </Cell>
            ))}
            <Cell className="max-sm:hidden">
              <Digest digest={version.digest} />
            </Cell>
            <Cell className="max-lg:hidden">
              <span className="block max-w-48 truncate font-mono text-ink-2 text-small" title={sourceOf(version)}>
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

function VersionAliases({ version }: { version: VersionSummary }) {
  const more = version.aliases.length - ALIASES_SHOWN_MAX;
  return (
    <span className="inline-flex items-center gap-1.5 max-sm:flex-wrap max-sm:whitespace-normal">
      {version.aliases.slice(0, ALIASES_SHOWN_MAX).map((alias) => (
        <span key={alias.name} className="inline-flex max-w-40 min-w-0">
          <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
        </span>
      ))}
      {more > 0 ? <span className="text-ink-3">+{more}</span> : null}
    </span>
  );
}

function MetricValue({ value }: { value: number | undefined }) {
  return value === undefined ? <span className="text-ink-3">–</span> : formatMetric(value);
}

function sourceOf({ referenceUri, artifact }: VersionSummary): string {
  return referenceUri ?? `${artifact.name}:v${artifact.number}`;
}
