import { ActionForm } from "@/app/_components/action-form.client";
import { Time } from "@/app/_components/time";
import { ButtonLink } from "@/app/_components/ui/button";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { SelectField, TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import type { TokenView } from "@/lib/core/token";
import { createTokenAction, revokeTokenAction } from "../actions";
import { MadeToken } from "./made-token.client";

const DAYS = 90;
const DAY_MS = 86_400_000;

export type NewTokenFormProps = { team: string; url: string; now: Date };

export function NewTokenForm({ team, url, now }: NewTokenFormProps) {
  const list = settingsPath(team, "tokens");
  const inSomeMonths = new Date(now.getTime() + DAYS * DAY_MS).toISOString().slice(0, 10);
  return (
    <ActionForm action={createTokenAction} label="New token" hidden={{ team }} isQuiet>
      <MadeToken
        url={url}
        done={
          <ButtonLink href={list} look="primary" size="large">
            Done
          </ButtonLink>
        }
      >
        <div className="flex flex-col gap-4">
          <TextField
            name="name"
            label="Name"
            hint="What uses it: a pipeline, a service, a person's notebook."
            required
            maxLength={128}
            placeholder="ci-train"
          />
          <SelectField
            name="role"
            label="Role"
            defaultValue="member"
            choices={[
              { value: "viewer", label: "Viewer: reads and downloads" },
              { value: "member", label: "Member: also logs, links, tags, moves aliases, runs automations" },
              { value: "admin", label: "Admin: everything in the team" },
            ]}
          />
          <TextAreaField
            name="models"
            label="Models"
            note="optional"
            hint="One name a line. To such a token nothing else exists, nor does what belongs to the whole team."
            rows={3}
            placeholder="churn-classifier"
            controlClassName="font-mono text-small"
          />
          <TextField
            name="expiresAt"
            label="Last day"
            note="optional, UTC"
            hint="Left empty, it works until it is revoked."
            type="date"
            defaultValue={inSomeMonths}
            className="max-w-52"
          />
          <DialogFoot cancelHref={list} className="mt-0">
            <SubmitButton look="primary" size="large">
              Create token
            </SubmitButton>
          </DialogFoot>
        </div>
      </MadeToken>
    </ActionForm>
  );
}

export function RevokeTokenForm({ team, token }: { team: string; token: TokenView }) {
  return (
    <ActionForm
      action={revokeTokenAction}
      label={`Revoke ${token.name}`}
      hidden={{ team, token: token.id, name: token.name }}
    >
      <p className="text-ink-2">
        Whatever sends the token that ends in <span className="font-mono text-ink">{token.hint}</span> is answered 401
        from then on, and that cannot be taken back.{" "}
        {token.lastUsedAt ? (
          <>
            It was last used <Time at={token.lastUsedAt} form="ago" />, so something may stop.
          </>
        ) : (
          "It was never used."
        )}{" "}
        What it did stays in the audit log.
      </p>
      <DialogFoot cancelHref={settingsPath(team, "tokens")}>
        <SubmitButton look="destructive" size="large">
          Revoke token
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
