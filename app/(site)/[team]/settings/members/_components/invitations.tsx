import { ActionForm } from "@/app/_components/action-form.client";
import { SectionHead } from "@/app/_components/page-head";
import { Person } from "@/app/_components/person";
import { ROLE_WORDS } from "@/app/_components/role-words";
import { Time } from "@/app/_components/time";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import type { InvitationView } from "@/lib/core/invitation";
import { revokeInvitationAction } from "../actions";

/** Links that somebody may still use. The links themselves are nowhere. */
export function Invitations({ team, invitations }: { team: string; invitations: readonly InvitationView[] }) {
  return (
    <div className="px-6 pb-8 max-sm:px-4 [&>:first-child]:mt-0">
      <SectionHead title="Open invitations" count={invitations.length} />
      <TableFrame label="Open invitations">
        <TableHead>
          <HeadCell>For</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell className="max-sm:hidden">Invited by</HeadCell>
          <HeadCell isNumeric className="max-sm:hidden">
            Works until
          </HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {invitations.map(({ id, note, role, createdBy, createdAt, expiresAt }) => (
            <Row key={id}>
              <Cell className="max-w-[40ch] truncate max-sm:max-w-[14ch]">
                {note || <span className="text-ink-3">whoever has the link</span>}
              </Cell>
              <Cell className="text-ink-2">{ROLE_WORDS[role].name}</Cell>
              <Cell className="text-ink-2 max-sm:hidden">
                <Person name={createdBy} />
              </Cell>
              <Cell isNumeric className="text-ink-2 max-sm:hidden">
                <Time at={expiresAt} form="date" />
              </Cell>
              <Cell className="text-right">
                <ActionForm
                  action={revokeInvitationAction}
                  label={`Revoke the invitation for ${note || ROLE_WORDS[role].one}, made ${createdAt}`}
                  hidden={{ team, invitation: id }}
                >
                  <SubmitButton look="danger" size="small">
                    Revoke
                  </SubmitButton>
                </ActionForm>
              </Cell>
            </Row>
          ))}
        </tbody>
      </TableFrame>
    </div>
  );
}
