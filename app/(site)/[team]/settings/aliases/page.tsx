import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AliasChip } from "@/app/_components/alias-chip";
import { formatPlural } from "@/app/_components/format";
import { PageHead, SectionHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Person } from "@/app/_components/person";
import { Time } from "@/app/_components/time";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Kbd } from "@/app/_components/ui/kbd";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can, onlySentence } from "@/lib/core/access";
import { type Page, pageRequest } from "@/lib/core/page";
import {
  type AliasUse,
  listAliasUses,
  listOpenAliasNames,
  listProtectedAliases,
  type ProtectedAliasView,
} from "@/lib/registry/aliases/queries";
import { ProtectAliasForm, UnprotectAliasForm } from "./_components/alias-forms";
import { Holders } from "./_components/holders";
import { readAdmins } from "./_components/read-admins";

export const metadata: Metadata = { title: "Protected aliases" };

const OPEN_MAX = 20;

type AliasesProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function ProtectedAliasesPage({ params, searchParams }: AliasesProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const pool = await db();
  const mayProtect = can(scope.role, "alias.protect");
  const [page, admins, openNames] = await Promise.all([
    listProtectedAliases(pool, scope, search),
    readAdmins(scope),
    mayProtect ? listOpenAliasNames(pool, scope, OPEN_MAX) : [],
  ]);
  if (!page.ok) {
    notFound();
  }
  const names = page.value.items.map(({ name }) => name);
  const uses = await listAliasUses(pool, scope, [...names, ...openNames]);
  const placesOf = (name: string): AliasUse => uses.find((use) => use.name === name) ?? { name, total: 0, holders: [] };

  const team = scope.teamName;
  return (
    <>
      <PageHead
        title="Protected aliases"
        description={
          <>
            Only admins put, move or remove them, in every model of the team: {admins}.
            {mayProtect ? null : <span className="text-ink-3"> {onlySentence("alias.protect")}</span>}
          </>
        }
        actions={
          mayProtect ? (
            <DialogLink
              href={settingsPath(team, "aliases", ["new"])}
              title="Protect an alias"
              look="primary"
              data-key="n"
              content={<ProtectAliasForm team={team} />}
            >
              <Lock aria-hidden="true" />
              Protect alias <Kbd>N</Kbd>
            </DialogLink>
          ) : null
        }
      />
      <div className="px-6 pb-8 max-sm:px-4">
        {page.value.items.length === 0 ? (
          <EmptyState
            level="h2"
            title="No alias is protected"
            className="max-w-[1000px] rounded-panel border border-line"
          >
            Whoever may move an alias sets off the automations that listen to it. Protect the ones that ship something,
            such as production, so that only admins promote.
          </EmptyState>
        ) : (
          <ProtectedTable
            team={team}
            page={page.value}
            isFirst={search.cursor === undefined}
            placesOf={placesOf}
            mayProtect={mayProtect}
          />
        )}
        <OpenAliases team={team} names={openNames} placesOf={placesOf} />
      </div>
    </>
  );
}

type PlacesOf = (name: string) => AliasUse;

type ProtectedTableProps = {
  team: string;
  page: Page<ProtectedAliasView>;
  isFirst: boolean;
  placesOf: PlacesOf;
  mayProtect: boolean;
};

function ProtectedTable({ team, page: { items, nextCursor }, isFirst, placesOf, mayProtect }: ProtectedTableProps) {
  return (
    <TableFrame
      label="Protected aliases"
      foot={
        <Pager
          isFirst={isFirst}
          firstHref={settingsPath(team, "aliases")}
          nextHref={nextCursor ? settingsPath(team, "aliases", [], { cursor: nextCursor }) : null}
          shown={`${formatPlural(items.length, "alias", "aliases")} by name`}
          older="Show more aliases"
        />
      }
    >
      <TableHead>
        <HeadCell>Alias</HeadCell>
        <HeadCell>Now on</HeadCell>
        <HeadCell className="max-sm:hidden">Protected</HeadCell>
        {mayProtect ? (
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        ) : null}
      </TableHead>
      <tbody>
        {items.map(({ name, since, by }) => (
          <Row key={name} data-row="" height="chips" className="max-sm:[&>td]:h-12">
            <Cell className="max-w-[40ch]">
              <AliasChip name={name} kind="protected" />
            </Cell>
            <Cell>
              <Holders team={team} use={placesOf(name)} />
            </Cell>
            <Cell className="text-ink-2 max-sm:hidden">
              <span className="inline-flex items-center gap-2">
                <Person name={by} />
                <Time at={since} className="text-ink-3" />
              </span>
            </Cell>
            {mayProtect ? (
              <Cell className="text-right">
                <DialogLink
                  href={settingsPath(team, "aliases", ["remove"], { name })}
                  title={`Stop protecting ${name}`}
                  aria-label={`Stop protecting ${name}`}
                  look="danger"
                  size="small"
                  content={<UnprotectAliasForm team={team} use={placesOf(name)} />}
                >
                  Stop protecting
                </DialogLink>
              </Cell>
            ) : null}
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** What anyone with the right moves today, so that the next to protect need not be remembered. */
function OpenAliases({ team, names, placesOf }: { team: string; names: readonly string[]; placesOf: PlacesOf }) {
  if (names.length === 0) {
    return null;
  }
  return (
    <>
      <SectionHead id="open" title="Not protected" note="members move these too" />
      <TableFrame label="Aliases that are not protected">
        <TableHead>
          <HeadCell>Alias</HeadCell>
          <HeadCell>Now on</HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {names.map((name) => (
            <Row key={name} data-row="" height="chips" className="max-sm:[&>td]:h-12">
              <Cell className="max-w-[40ch]">
                <AliasChip name={name} kind="plain" />
              </Cell>
              <Cell>
                <Holders team={team} use={placesOf(name)} />
              </Cell>
              <Cell className="text-right">
                <DialogLink
                  href={settingsPath(team, "aliases", ["new"], { name })}
                  title={`Protect ${name}`}
                  aria-label={`Protect ${name}`}
                  size="small"
                  content={<ProtectAliasForm team={team} use={placesOf(name)} />}
                >
                  Protect
                </DialogLink>
              </Cell>
            </Row>
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}
