import { GitCompare, Search, SlidersHorizontal } from "lucide-react";
import Form from "next/form";
import { formatCount } from "@/app/_components/format";
import { SectionHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Button } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Panel } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath, modelPath, type Query } from "@/app/_server/paths";
import { encodeColumns } from "./columns";
import type { ModelPageView } from "./read-model-page";
import { COMPARE_FORM, VersionsTable } from "./versions-table";

export type ModelAsked = {
  metric: string | undefined;
  cursor: string | undefined;
  filter: string | undefined;
  /** As the address has them; undefined where it has none. */
  columns: string | undefined;
};

export type VersionsSectionProps = {
  team: string;
  view: ModelPageView;
  /** The metrics that have a column. */
  columns: readonly string[];
  asked: ModelAsked;
};

export function VersionsSection({ team, view, columns, asked }: VersionsSectionProps) {
  const { model } = view;
  return (
    <section aria-labelledby="versions" className="mx-6 max-sm:mx-4">
      <SectionHead id="versions" title="Versions" count={formatCount(model.versionCount)}>
        {model.versionCount > 0 ? <Tools team={team} view={view} columns={columns} asked={asked} /> : null}
      </SectionHead>
      {view.filterProblem ? (
        <p role="alert" className="mb-2 text-critical text-small">
          {view.filterProblem}
        </p>
      ) : null}
      <Table team={team} view={view} columns={columns} asked={asked} />
    </section>
  );
}

function Tools({ team, view: { model, metricNames }, columns, asked }: VersionsSectionProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Form
        key={asked.filter}
        action={modelPath(team, model.name)}
        role="search"
        aria-label="Versions"
        scroll={false}
        className="min-w-0 max-sm:w-full"
      >
        <Kept query={{ metric: asked.metric, columns: asked.columns }} />
        <FilterInput
          label="Filter versions"
          name="filter"
          defaultValue={asked.filter}
          icon={<Search aria-hidden="true" />}
          title="v12, staging, tag:weekly, auc>=0.9, since:2026-08-01"
          placeholder="v12, staging, tag:weekly, auc>=0.9"
          data-key="/"
          className="w-72 max-sm:w-full"
        />
      </Form>
      <form id={COMPARE_FORM} method="get" action={modelPartPath(team, model.name, ["compare"])}>
        <Button type="submit" data-key="c">
          <GitCompare aria-hidden="true" />
          Compare selected
        </Button>
      </form>
      {metricNames.length > 0 ? (
        <details key={encodeColumns(columns)} className="relative">
          <summary className="inline-flex h-7 list-none items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2.5 font-medium shadow-low hover:bg-hover max-sm:h-9 max-sm:px-3 dark:bg-raised [&::-webkit-details-marker]:hidden">
            <SlidersHorizontal aria-hidden="true" className="size-3.5 text-ink-2" />
            Columns
          </summary>
          {/* The browser's own form: its answer sets a cookie and leads back, which Next's navigation would not follow. */}
          <form
            method="get"
            action={modelPartPath(team, model.name, ["columns"])}
            aria-label="Columns"
            className="absolute top-full right-0 z-10 mt-1 w-64 rounded-panel bg-raised p-2 shadow-float max-sm:right-auto max-sm:left-0"
          >
            <Kept query={{ metric: asked.metric, filter: asked.filter }} />
            <fieldset className="max-h-72 overflow-auto">
              <legend className="px-1.5 pb-1 text-ink-3 text-small">Metrics, at most 6</legend>
              {metricNames.map((name) => (
                <label
                  key={name}
                  className="flex h-7 items-center gap-2 rounded-chip px-1.5 font-mono text-small hover:bg-hover max-sm:h-9"
                >
                  <input
                    type="checkbox"
                    name="column"
                    value={name}
                    defaultChecked={columns.includes(name)}
                    className="size-4 shrink-0 accent-ink"
                  />
                  <span className="truncate">{name}</span>
                </label>
              ))}
            </fieldset>
            <Button type="submit" size="small" className="mt-2 w-full">
              Show columns
            </Button>
          </form>
        </details>
      ) : null}
    </div>
  );
}

function Table({ team, view, columns, asked }: VersionsSectionProps) {
  const { model, versions, nextCursor } = view;
  const { cursor, ...kept } = asked;
  if (model.versionCount === 0) {
    return (
      <Panel>
        <EmptyState title="No version is linked yet">
          Log an artifact and link it, upload files, or link the address of one that is stored elsewhere. The first
          version gets the number {model.firstNumber}, and <code className="font-mono text-small">latest</code> follows
          it.
        </EmptyState>
      </Panel>
    );
  }
  if (versions.length === 0) {
    return (
      <Panel>
        <EmptyState
          title={kept.filter ? "No version matches" : "There are no more versions"}
          action={<TextLink href={modelPath(team, model.name, { metric: kept.metric })}>Show all versions</TextLink>}
        >
          {kept.filter
            ? "A version matches when all of it holds: an alias exactly, a tag by its key, metadata by its value."
            : "This was the last page."}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <VersionsTable
      team={team}
      model={model.name}
      versions={versions}
      columns={columns}
      values={view.values}
      reference={referenceOf(view, columns[0])}
      outcomes={view.outcomes}
      foot={
        <Pager
          isFirst={cursor === undefined}
          firstHref={modelPath(team, model.name, kept)}
          nextHref={nextCursor ? modelPath(team, model.name, { ...kept, cursor: nextCursor }) : null}
          shown={
            kept.filter ? `${versions.length} that match` : `${versions.length} of ${formatCount(model.versionCount)}`
          }
          older="Show older versions"
        />
      }
    />
  );
}

function Kept({ query }: { query: Query }) {
  return Object.entries(query).map(([name, value]) =>
    value ? <input key={name} type="hidden" name={name} value={value} /> : null,
  );
}

function referenceOf({ model, measured }: ModelPageView, metric: string | undefined) {
  const alias = model.aliases.find(({ isProtected }) => isProtected);
  const value = alias && metric !== undefined ? measured.byNumber.get(alias.version)?.values[metric] : undefined;
  return alias && value !== undefined ? { alias: alias.name, version: alias.version, value } : null;
}
