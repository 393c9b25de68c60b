import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SectionHead } from "@/app/_components/page-head";
import { nameInPath, settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { getMember } from "@/lib/teams/queries";
import { FormPage } from "../../_components/form-page";
import { LeaveForm, RemoveForm, RoleForm } from "../_components/member-forms";

export const metadata: Metadata = { title: "Member" };

type MemberProps = { params: Promise<{ team: string; member: string }> };

/** What the menu of a member's row holds, for before JavaScript. */
export default async function MemberPage({ params }: MemberProps) {
  const { team, member: id } = await params;
  const scope = await requireScope(team);
  const member = await getMember(await db(), scope, nameInPath(id));
  const isSelf = scope.actor.id === nameInPath(id);
  const canManage = can(scope.role, "member.manage");
  if (!member.ok || !(canManage || isSelf)) {
    notFound();
  }

  const props = { team: scope.teamName, member: member.value };
  return (
    <FormPage title={member.value.name} back={{ href: settingsPath(scope.teamName, "members"), label: "All members" }}>
      {canManage ? <RoleForm {...props} /> : null}
      <SectionHead title={isSelf ? "Leave the team" : "Remove from the team"} />
      {isSelf ? <LeaveForm team={scope.teamName} /> : <RemoveForm {...props} />}
    </FormPage>
  );
}
