import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { CrumbName } from "@/app/_components/crumb-names.client";
import { ButtonLink } from "@/app/_components/ui/button";
import { Kbd } from "@/app/_components/ui/kbd";
import { TextLink } from "@/app/_components/ui/text-link";
import { nameInPath, settingsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { can } from "@/lib/core/access";
import { PAGE_LIMIT_MAX } from "@/lib/core/page";
import { listWebhooks } from "@/lib/webhooks/queries";
import { getReadyScript } from "@/lib/webhooks/ready";
import { readSecretNames } from "../../_components/read-names";
import { readEventChoices } from "../_components/event-choices";
import { requireWebhook } from "../_components/read-webhook";
import { WebhookList } from "../_components/webhook-list";
import { WebhookMenu } from "../_components/webhook-menu";
import { WebhookSettings } from "../_components/webhook-settings";
import { WebhookState } from "../_components/webhook-state";
import { offeredTests, TEST_TABS, WebhookTest } from "../_components/webhook-test";

const search = z.object({ test: z.enum(TEST_TABS).default("event") });

type WebhookProps = { params: Promise<{ team: string; webhook: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: WebhookProps): Promise<Metadata> {
  return { title: `${nameInPath((await params).webhook)}, webhook` };
}

/** One webhook: the list beside it where there is room, then its settings, then its test. */
export default async function WebhookPage({ params, searchParams }: WebhookProps) {
  const { team: segment, webhook: name } = await params;
  const { scope, webhook } = await requireWebhook(segment, name);
  const [tab] = tabsFor(readSearch(search, await singleParams(searchParams)).test, offeredTests(scope));
  const pool = await db();
  const { ports } = await startRuntime();
  const secretNames = await readSecretNames(scope);
  const [list, events, ready] = await Promise.all([
    listWebhooks(pool, scope, { limit: PAGE_LIMIT_MAX }),
    readEventChoices(scope, secretNames),
    getReadyScript(pool, scope, webhook.id, ports),
  ]);
  if (!list.ok) {
    notFound();
  }

  const team = scope.teamName;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[220px_minmax(0,1fr)] max-xl:grid-cols-1">
      <CrumbName id={webhook.id} name={webhook.name} />
      <div className="border-line border-r max-xl:hidden">
        <WebhookList team={team} webhooks={list.value.items} selectedId={webhook.id} />
        {can(scope.role, "webhook.write") ? (
          <div className="px-6 py-3">
            <ButtonLink href={settingsPath(team, "webhooks", ["new"])} data-key="n">
              <Plus aria-hidden="true" />
              New webhook <Kbd>N</Kbd>
            </ButtonLink>
          </div>
        ) : null}
      </div>
      <div className="@container min-w-0">
        <p className="px-6 pt-3 max-sm:px-4 xl:hidden">
          <TextLink href={settingsPath(team, "webhooks")} className="text-small max-sm:py-2">
            All webhooks
          </TextLink>
        </p>
        <div className="grid h-full grid-cols-1 content-start @[720px]:grid-cols-[320px_minmax(0,1fr)] @[720px]:content-stretch @[860px]:grid-cols-[372px_minmax(0,1fr)]">
          <div className="min-w-0">
            <div className="flex items-center gap-2 px-6 pt-3.5 max-sm:px-4">
              <h1 className="min-w-0 break-words font-semibold text-head">{webhook.name}</h1>
              <WebhookState webhook={webhook} />
              <span className="ml-auto">
                <WebhookMenu scope={scope} webhook={webhook} />
              </span>
            </div>
            <WebhookSettings
              // What was saved is what the fields begin with.
              key={`${webhook.id} ${webhook.isUrlSecret}`}
              scope={scope}
              webhook={webhook}
              secretNames={secretNames}
            />
          </div>
          <div className="min-w-0 border-line bg-canvas @max-[720px]:border-t @[720px]:border-l dark:bg-sunken">
            {tab ? (
              <WebhookTest
                scope={scope}
                webhook={webhook}
                tab={tab}
                events={events}
                ready={ready.ok ? ready.value : null}
              />
            ) : null}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The one that was asked for, where the person has it; else the first that they have. */
function tabsFor<Tab extends string>(asked: Tab, offered: readonly Tab[]): readonly Tab[] {
  return offered.includes(asked) ? [asked] : offered;
}
