import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { JsonView } from "@/app/_components/code-view";
import { PageHead } from "@/app/_components/page-head";
import { Person } from "@/app/_components/person";
import { Time } from "@/app/_components/time";
import { CopyButton } from "@/app/_components/ui/copy-button.client";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { TextLink } from "@/app/_components/ui/text-link";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getAuditEntry } from "@/lib/audit/queries";
import { AuditOutcome } from "../_components/audit-outcome";

export const metadata: Metadata = { title: "Audit entry" };

const KIND = { user: "person", token: "API token", system: "Modelwire itself" } as const;

type AuditEntryProps = { params: Promise<{ team: string; entry: string }> };

/** One entry, whole. */
export default async function AuditEntryPage({ params }: AuditEntryProps) {
  const { team: segment, entry: id } = await params;
  const scope = await requireScope(segment);
  const found = await getAuditEntry(await db(), scope, id);
  if (!found.ok) {
    notFound();
  }

  const { at, actor, action, outcome, reason, target, details, address, requestId } = found.value;
  const team = scope.teamName;
  return (
    <>
      <p className="px-6 pt-3 max-sm:px-4">
        <TextLink href={settingsPath(team, "audit")} className="text-small max-sm:py-2">
          Audit log
        </TextLink>
      </p>
      <PageHead title={action} isName chips={<AuditOutcome outcome={outcome} />} description={reason} />
      <div className="flex max-w-[688px] flex-col gap-4 px-6 pb-10 max-sm:px-4">
        <KeyValues>
          <KeyValue name="When">
            <Time at={at} form="exact" />
          </KeyValue>
          <KeyValue name="Who">
            <span className="inline-flex flex-wrap items-center gap-x-2">
              <Person name={actor.name} />
              <span className="text-ink-3">
                {actor.kind in KIND ? KIND[actor.kind as keyof typeof KIND] : actor.kind}
              </span>
              <TextLink href={settingsPath(team, "audit", [], { actor: actor.name })}>everything they did</TextLink>
            </span>
            {actor.id ? <Code text={actor.id} label="Copy actor id" /> : null}
          </KeyValue>
          <KeyValue name="Target">
            {target.name ?? "none"}
            {target.name ? (
              <>
                {" "}
                <TextLink href={settingsPath(team, "audit", [], { target: target.name })}>everything about it</TextLink>
              </>
            ) : null}
            {target.id ? <Code text={target.id} label="Copy target id" /> : null}
          </KeyValue>
          <KeyValue name="Address">{address ?? "none is known"}</KeyValue>
          <KeyValue name="Request">
            <Code text={requestId} label="Copy request id" />
          </KeyValue>
        </KeyValues>
        {Object.keys(details).length > 0 ? <JsonView label="Details" value={details} /> : null}
      </div>
    </>
  );
}

function Code({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex max-w-full items-center gap-1">
      <span className="break-all font-mono text-small">{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  );
}
