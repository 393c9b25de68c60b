import { ActionForm } from "@/app/_components/action-form.client";
import { Time } from "@/app/_components/time";
import { ButtonLink } from "@/app/_components/ui/button";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { queuePath } from "@/app/_server/paths";
import type { AgentTokenView } from "@/lib/core/launch-agent";
import type { QueueView } from "@/lib/core/launch-queue";
import { createAgentTokenAction, revokeAgentTokenAction } from "../actions";
import { MadeAgentToken } from "./made-agent-token.client";

export type NewAgentTokenFormProps = { team: string; url: string; queue: Pick<QueueView, "name" | "resource"> };

export function NewAgentTokenForm({ team, url, queue }: NewAgentTokenFormProps) {
  return (
    <ActionForm action={createAgentTokenAction} label="New agent token" hidden={{ team, queue: queue.name }} isQuiet>
      <MadeAgentToken
        command={{ url, queue: queue.name, resource: queue.resource }}
        done={
          <ButtonLink href={queuePath(team, queue.name)} look="primary" size="large">
            Done
          </ButtonLink>
        }
      >
        <TextField
          name="name"
          label="Name"
          required
          maxLength={128}
          placeholder="gpu-02"
          hint={`What it is for: a machine, a cluster. It serves ${queue.name} and nothing else, and no run ever sees it.`}
        />
        <TextField
          name="expiresAt"
          label="Last day"
          note="optional, UTC"
          hint="Left empty, it works until it is revoked."
          type="date"
          className="mt-4 max-w-52"
        />
        <DialogFoot cancelHref={queuePath(team, queue.name)}>
          <SubmitButton look="primary" size="large">
            Create agent token
          </SubmitButton>
        </DialogFoot>
      </MadeAgentToken>
    </ActionForm>
  );
}

export type RevokeAgentTokenFormProps = { team: string; queue: string; token: AgentTokenView };

export function RevokeAgentTokenForm({ team, queue, token }: RevokeAgentTokenFormProps) {
  return (
    <ActionForm
      action={revokeAgentTokenAction}
      label={`Revoke ${token.name}`}
      hidden={{ team, queue, token: token.id, name: token.name }}
    >
      <p className="text-ink-2">
        Agents that use the token that ends in <span className="font-mono text-ink">{token.hint}</span> are refused from
        then on, and that cannot be taken back. What they run is given to others once their leases run out.{" "}
        {token.lastUsedAt ? (
          <>
            It was last used <Time at={token.lastUsedAt} form="ago" />.
          </>
        ) : (
          "It was never used."
        )}
      </p>
      <DialogFoot cancelHref={queuePath(team, queue)}>
        <SubmitButton look="destructive" size="large">
          Revoke agent token
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
