import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Person } from "@/app/_components/person";
import { Time } from "@/app/_components/time";
import { buttonClass } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Link } from "@/app/_components/ui/link.client";
import { Note } from "@/app/_components/ui/note";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { listAudit } from "@/lib/audit/queries";
import { can } from "@/lib/core/access";
import type { AuditView } from "@/lib/core/audit";
import type { AuditFormat } from "@/lib/core/audit-export";
import { PAGE_LIMIT_DEFAULT, type Page } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { AuditFilter } from "./_components/audit-filter";
import { AuditOutcome } from "./_components/audit-outcome";
import { type AuditFilters, filterQuery, readAuditFilters, searchOf } from "./_components/audit-query";

export const metadata: Metadata = { title: "Audit log" };

type AuditProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** Every change and every refusal of the team, newest first. */
export default async function AuditPage({ params, searchParams }: AuditProps) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "audit.read")) {
    notFound();
  }
  const filters = readAuditFilters(await singleParams(searchParams));
  const page = await listAudit(await db(), scope, { ...searchOf(filters), limit: PAGE_LIMIT_DEFAULT });
  const team = scope.teamName;
  return (
    <>
      <PageHead
        title="Audit log"
        note="every change and every refusal"
        actions={
          <>
            <ExportLink team={team} filters={filters} format="csv" label="Export CSV" />
            <ExportLink team={team} filters={filters} format="jsonl" label="Export JSON Lines" />
          </>
        }
      />
      <AuditFilter team={team} filters={filters} />
      <AuditTable team={team} page={page} filters={filters} />
    </>
  );
}

type ExportLinkProps = { team: string; filters: AuditFilters; format: AuditFormat; label: string };

/** A plain link: what it answers is a file, not a page. */
function ExportLink({ team, filters, format, label }: ExportLinkProps) {
  return (
    <a
      href={settingsPath(team, "audit", ["export"], { ...filterQuery(filters), format })}
      download
      className={buttonClass()}
    >
      <Download aria-hidden="true" />
      {label}
    </a>
  );
}

type AuditTableProps = { team: string; page: Result<Page<AuditView>>; filters: AuditFilters };

function AuditTable({ team, page, filters }: AuditTableProps) {
  const first = settingsPath(team, "audit", [], filterQuery(filters));
  if (!page.ok) {
    return (
      <Note tone="critical" className="mx-6 max-sm:mx-4" title={page.problem.message}>
        <TextLink inText href={first}>
          Begin with the newest
        </TextLink>
      </Note>
    );
  }
  const { items, nextCursor } = page.value;
  if (items.length === 0) {
    return (
      <EmptyState level="h2" title="No entry matches" className="mx-6 rounded-panel border border-line max-sm:mx-4">
        Who and a whole action such as alias.moved must be exact; an action's noun, such as alias, finds all of its
        kind. Days are of UTC. <TextLink href={settingsPath(team, "audit")}>Show all</TextLink>
      </EmptyState>
    );
  }
  return (
    <TableFrame
      label="Audit log"
      className="mx-6 mb-8 max-sm:mx-4"
      foot={
        <Pager
          isFirst={filters.cursor === undefined}
          firstHref={first}
          nextHref={
            nextCursor ? settingsPath(team, "audit", [], { ...filterQuery(filters), cursor: nextCursor }) : null
          }
          shown={`${formatPlural(items.length, "entry", "entries")}, newest first`}
          older="Show older entries"
        />
      }
    >
      <TableHead>
        <HeadCell>When</HeadCell>
        <HeadCell>Who</HeadCell>
        <HeadCell>Action</HeadCell>
        <HeadCell>Target</HeadCell>
        <HeadCell>Outcome</HeadCell>
        <HeadCell>Address</HeadCell>
      </TableHead>
      <tbody>
        {items.map((entry) => (
          <AuditRow key={entry.id} team={team} entry={entry} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function AuditRow({ team, entry: { id, at, actor, action, target, outcome, reason, address } }: AuditRowProps) {
  return (
    <Row data-row="">
      <Cell>
        <Link
          href={settingsPath(team, "audit", [id])}
          prefetch={false}
          className="inline-flex items-center tabular-nums underline-offset-3 hover:underline max-sm:min-h-11"
        >
          <Time at={at} />
        </Link>
      </Cell>
      <Cell className="max-w-[24ch] truncate" title={actor.name}>
        <Person name={actor.name} />
      </Cell>
      <Cell className="font-mono text-small">{action}</Cell>
      <Cell className="max-w-[36ch] truncate text-ink-2" title={target.name ?? undefined}>
        {target.name ?? <span className="text-ink-3">none</span>}
      </Cell>
      <Cell className="max-w-[44ch]" title={reason ?? undefined}>
        <span className="flex items-center gap-2">
          <AuditOutcome outcome={outcome} />
          {reason ? <span className="min-w-0 truncate text-ink-3">{reason}</span> : null}
        </span>
      </Cell>
      <Cell className="font-mono text-ink-2 text-small">{address ?? <span className="text-ink-3">–</span>}</Cell>
    </Row>
  );
}

type AuditRowProps = { team: string; entry: AuditView };
