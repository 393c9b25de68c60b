import type { Metadata } from "next";
import { queuePath } from "@/app/_server/paths";
import { FormPage } from "../../../settings/_components/form-page";
import { EditQueueForm } from "../../_components/queue-forms";
import { type QueueParams, requireManagedQueue } from "../../_components/read-queues";

export const metadata: Metadata = { title: "Edit queue" };

export default async function EditQueuePage({ params }: { params: QueueParams }) {
  const { scope, queue } = await requireManagedQueue(params);
  const team = scope.teamName;
  return (
    <FormPage title={`Edit ${queue.name}`} back={{ href: queuePath(team, queue.name), label: queue.name }}>
      <EditQueueForm team={team} queue={queue} />
    </FormPage>
  );
}
