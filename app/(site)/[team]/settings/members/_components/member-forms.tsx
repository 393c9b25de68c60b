import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { SelectField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import type { MemberView } from "@/lib/core/team";
import { changeRoleAction, leaveTeamAction, removeMemberAction } from "../actions";
import { ROLE_CHOICES } from "./invite-form";

export type MemberFormProps = { team: string; member: Pick<MemberView, "id" | "name" | "role"> };

export function RoleForm({ team, member: { id, name, role } }: MemberFormProps) {
  return (
    <ActionForm action={changeRoleAction} label={`Change the role of ${name}`} hidden={{ team, member: id, name }}>
      <SelectField
        name="role"
        label="Role"
        defaultValue={role}
        choices={ROLE_CHOICES}
        hint="It counts from their next click on. A team has at least one admin."
      />
      <DialogFoot cancelHref={settingsPath(team, "members")}>
        <SubmitButton look="primary" size="large">
          Change role
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export function RemoveForm({ team, member: { id, name } }: MemberFormProps) {
  return (
    <ActionForm action={removeMemberAction} label={`Remove ${name}`} hidden={{ team, member: id, name }}>
      <p className="text-ink-2">
        {name} reaches nothing of {team} any more, from their next click on, in every browser. What they did stays, in
        histories and in the audit log. API tokens stay too: they are the team’s. Revoke those that {name} has seen.
      </p>
      <DialogFoot cancelHref={settingsPath(team, "members")}>
        <SubmitButton look="destructive" size="large">
          Remove member
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export function LeaveForm({ team }: { team: string }) {
  return (
    <ActionForm action={leaveTeamAction} label={`Leave ${team}`} hidden={{ team }}>
      <p className="text-ink-2">
        You reach nothing of {team} any more, until somebody invites you again. What you did stays, in histories and in
        the audit log.
      </p>
      <DialogFoot cancelHref={settingsPath(team, "members")}>
        <SubmitButton look="destructive" size="large">
          Leave team
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
