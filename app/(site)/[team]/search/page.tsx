import { Boxes, Search, Zap } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import type { ReactNode } from "react";
import { AliasChip } from "@/app/_components/alias-chip";
import { formatPlural } from "@/app/_components/format";
import { PageHead, SectionHead } from "@/app/_components/page-head";
import { Button } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { TextLink } from "@/app/_components/ui/text-link";
import { VersionName } from "@/app/_components/version-name";
import { type Found, findInTeam } from "@/app/_server/find";
import { automationPath, automationsPath, modelPath, modelsPath, searchPath, versionPath } from "@/app/_server/paths";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { targetOf } from "@/lib/core/action";
import { SEARCH_LENGTH_MAX, siteSearch } from "@/lib/core/site-search";

export const metadata: Metadata = { title: "Search" };

/** Of each kind. Who needs more filters the list of that kind. */
const EACH_MAX = 50;

type SearchPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** What the search field finds, as a page of its own: it can be sent to someone, and works before JavaScript. */
export default async function SearchPage({ params, searchParams }: SearchPageProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(siteSearch, await singleParams(searchParams));
  const found = await findInTeam(scope, search, EACH_MAX);
  const team = scope.teamName;

  return (
    <>
      <PageHead title="Search" note={noteOf(search.q, found)} />
      <Form
        key={search.q}
        action={searchPath(team)}
        role="search"
        aria-label="This team"
        className="flex flex-wrap items-center gap-2 px-6 pb-2 max-sm:px-4"
      >
        <FilterInput
          label="Name, model:alias or version"
          name="q"
          defaultValue={search.q}
          maxLength={SEARCH_LENGTH_MAX}
          icon={<Search aria-hidden="true" />}
          data-key="/"
          className="w-[360px] max-sm:w-full"
        />
        <Button type="submit">Search</Button>
      </Form>
      {search.q === "" || countOf(found) === 0 ? (
        <NothingFound team={team} text={search.q} />
      ) : (
        <div className="max-w-[1000px] px-6 pb-10 max-sm:px-4">
          <FoundGroup title="Versions" count={found.versions.length}>
            {found.versions.map(({ model, version, alias, isProtected }) => (
              <FoundLine key={`${model}:${alias ?? version}`} icon={<Boxes aria-hidden="true" />}>
                <TextLink href={versionPath(team, model, version)} className="truncate font-mono text-ink">
                  {model}:{alias ?? `v${version}`}
                </TextLink>
                {alias === null ? null : (
                  <span className="ml-auto flex shrink-0 items-center gap-2">
                    <span className="max-w-40 max-sm:hidden">
                      <AliasChip name={alias} kind={isProtected ? "protected" : "plain"} />
                    </span>
                    <VersionName version={version} strength="quiet" />
                  </span>
                )}
              </FoundLine>
            ))}
          </FoundGroup>
          <FoundGroup title="Models" count={found.models.length}>
            {found.models.map(({ id, name, versionCount }) => (
              <FoundLine key={id} icon={<Boxes aria-hidden="true" />}>
                <TextLink href={modelPath(team, name)} className="truncate font-mono text-ink">
                  {name}
                </TextLink>
                <span className="ml-auto shrink-0 text-ink-3">{formatPlural(versionCount, "version")}</span>
              </FoundLine>
            ))}
          </FoundGroup>
          <FoundGroup title="Automations" count={found.automations.length}>
            {found.automations.map(({ id, name, action }) => (
              <FoundLine key={id} icon={<Zap aria-hidden="true" />}>
                <TextLink href={automationPath(team, id)} className="truncate text-ink">
                  {name}
                </TextLink>
                <span className="ml-auto min-w-0 truncate text-ink-3">{targetOf(action).name}</span>
              </FoundLine>
            ))}
          </FoundGroup>
        </div>
      )}
    </>
  );
}

function FoundGroup({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <SectionHead title={title} count={count === EACH_MAX ? `the first ${EACH_MAX}` : count} />
      <ul className="overflow-hidden rounded-panel border border-line">{children}</ul>
    </section>
  );
}

function FoundLine({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li
      data-row=""
      className="flex min-h-[34px] items-center gap-2.5 border-line border-t px-3.5 first:border-t-0 focus-within:shadow-[inset_2px_0_0_var(--accent)] hover:bg-hover max-sm:min-h-11 [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:text-ink-3"
    >
      {icon}
      {children}
    </li>
  );
}

function NothingFound({ team, text }: { team: string; text: string }) {
  return (
    <EmptyState
      level="h2"
      title={text === "" ? "Say what you look for" : `Nothing is called ${text}`}
      className="mx-6 max-w-[1000px] rounded-panel border border-line max-sm:mx-4"
      action={
        <>
          <TextLink href={modelsPath(team)}>All models</TextLink>
          <TextLink href={automationsPath(team)}>All automations</TextLink>
        </>
      }
    >
      Models and automations are found by a part of their name, in any case; versions by{" "}
      <code className="font-mono text-small">model:alias</code>, an alias alone, or a number such as{" "}
      <code className="font-mono text-small">v12</code>.
    </EmptyState>
  );
}

function countOf({ models, versions, automations }: Found): number {
  return models.length + versions.length + automations.length;
}

function noteOf(text: string, found: Found): string | null {
  return text === "" ? null : `${formatPlural(countOf(found), "match", "matches")} for ${text}`;
}
