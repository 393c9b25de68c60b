import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { queuePath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { PAGE_LIMIT_MAX } from "@/lib/core/page";
import { listAgentTokens } from "@/lib/launch/admission/queries";
import { FormPage } from "../../../../settings/_components/form-page";
import { RevokeAgentTokenForm } from "../../../_components/agent-token-forms";
import { requireManagedQueue } from "../../../_components/read-queues";

export const metadata: Metadata = { title: "Revoke agent token" };

type RevokeProps = { params: Promise<{ team: string; queue: string; token: string }> };

/** What the dialog says, for before JavaScript and for a new tab. */
export default async function RevokeAgentTokenPage({ params }: RevokeProps) {
  const { scope, queue } = await requireManagedQueue(params);
  const tokens = await listAgentTokens(await db(), scope, queue.name, { limit: PAGE_LIMIT_MAX });
  const id = (await params).token;
  const token = tokens.ok ? tokens.value.items.find((each) => each.id === id) : undefined;
  if (!token) {
    notFound();
  }
  const team = scope.teamName;
  return (
    <FormPage title={`Revoke ${token.name}`} back={{ href: queuePath(team, queue.name), label: queue.name }}>
      <RevokeAgentTokenForm team={team} queue={queue.name} token={token} />
    </FormPage>
  );
}
