import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { PageHead } from "@/app/_components/page-head";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";
import { Segments } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { ownPath, settingsPath } from "@/app/_server/paths";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { PRESETS } from "@/lib/core/presets";
import { WEBHOOK_PRESETS, type WebhookPreset } from "@/lib/core/webhook";
import { readSecretNames, readWebhookNames } from "../../_components/read-names";
import { NewSecretForm } from "../../secrets/_components/secret-forms";
import { readEventChoices } from "../_components/event-choices";
import { NewWebhookForm } from "../_components/new-webhook-form";

export const metadata: Metadata = { title: "New webhook" };

const search = z.object({
  preset: z.enum(WEBHOOK_PRESETS).default("generic"),
  next: z.string().max(2_000).optional(),
});

const LABEL = {
  generic: "Plain",
  slack: "Slack",
  teams: "Teams",
  github: "GitHub by token",
} as const satisfies Partial<Record<WebhookPreset, string>>;
const OFFERED = ["generic", "slack", "teams", "github"] as const;

type NewWebhookProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function NewWebhookPage({ params, searchParams }: NewWebhookProps) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "webhook.write")) {
    notFound();
  }
  const asked = readSearch(search, await singleParams(searchParams));
  const team = scope.teamName;
  const next = ownPath(team, asked.next);
  const [secretNames, webhookNames] = await Promise.all([readSecretNames(scope), readWebhookNames(scope)]);
  const events = await readEventChoices(scope, secretNames);
  return (
    <>
      <p className="px-6 pt-3 max-sm:px-4">
        <TextLink href={next ?? settingsPath(team, "webhooks")} className="text-small max-sm:py-2">
          {next ? "Back without a new webhook" : "All webhooks"}
        </TextLink>
      </p>
      <PageHead
        title="New webhook"
        actions={
          <DialogLink
            href={settingsPath(team, "secrets", ["new"])}
            title="New secret"
            content={<NewSecretForm team={team} webhooks={webhookNames} />}
          >
            <KeyRound aria-hidden="true" />
            New secret
          </DialogLink>
        }
      />
      <div className="flex flex-col items-start gap-3 px-6 pb-4 max-sm:px-4">
        <Segments
          label="Kind of receiver"
          tabs={OFFERED.map((preset) => ({
            href: settingsPath(team, "webhooks", ["new"], { preset, next }),
            label: LABEL[preset],
            isCurrent: preset === asked.preset,
          }))}
        />
        {asked.preset === "github" ? (
          <Note title="The GitHub App needs no token.">
            It starts workflows of its own right and brings their result back to the version.{" "}
            <TextLink inText href={settingsPath(team, "github")}>
              Connect it under Settings, GitHub
            </TextLink>
            .
          </Note>
        ) : null}
        {PRESETS[asked.preset].warnings.map(({ code, message }) => (
          <Note key={code} className="max-w-[76ch]">
            {message}
          </Note>
        ))}
      </div>
      <NewWebhookForm team={team} preset={asked.preset} secretNames={secretNames} events={events} next={next} />
    </>
  );
}
