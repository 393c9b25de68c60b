import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { queuePath } from "@/app/_server/paths";
import { startRuntime } from "@/app/_server/runtime";
import { FormPage } from "../../../settings/_components/form-page";
import { NewAgentTokenForm } from "../../_components/agent-token-forms";
import { type QueueParams, requireManagedQueue } from "../../_components/read-queues";

export const metadata: Metadata = { title: "New agent token" };

export default async function NewAgentTokenPage({ params }: { params: QueueParams }) {
  const { scope, queue } = await requireManagedQueue(params);
  if (queue.resource === "github-actions") {
    notFound();
  }
  const { baseUrl } = (await startRuntime()).ports;
  const team = scope.teamName;
  return (
    <FormPage title="New agent token" back={{ href: queuePath(team, queue.name), label: queue.name }}>
      <NewAgentTokenForm team={team} url={baseUrl} queue={queue} />
    </FormPage>
  );
}
