import { RotateCw } from "lucide-react";
import { PageHead } from "@/app/_components/page-head";
import { ButtonLink } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { TextLink } from "@/app/_components/ui/text-link";
import { batchesPath, newBatchPath } from "@/app/_server/paths";
import type { TeamScope } from "@/lib/core/actor";
import { BatchForm } from "./batch-form";
import type { DeliveriesView } from "./read-deliveries";

/** The list's name, and what can be done with many deliveries at once. */
export function DeliveriesHead({ scope, recovery }: { scope: TeamScope; recovery: DeliveriesView["recovery"] }) {
  const team = scope.teamName;
  return (
    <PageHead
      title="Deliveries"
      note="every action that an event has caused"
      actions={
        <>
          <TextLink href={batchesPath(team)} className="max-sm:py-2">
            Recoveries and stops
          </TextLink>
          <ButtonLink href={newBatchPath(team, { kind: "stop" })}>Stop all waiting</ButtonLink>
          {recovery ? (
            <DialogLink
              href={newBatchPath(team, { kind: "recover", of: `${recovery.target.type}:${recovery.target.id}` })}
              title={`Recover failed: ${recovery.target.name}`}
              content={<BatchForm scope={scope} {...recovery} />}
            >
              <RotateCw aria-hidden="true" />
              Recover failed
            </DialogLink>
          ) : (
            <ButtonLink href={newBatchPath(team, { kind: "recover" })}>
              <RotateCw aria-hidden="true" />
              Recover failed
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
