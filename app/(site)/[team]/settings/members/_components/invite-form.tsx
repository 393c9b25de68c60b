import { ActionForm } from "@/app/_components/action-form.client";
import { ROLE_WORDS } from "@/app/_components/role-words";
import { ButtonLink } from "@/app/_components/ui/button";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { SelectField, TextField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import { signInProviders } from "@/app/_server/sign-in-providers";
import { ROLES } from "@/lib/core/access";
import { env } from "@/lib/platform/env";
import { inviteAction } from "../actions";
import { InvitationLink } from "./invitation-link.client";

export const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].short }));

export function InviteForm({ team }: { team: string }) {
  const list = settingsPath(team, "members");
  return (
    <ActionForm action={inviteAction} label="Invite somebody" hidden={{ team }}>
      <InvitationLink
        done={
          <ButtonLink href={list} look="primary" size="large">
            Done
          </ButtonLink>
        }
      >
        <div className="flex flex-col gap-4">
          {signInProviders(env()).length === 0 ? (
            <Note tone="caution" title="Nobody could accept it yet.">
              This server has no sign-in for other people: set GITHUB_CLIENT_ID or OIDC_ISSUER, and restart it.
            </Note>
          ) : null}
          <SelectField name="role" label="Role" defaultValue="member" choices={ROLE_CHOICES} />
          <TextField
            name="note"
            label="For whom"
            note="optional"
            hint="A name or an e-mail address, so that the list tells invitations apart. Nothing is sent."
            maxLength={200}
            placeholder="ben@example.com"
          />
          <DialogFoot note="The link works once, for seven days." cancelHref={list} className="mt-0">
            <SubmitButton look="primary" size="large">
              Make link
            </SubmitButton>
          </DialogFoot>
        </div>
      </InvitationLink>
    </ActionForm>
  );
}
