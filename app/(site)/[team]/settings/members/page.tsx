import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Pager } from "@/app/_components/pager";
import { Person } from "@/app/_components/person";
import { ROLE_WORDS } from "@/app/_components/role-words";
import { Time } from "@/app/_components/time";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { KebabMenu } from "@/app/_components/ui/menu.client";
import type { MenuEntry } from "@/app/_components/ui/menu-entry";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { pageRequest } from "@/lib/core/page";
import type { MemberView } from "@/lib/core/team";
import { listInvitations } from "@/lib/teams/invitations/queries";
import { listMembers } from "@/lib/teams/queries";
import { Invitations } from "./_components/invitations";
import { InviteForm } from "./_components/invite-form";
import { LeaveForm, RemoveForm, RoleForm } from "./_components/member-forms";

export const metadata: Metadata = { title: "Members" };

const INVITATIONS_SHOWN = 200;

type MembersProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function MembersPage({ params, searchParams }: MembersProps) {
  const scope = await requireScope((await params).team);
  const search = readSearch(pageRequest, await singleParams(searchParams));
  const canManage = can(scope.role, "member.manage");
  const [page, invitations] = await Promise.all([
    listMembers(await db(), scope, search),
    canManage ? listInvitations(await db(), scope, { limit: INVITATIONS_SHOWN }) : null,
  ]);
  if (!page.ok) {
    notFound();
  }

  const team = scope.teamName;
  const { items, nextCursor } = page.value;
  return (
    <>
      <PageHead
        title="Members"
        description={canManage ? undefined : whoCan(items)}
        actions={canManage ? <Invite team={team} /> : undefined}
      />
      <TableFrame
        label="Members"
        className="mx-6 mb-8 max-sm:mx-4"
        foot={
          <Pager
            isFirst={search.cursor === undefined}
            firstHref={settingsPath(team, "members")}
            nextHref={nextCursor ? settingsPath(team, "members", [], { cursor: nextCursor }) : null}
            shown={`${formatPlural(items.length, "member")}, longest there first`}
            older="Show newer members"
          />
        }
      >
        <TableHead>
          <HeadCell>Name</HeadCell>
          <HeadCell className="max-sm:hidden">E-mail</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell isNumeric>Joined</HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {items.map((member) => (
            <MemberRow key={member.id} scope={scope} member={member} />
          ))}
        </tbody>
      </TableFrame>
      {invitations?.ok && invitations.value.items.length > 0 ? (
        <Invitations team={team} invitations={invitations.value.items} />
      ) : null}
    </>
  );
}

/** Who could do what this person may not. */
function whoCan(members: readonly MemberView[]): string {
  const admins = members.filter(({ role }) => role === "admin").map(({ name }) => name);
  return `Only admins invite people and change roles. Ask ${admins.slice(0, 3).join(" or ") || "one of them"}.`;
}

function Invite({ team }: { team: string }) {
  return (
    <DialogLink
      href={settingsPath(team, "members", ["invite"])}
      title="Invite somebody"
      look="primary"
      content={<InviteForm team={team} />}
    >
      <UserPlus aria-hidden="true" />
      Invite
    </DialogLink>
  );
}

function MemberRow({ scope, member }: { scope: TeamScope; member: MemberView }) {
  const { id, name, email, role, since } = member;
  const entries = entriesFor(scope, member);
  return (
    <Row>
      <Cell className="font-medium">
        <span className="inline-flex max-w-[36ch] items-center gap-2">
          <Person name={name} />
          {scope.actor.id === id ? <span className="font-normal text-ink-3">you</span> : null}
        </span>
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">{email ?? <span className="text-ink-3">none</span>}</Cell>
      <Cell className="text-ink-2">{ROLE_WORDS[role].name}</Cell>
      <Cell isNumeric className="text-ink-2">
        <Time at={since} form="ago" />
      </Cell>
      <Cell className="text-right">
        {entries.length > 0 ? (
          <KebabMenu
            label={`Actions for ${name}`}
            href={settingsPath(scope.teamName, "members", [id])}
            entries={entries}
          />
        ) : null}
      </Cell>
    </Row>
  );
}

function entriesFor(scope: TeamScope, member: MemberView): MenuEntry[] {
  const props = { team: scope.teamName, member };
  const isSelf = scope.actor.id === member.id;
  const entries: MenuEntry[] = [];
  if (can(scope.role, "member.manage")) {
    entries.push({
      kind: "dialog",
      label: "Change role",
      title: `Change the role of ${member.name}`,
      content: <RoleForm {...props} />,
    });
  }
  if (isSelf) {
    entries.push({
      kind: "dialog",
      label: "Leave team",
      title: `Leave ${scope.teamName}`,
      isDanger: true,
      content: <LeaveForm team={scope.teamName} />,
    });
  } else if (entries.length > 0) {
    entries.push({
      kind: "dialog",
      label: "Remove from team",
      title: `Remove ${member.name}`,
      isDanger: true,
      content: <RemoveForm {...props} />,
    });
  }
  return entries;
}
