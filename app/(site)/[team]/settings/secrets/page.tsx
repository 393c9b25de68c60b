import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { Kbd } from "@/app/_components/ui/kbd";
import { Link } from "@/app/_components/ui/link.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Page, pageRequest } from "@/lib/core/page";
import type { SecretView } from "@/lib/core/secret";
import { listSecrets } from "@/lib/secrets/queries";
import { readWebhookNames } from "../_components/read-names";
import { refOf } from "../_components/refs";
import { NewSecretForm } from "./_components/secret-forms";

export const metadata: Metadata = { title: "Secrets" };

type SecretsProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** The team's secrets by name, each with what uses it. Never a value. */
export default async function SecretsPage({ params, searchParams }: SecretsProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const [page, webhooks] = await Promise.all([listSecrets(await db(), scope, search), readWebhookNames(scope)]);
  if (!page.ok) {
    notFound();
  }

  return (
    <>
      <PageHead
        title="Secrets"
        note="sealed values that webhooks and payloads use"
        actions={can(scope.role, "secret.write") ? <NewSecret scope={scope} webhooks={webhooks} /> : null}
      />
      {page.value.items.length === 0 ? (
        <NoSecrets scope={scope} />
      ) : (
        <SecretsTable team={scope.teamName} page={page.value} isFirst={search.cursor === undefined} />
      )}
    </>
  );
}

function NewSecret({ scope, webhooks }: { scope: TeamScope; webhooks: readonly string[] }) {
  return (
    <DialogLink
      href={settingsPath(scope.teamName, "secrets", ["new"])}
      title="New secret"
      look="primary"
      data-key="n"
      content={<NewSecretForm team={scope.teamName} webhooks={webhooks} />}
    >
      <Plus aria-hidden="true" />
      New secret <Kbd>N</Kbd>
    </DialogLink>
  );
}

type SecretsTableProps = { team: string; page: Page<SecretView>; isFirst: boolean };

function SecretsTable({ team, page: { items, nextCursor }, isFirst }: SecretsTableProps) {
  return (
    <TableFrame
      label="Secrets"
      className="mx-6 mb-8 max-sm:mx-4"
      foot={
        <Pager
          isFirst={isFirst}
          firstHref={settingsPath(team, "secrets")}
          nextHref={nextCursor ? settingsPath(team, "secrets", [], { cursor: nextCursor }) : null}
          shown={`${formatPlural(items.length, "secret")} by name`}
          older="Show more secrets"
        />
      }
    >
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell className="max-sm:hidden">Store</HeadCell>
        <HeadCell className="max-sm:hidden">In payloads towards</HeadCell>
        <HeadCell isNumeric>Uses</HeadCell>
        <HeadCell isNumeric>Last replaced</HeadCell>
      </TableHead>
      <tbody>
        {items.map((secret) => (
          <Row key={secret.id} data-row="">
            <Cell>
              <Link
                href={settingsPath(team, "secrets", [refOf(secret)])}
                className="inline-flex max-w-[40ch] items-center font-medium font-mono text-small underline-offset-3 hover:underline max-sm:min-h-11 max-sm:max-w-[18ch]"
              >
                <span className="truncate" title={secret.name}>
                  {secret.name}
                </span>
              </Link>
            </Cell>
            <Cell className="text-ink-2 max-sm:hidden">Modelwire</Cell>
            <Cell className="max-w-[36ch] truncate text-ink-2 max-sm:hidden">
              {secret.payloadWebhooks.map(({ name }) => name).join(", ") || <span className="text-ink-3">none</span>}
            </Cell>
            <Cell isNumeric>{secret.uses.length}</Cell>
            <Cell isNumeric className="text-ink-2">
              {secret.replacedAt ? <Time at={secret.replacedAt} /> : <span className="text-ink-3">never</span>}
            </Cell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}

function NoSecrets({ scope }: { scope: TeamScope }) {
  const mayWrite = can(scope.role, "secret.write");
  return (
    <EmptyState
      level="h2"
      title="No secrets yet"
      className="mx-6 max-w-[1000px] rounded-panel border border-line max-sm:mx-4"
    >
      A secret is a value under a name: the access token or the signing secret of a webhook, or a key that a payload
      hands on as <code className="font-mono text-small">{"${secrets.NAME}"}</code>. It is sealed when it is saved,
      filled in only while sending, and shown as *** everywhere else.
      {mayWrite ? null : " Admins of the team create them."}
    </EmptyState>
  );
}
