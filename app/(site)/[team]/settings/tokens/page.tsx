import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CodeView } from "@/app/_components/code-view";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Person } from "@/app/_components/person";
import { Time } from "@/app/_components/time";
import { Badge } from "@/app/_components/ui/badge";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Kbd } from "@/app/_components/ui/kbd";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { settingsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { pageRequest } from "@/lib/core/page";
import type { TokenView } from "@/lib/core/token";
import { listTokens } from "@/lib/teams/queries";
import { BOOTSTRAP_NAME } from "@/lib/teams/token-row";
import { NewTokenForm, RevokeTokenForm } from "./_components/token-forms";
import { snippetFor } from "./_components/token-snippet";

export const metadata: Metadata = { title: "API tokens" };

const ROLE = { viewer: "Viewer", member: "Member", admin: "Admin" } as const;
const SOON_MS = 7 * 86_400_000;

type TokensProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** The team's living tokens. A token's text is never here. */
export default async function TokensPage({ params, searchParams }: TokensProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const page = await listTokens(await db(), scope, search);
  if (!page.ok) {
    notFound();
  }

  const { items, nextCursor } = page.value;
  const team = scope.teamName;
  const url = (await startRuntime()).ports.baseUrl;
  return (
    <>
      <PageHead
        title="API tokens"
        note="for pipelines, services and scripts"
        actions={<NewToken team={team} url={url} />}
      />
      {items.length === 0 ? (
        <NoTokens url={url} />
      ) : (
        <TableFrame
          label="API tokens"
          className="mx-6 mb-8 max-sm:mx-4"
          foot={
            <Pager
              isFirst={search.cursor === undefined}
              firstHref={settingsPath(team, "tokens")}
              nextHref={nextCursor ? settingsPath(team, "tokens", [], { cursor: nextCursor }) : null}
              shown={`${formatPlural(items.length, "token")}, newest first`}
              older="Show older tokens"
            />
          }
        >
          <TableHead>
            <HeadCell>Name</HeadCell>
            <HeadCell>Role</HeadCell>
            <HeadCell>Models</HeadCell>
            <HeadCell>Ends in</HeadCell>
            <HeadCell>Expires</HeadCell>
            <HeadCell>Created</HeadCell>
            <HeadCell isNumeric>Last used</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </TableHead>
          <tbody>
            {items.map((token) => (
              <TokenRow key={token.id} team={team} token={token} now={new Date()} />
            ))}
          </tbody>
        </TableFrame>
      )}
    </>
  );
}

function NewToken({ team, url }: { team: string; url: string }) {
  return (
    <DialogLink
      href={settingsPath(team, "tokens", ["new"])}
      title="New token"
      look="primary"
      data-key="n"
      content={<NewTokenForm team={team} url={url} now={new Date()} />}
    >
      <Plus aria-hidden="true" />
      New token <Kbd>N</Kbd>
    </DialogLink>
  );
}

function TokenRow({ team, token, now }: { team: string; token: TokenView; now: Date }) {
  const { name, role, models, hint, createdAt, createdBy, lastUsedAt } = token;
  return (
    <Row>
      <Cell className="font-medium">
        <span className="inline-block max-w-[32ch] truncate align-bottom" title={name}>
          {name}
        </span>
      </Cell>
      <Cell className="text-ink-2">{ROLE[role]}</Cell>
      <Cell className="max-w-[32ch] truncate text-ink-2" title={models?.map((model) => model.name).join(", ")}>
        {models === null ? "all" : models.map((model) => model.name).join(", ") || "none left"}
      </Cell>
      <Cell className="font-mono text-ink-2 text-small">{hint}</Cell>
      <Cell className="text-ink-2">
        <Expiry at={token.expiresAt} now={now} />
      </Cell>
      <Cell className="text-ink-2">
        <span className="inline-flex items-center gap-2">
          <Person name={createdBy} />
          <Time at={createdAt} className="text-ink-3" />
        </span>
      </Cell>
      <Cell isNumeric className="text-ink-2">
        {lastUsedAt ? <Time at={lastUsedAt} form="ago" /> : <span className="text-ink-3">never</span>}
      </Cell>
      <Cell className="text-right">
        {name === BOOTSTRAP_NAME ? (
          <span className="text-ink-3 text-small" title="Take MODELWIRE_BOOTSTRAP_TOKEN out of it and restart.">
            from the environment
          </span>
        ) : (
          <DialogLink
            href={settingsPath(team, "tokens", [token.id, "revoke"])}
            title={`Revoke ${name}`}
            aria-label={`Revoke ${name}`}
            look="danger"
            size="small"
            content={<RevokeTokenForm team={team} token={token} />}
          >
            Revoke
          </DialogLink>
        )}
      </Cell>
    </Row>
  );
}

function Expiry({ at, now }: { at: string | null; now: Date }) {
  if (at === null) {
    return <span className="text-ink-3">never</span>;
  }
  const leftMs = Date.parse(at) - now.getTime();
  if (leftMs <= 0) {
    return <Badge tone="critical">expired</Badge>;
  }
  return leftMs < SOON_MS ? (
    <Badge tone="caution">
      <Time at={at} />
    </Badge>
  ) : (
    <Time at={at} form="date" />
  );
}

function NoTokens({ url }: { url: string }) {
  return (
    <EmptyState
      level="h2"
      title="No tokens yet"
      className="mx-6 max-w-[1000px] rounded-panel border border-line max-sm:mx-4"
    >
      A token lets a program act for the team: it has a name, a role, if wished a few models, and an end. Its text is
      shown once, when it is made.
      <CodeView label="Commands" text={snippetFor("cli", "…", url)} className="mt-3" />
    </EmptyState>
  );
}
