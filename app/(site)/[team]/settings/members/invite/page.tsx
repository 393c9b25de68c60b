import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { FormPage } from "../../_components/form-page";
import { InviteForm } from "../_components/invite-form";

export const metadata: Metadata = { title: "Invite somebody" };

export default async function InvitePage({ params }: { params: Promise<{ team: string }> }) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "member.manage")) {
    notFound();
  }
  return (
    <FormPage title="Invite somebody" back={{ href: settingsPath(scope.teamName, "members"), label: "All members" }}>
      <InviteForm team={scope.teamName} />
    </FormPage>
  );
}
