import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionIcon, actionKindOf } from "@/app/_components/action-icon";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { ButtonLink } from "@/app/_components/ui/button";
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
import { pageRequest } from "@/lib/core/page";
import { PRESETS } from "@/lib/core/presets";
import type { WebhookView } from "@/lib/core/webhook";
import { listWebhooks } from "@/lib/webhooks/queries";
import { refOf } from "../_components/refs";
import { shortUrl } from "./_components/webhook-list";
import { WebhookMenu } from "./_components/webhook-menu";
import { WebhookState } from "./_components/webhook-state";

export const metadata: Metadata = { title: "Webhooks" };

type WebhooksProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function WebhooksPage({ params, searchParams }: WebhooksProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const page = await listWebhooks(await db(), scope, search);
  if (!page.ok) {
    notFound();
  }

  const { items, nextCursor } = page.value;
  const team = scope.teamName;
  return (
    <>
      <PageHead
        title="Webhooks"
        note="where automations send"
        actions={can(scope.role, "webhook.write") ? <NewWebhookLink team={team} /> : null}
      />
      {items.length === 0 ? (
        <NoWebhooks scope={scope} />
      ) : (
        <TableFrame
          label="Webhooks"
          className="mx-6 mb-8 max-sm:mx-4"
          foot={
            <Pager
              isFirst={search.cursor === undefined}
              firstHref={settingsPath(team, "webhooks")}
              nextHref={nextCursor ? settingsPath(team, "webhooks", [], { cursor: nextCursor }) : null}
              shown={`${formatPlural(items.length, "webhook")} by name`}
              older="Show more webhooks"
            />
          }
        >
          <TableHead>
            <HeadCell>Name</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell className="max-sm:hidden">Address</HeadCell>
            <HeadCell className="max-md:hidden">Kind</HeadCell>
            <HeadCell isNumeric className="max-sm:hidden">
              Used by
            </HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </TableHead>
          <tbody>
            {items.map((webhook) => (
              <WebhookRow key={webhook.id} scope={scope} webhook={webhook} />
            ))}
          </tbody>
        </TableFrame>
      )}
    </>
  );
}

function NewWebhookLink({ team }: { team: string }) {
  return (
    <ButtonLink href={settingsPath(team, "webhooks", ["new"])} look="primary" data-key="n">
      <Plus aria-hidden="true" />
      New webhook <Kbd>N</Kbd>
    </ButtonLink>
  );
}

function WebhookRow({ scope, webhook }: { scope: TeamScope; webhook: WebhookView }) {
  const { name, url, preset, usedBy } = webhook;
  return (
    <Row data-row="">
      <Cell>
        <Link
          href={settingsPath(scope.teamName, "webhooks", [refOf(webhook)])}
          className="flex items-center gap-1.5 font-medium underline-offset-3 hover:underline max-sm:min-h-11"
        >
          <ActionIcon kind={actionKindOf(preset)} />
          <span className="max-w-[32ch] truncate max-sm:max-w-[14ch]" title={name}>
            {name}
          </span>
        </Link>
      </Cell>
      <Cell>
        <WebhookState webhook={webhook} />
      </Cell>
      <Cell className="max-w-[44ch] truncate font-mono text-ink-2 text-small max-sm:hidden" title={url}>
        {shortUrl(url)}
      </Cell>
      <Cell className="text-ink-2 max-md:hidden">{PRESETS[preset].title}</Cell>
      <Cell isNumeric className="max-sm:hidden">
        {usedBy.length === 0 ? <span className="text-ink-3">none</span> : formatPlural(usedBy.length, "automation")}
      </Cell>
      <Cell className="text-right">
        <WebhookMenu scope={scope} webhook={webhook} />
      </Cell>
    </Row>
  );
}

function NoWebhooks({ scope }: { scope: TeamScope }) {
  const mayWrite = can(scope.role, "webhook.write");
  return (
    <EmptyState
      level="h2"
      title="No webhooks yet"
      className="mx-6 max-w-[1000px] rounded-panel border border-line max-sm:mx-4"
      action={mayWrite ? <NewWebhookLink team={scope.teamName} /> : null}
    >
      A webhook is an address that automations post to: your own service, a Slack or Teams channel, or GitHub by token.
      It is given once, with its access token and signing secret, and any number of automations use it.
      {mayWrite ? " It can be tried before it is saved." : " Admins of the team create them."}
    </EmptyState>
  );
}
